"""Datasets on disk: the schema, reading and writing."""
