"""Inputs that a coverage-guided fuzzer found, each by another path through the reader: read or refused."""

from __future__ import annotations

import json
from pathlib import Path

from estimates import WordingError, parse, reading

FOUND = json.loads((Path(__file__).parent / "found_by_fuzzing.json").read_text(encoding="utf-8"))


def test_what_the_fuzzer_found_is_read_or_refused() -> None:
    refusals: list[str] = []
    for lang, text in FOUND:
        try:
            found = reading(text, lang)
        except WordingError as error:
            refusals.append(str(error))
            continue
        assert found._repr_html_().count("<table") == 2
        if not found.is_share:
            assert parse(str(found.range)) == found.range
    assert 0 < len(refusals) < len(FOUND)
    assert "\ue000" not in "".join(refusals)
