"""The command line: what it prints is inert in a terminal, and what goes wrong is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest

import estimates as es
from estimates.__main__ import main
from estimates.errors import ACTING, Fault

HOSTILE = "a\x1b[31m\u202e\u2066\x9b\x07z"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command; return all that it printed, in which nothing acts."""
    main(list(arguments))
    out = "".join(capsys.readouterr())
    assert not ACTING.search(out)
    return out


def test_nothing_of_the_data_or_a_files_name_acts_on_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "estimand,claimant,wording,source,note"
    good, bad = tmp_path / f"{HOSTILE}good.csv", tmp_path / f"{HOSTILE}bad.csv"
    good.write_text(f"{header}\ng\u202e,{HOSTILE[7:]},5000,w\u202e[{HOSTILE[7:]}],\n", encoding="utf-8")
    bad.write_text(f"{header},{HOSTILE}\ng,A,{HOSTILE},x[,\n", encoding="utf-8")
    assert "\\u202e" in printed(capsys, "check", str(good), str(bad))
    for command in ("show", "cite"):
        printed(capsys, command, str(good))
        printed(capsys, command, str(bad))
        assert HOSTILE[-1] in printed(capsys, command, str(tmp_path / HOSTILE))
        printed(capsys, command, "nanking-1937", HOSTILE)
    printed(capsys, "cite", "nanking-1937", "--style", HOSTILE)
    printed(capsys, "plot", "nanking-1937", "--output", str(tmp_path / HOSTILE))


def test_errors_and_faults_are_inert() -> None:
    for kind in (es.ClaimError, es.UnknownNameError, es.WriteError, es.MissingExtraError):
        assert str(kind(HOSTILE)) == r"a\x1b[31m\u202e\u2066\x9b\x07z"
    fault = Fault(f"{HOSTILE}\nb.csv: no faults", 3, f"{HOSTILE}\n", HOSTILE, HOSTILE)
    assert not ACTING.search(str(fault))
    assert "\n" not in str(fault)
    assert not ACTING.search(str(es.DatasetError([fault])))
