"""Pure functions from reports to facts. No files, clock, network, or model loading at import."""
