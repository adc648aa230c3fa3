"""Karyotypes and FISH."""
