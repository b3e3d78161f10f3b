"""What a picture shows, row by row, before it is drawn; and what it says in words."""

from __future__ import annotations

from estimates.layout.axis import axis_for as axis_for
from estimates.layout.axis import ticks as ticks
from estimates.layout.columns import DEFAULT as DEFAULT
from estimates.layout.panels import as_dossiers as as_dossiers
from estimates.layout.panels import at_axis as at_axis
from estimates.layout.panels import lay_out as lay_out
from estimates.layout.pictures import Axis as Axis
from estimates.layout.pictures import Cell as Cell
from estimates.layout.pictures import Column as Column
from estimates.layout.pictures import Mark as Mark
from estimates.layout.pictures import Panel as Panel
from estimates.layout.pictures import Picture as Picture
from estimates.layout.pictures import Pool as Pool
from estimates.layout.pictures import Row as Row
from estimates.layout.pictures import Triangle as Triangle
from estimates.layout.pictures import picture_of as picture_of
from estimates.layout.pictures import remember as remember
from estimates.layout.saying import claim_by_claim as claim_by_claim
from estimates.layout.saying import in_words as in_words
from estimates.layout.saying import shown_by as shown_by
