"""Inputs that a coverage-guided fuzzer found, each for another path through the reader: read or refused, nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from estimates import WordingError, parse, reading

FOUND = json.loads((Path(__file__).parent / "found_by_fuzzing.json").read_text(encoding="utf-8"))


def test_what_the_fuzzer_found_is_read_or_refused() -> None:
    read = 0
    for lang, text in FOUND:
        try:
            found = reading(text, lang)
        except WordingError as error:
            assert "\ue000" not in str(error)
            continue
        read += 1
        assert found._repr_html_().count("<table>") == 2
        if not found.is_share:
            assert parse(str(found.range)) == found.range
    assert read > 100
