"""How hard the property tests try: a little on every run, harder with ``HYPOTHESIS_PROFILE=thorough``."""

from __future__ import annotations

import os
import sys

from hypothesis import settings

# Its writers are forked and its limits are set, which Windows does not have.
collect_ignore = ["test_robustness.py"] if sys.platform == "win32" else []

settings.register_profile("usual", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=1_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))
