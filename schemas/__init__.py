"""Immutable records that cross module boundaries; nothing here reads a file or knows a disease."""
