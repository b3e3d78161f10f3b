"""Bibliographies in and out: CSL-JSON, BibTeX and biblatex, RIS, as reference managers write and read them."""

from __future__ import annotations

from estimates.references.bibtex_reader import read_bibtex
from estimates.references.csl_json import library_of, read_csl
from estimates.references.library import Library, Omission

__all__ = ["Library", "Omission", "library_of", "read_bibtex", "read_csl"]
