"""Invented patients' records: the printers, the cases and the gold facts every record must yield."""
