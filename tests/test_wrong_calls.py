"""Whatever a public function is given by mistake, its message says which call serves; related calls simply answer."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest

import estimates as es

NANKING = es.load("nanking-1937")
DEATHS = NANKING["combat-deaths"]
FRAME = es.to_frame(DEATHS)
POOLED = es.pool(DEATHS)
OF_A_DOSSIER: dict[str, Callable[[Any], object]] = {
    "pool": es.pool, "compare": es.compare, "bias": es.bias, "lineage": es.lineage, "multiverse": es.multiverse,
    "leave_one_out": es.leave_one_out, "scenario": lambda x: es.scenario(x, {}),
    "agreement": lambda x: es.agreement(x, 5),
    "plot_intervals": es.plot_intervals, "plot_support": es.plot_support, "plot_timeline": es.plot_timeline,
    "plot_lineage": es.plot_lineage,
}  # fmt: skip
ANSWER_FOR_DATASETS = {"pool", "compare", "plot_intervals"}


@pytest.mark.parametrize("name", OF_A_DOSSIER)
@pytest.mark.parametrize(
    ("given", "said"),
    [
        (FRAME, r"read\(\) makes a dataset of a frame"),
        ("nanking-1937", r"load\(\) returns a shipped dataset"),
        (NANKING, r"dataset\['garrison'\]"),
        (DEATHS[0], "the dossier that it is in"),
        (POOLED, r"\.dossier holds the claims"),
    ],
    ids=["frame", "name", "dataset", "estimate", "pool"],
)
def test_a_function_of_a_dossier_says_what_serves_instead(name: str, given: Any, said: str) -> None:
    if given is NANKING and name in ANSWER_FOR_DATASETS:
        assert OF_A_DOSSIER[name](given)
        return
    with pytest.raises(es.EstimatesError, match=said):
        OF_A_DOSSIER[name](given)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: es.cite("askew2003"), r"load\(\) returns"),
        (lambda: es.cite(FRAME), r"read\(\) makes"),
        (lambda: es.sources(FRAME), r"read\(\) makes"),
        (lambda: es.to_frame("garrison"), r"load\(\) returns"),
        (lambda: es.to_latex("garrison"), r"load\(\) returns"),
        (lambda: es.tensions(FRAME), r"read\(\) makes"),
        (lambda: es.write(DEATHS, "nowhere"), r"Dataset\('name', \[dossier\]\)"),
        (lambda: es.caption(DEATHS), r"plot_intervals\(\)"),
        (lambda: es.plot_bias(DEATHS), r"bias\(\) or bias_model\(\)"),
        (lambda: es.plot_multiverse(DEATHS), r"multiverse\(\)"),
        (lambda: es.load(None), "no dataset None is shipped"),
        (lambda: es.cite(DEATHS[0], style=5), "got 5"),
        (lambda: es.point(5).admits("5"), r"parse\(\)"),
    ],
)  # fmt: skip
def test_other_functions_do_too(call: Callable[[], object], said: str) -> None:
    with pytest.raises(es.EstimatesError, match=said):
        call()


def test_a_dataset_is_compared_and_pooled_figure_by_figure() -> None:
    compared, pooled = es.to_frame(es.compare(NANKING)), es.to_frame(es.pool(NANKING))
    assert list(compared["estimand"]) == list(pooled["estimand"]) == list(NANKING)
    row = compared.set_index("estimand").loc["garrison"]
    assert row["envelope_low"] == es.compare(NANKING["garrison"]).envelope.low


def test_a_pool_is_a_frame_of_one_row() -> None:
    frame = es.to_frame(POOLED)
    assert len(frame) == 1
    assert frame["median_low"][0] == POOLED.median.low
    assert frame["interval"][0] == str(POOLED.interval(0.9))
    both = es.to_frame([POOLED, es.pool(DEATHS, "envelope")])
    assert list(both["method"]) == ["random-set", "envelope"]


def test_estimates_are_a_frame_of_claims() -> None:
    assert es.to_frame(DEATHS[0])["claimant"].tolist() == ["Ikuhiko Hata"]
    assert es.to_frame(list(DEATHS))["low"].tolist() == es.to_frame(DEATHS)["low"].tolist()


def test_notes_are_made_for_an_estimate_a_dossier_and_a_dataset() -> None:
    assert es.notes(DEATHS[0]) == es.notes([DEATHS[0]])
    assert es.notes(DEATHS) == es.notes(list(DEATHS))
    assert len(es.notes(NANKING, style="label")) == sum(map(len, NANKING.values()))


def test_a_range_is_related_to_a_number() -> None:
    assert es.between(1, 9).relation(5) == "nested"


def test_nothing_is_written_where_a_call_is_refused(tmp_path: Path) -> None:
    with pytest.raises(es.EstimatesError):
        es.write(DEATHS, tmp_path / "x")
    assert not list(tmp_path.iterdir())


WRONG: dict[str, Any] = {
    "none": None, "frame": FRAME, "name": "garrison", "dataset": NANKING, "dossier": DEATHS, "estimate": DEATHS[0],
    "number": 5, "pool": POOLED, "nothing": [], "object": object(), "source": es.sources(NANKING)[0],
    "range": es.point(5),
}  # fmt: skip
MORE: dict[str, tuple[Any, ...]] = {
    "scenario": ({},), "agreement": (5,), "between": (7,), "partitioned": (es.compare,),
    "to_docx": ("made.docx",), "report": ("made.md",), "write": ("made",), "savefig": ("made.svg",),
}  # fmt: skip
NAMED: dict[str, dict[str, Any]] = {
    "bias_model": {"anchor": "third party"}, "partitioned": {"parts": 2},
    "convert": {"measure": "killed", "to": "casualties", "ratio": es.point(2), "said_by": "me"},
}  # fmt: skip
ELSEWHERE = {("report", "dataset"), ("plot_intervals", "dataset")}  # the right kind, slow, and tested where they are
FUNCTIONS = [
    name for name in es.__all__ if inspect.isroutine(getattr(es, name)) and name != "datasets"
]  # and not the one that takes nothing


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_answers_or_says_what_it_takes(name: str, tmp_path: Path, monkeypatch: Any) -> None:
    """Whatever it is given first: a table, a name, None, or something of ours of another kind."""
    monkeypatch.chdir(tmp_path)
    for kind, given in WRONG.items():
        if (name, kind) in ELSEWHERE:
            continue
        try:
            getattr(es, name)(given, *MORE.get(name, ()), **NAMED.get(name, {}))
        except es.EstimatesError as error:
            said = str(error)
            assert len(said) > 15, (kind, said)
            assert "object at 0x" not in said or kind == "object", (kind, said)
            assert "\n0 " not in said, (kind, said)  # no rows of a data frame
    plt.close("all")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: es.read(NANKING), "is one already"),
        (lambda: es.read(DEATHS), r"to_frame\(\) makes a table"),
        (lambda: es.implied_bounds(DEATHS), r"Dataset\('name', \[dossier\]\)"),
        (lambda: es.load(FRAME), r"read\(\) makes a dataset of a frame"),
        (lambda: es.read_bibtex(DEATHS), r"to_bibtex\(\) writes"),
        (lambda: es.citation(FRAME), r"cite\(\) cites a claim"),
        (lambda: es.bias_model(None, anchor="a"), "takes a data frame"),
        (lambda: es.Ledger.from_frame(DEATHS, estimand="x", low="low", high="high"), r"to_frame\(\) makes one"),
        (lambda: es.Ledger.from_frame(NANKING, estimand="x", low="low", high="high"), r"compare\(\) and pool\(\)"),
        (lambda: es.Ledger.from_frame(None, estimand="x", low="low", high="high"), "takes a data frame"),
        (lambda: es.partitioned(FRAME, es.compare, parts=2), r"Ledger\.from_frame\(\)"),
        (lambda: es.parse(FRAME), r"words are text \(got a DataFrame\)"),
    ],
)
def test_a_message_says_which_call_serves(call: Callable[[], object], said: str) -> None:
    with pytest.raises(es.EstimatesError, match=said):
        call()
