"""Profiles in the shapes other systems take. An export shape is never the internal model."""
