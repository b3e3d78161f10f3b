"""Data frames and the tables of a paper; the only package that imports pandas."""

from __future__ import annotations

from estimates.tables.drawn import paper_table as paper_table
from estimates.tables.drawn import to_html as to_html
from estimates.tables.drawn import to_latex as to_latex
from estimates.tables.frames import to_frame as to_frame
