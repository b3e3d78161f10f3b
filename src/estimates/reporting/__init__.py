"""Documents of figures, tables and citations together: Word, reports, and the methods section of a paper."""

from __future__ import annotations

from estimates.reporting.chapters import report as report
from estimates.reporting.methods_paragraph import methods as methods
from estimates.reporting.word import to_docx as to_docx
