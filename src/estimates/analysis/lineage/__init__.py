"""Lineage: which claims rest on which, and which of them are copies."""
