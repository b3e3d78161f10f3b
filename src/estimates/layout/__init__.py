"""What a picture shows, row by row, before it is drawn; and what it says in words."""

from __future__ import annotations

from estimates.layout.axis import axis_for as axis_for
from estimates.layout.axis import ticks as ticks
from estimates.layout.captions import claim_by_claim as claim_by_claim
from estimates.layout.captions import in_words as in_words
from estimates.layout.captions import shown_by as shown_by
from estimates.layout.columns import DEFAULT as DEFAULT
from estimates.layout.figure_model import Axis as Axis
from estimates.layout.figure_model import Cell as Cell
from estimates.layout.figure_model import Column as Column
from estimates.layout.figure_model import Mark as Mark
from estimates.layout.figure_model import Panel as Panel
from estimates.layout.figure_model import Picture as Picture
from estimates.layout.figure_model import Pool as Pool
from estimates.layout.figure_model import Row as Row
from estimates.layout.figure_model import Triangle as Triangle
from estimates.layout.figure_model import picture_of as picture_of
from estimates.layout.figure_model import remember as remember
from estimates.layout.intervals import as_dossiers as as_dossiers
from estimates.layout.intervals import at_axis as at_axis
from estimates.layout.intervals import lay_out as lay_out
