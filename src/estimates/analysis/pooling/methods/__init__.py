"""The methods of pooling, one file each, registered in the order in which they are listed and tried."""

from __future__ import annotations

from typing import Final

from estimates.analysis.pooling.method import REGISTER, register
from estimates.analysis.pooling.methods.envelope import METHOD as ENVELOPE
from estimates.analysis.pooling.methods.linear import METHOD as LINEAR
from estimates.analysis.pooling.methods.lognormal import METHOD as LOGNORMAL
from estimates.analysis.pooling.methods.random_effects import METHOD as RANDOM_EFFECTS
from estimates.analysis.pooling.methods.random_set import METHOD as RANDOM_SET
from estimates.analysis.pooling.methods.turnbull import METHOD as TURNBULL

for method in (RANDOM_SET, ENVELOPE, LINEAR, LOGNORMAL, TURNBULL, RANDOM_EFFECTS):
    register(method)
ORDER: Final = tuple(REGISTER)
