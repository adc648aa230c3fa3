"""Printing functions: one record as data in, a page as a laboratory or a clinic would print it out."""
