"""Command line and settings; the only place that builds adapters and turns errors into exit codes."""
