"""How hard the property tests try: a little on every run, harder with ``HYPOTHESIS_PROFILE=thorough``.

A usual run tries the same examples every time, so that a red one is due to a change; a thorough run draws new ones.
"""

from __future__ import annotations

import os
import sys

from hypothesis import settings

# Its writers are forked and its limits are set, which Windows does not have.
collect_ignore = ["test_robustness.py"] if sys.platform == "win32" else []

settings.register_profile("usual", max_examples=40, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=1_000, deadline=None, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))
