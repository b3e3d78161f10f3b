"""Bibliographies in and out: CSL-JSON, BibTeX and biblatex, RIS, as reference managers write and read them."""

from __future__ import annotations

from estimates.references.bibtex_reader import read_bibtex
from estimates.references.csl_json import read_csl, works
from estimates.references.library import Library, Omission

__all__ = ["Library", "Omission", "read_bibtex", "read_csl", "works"]
