"""Migrations of the store's tables, forward only."""
