"""Bibliographies in and out: CSL-JSON, BibTeX and biblatex, RIS, as reference managers write and read them."""

from __future__ import annotations

from estimates.exchange.bibtex import read_bibtex
from estimates.exchange.csljson import read_csl, works
from estimates.exchange.libraries import Library, Omission

__all__ = ["Library", "Omission", "read_bibtex", "read_csl", "works"]
