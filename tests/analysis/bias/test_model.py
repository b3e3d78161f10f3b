"""The bias model: known truth, quadrature by hand, refusals by name, what may not change it, and what it shows."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
import pandas as pd
import pytest
from attrs import evolve
from scipy.optimize import linprog
from scipy.special import log_ndtr

import estimates as es
from estimates.analysis.bias.model import BiasModel, Factor, bias_model
from estimates.analysis.bias.model_data import Assumed, held, logs
from estimates.errors import ClaimError, PoolingError, UnknownNameError
from estimates.kernels import connected
from estimates.model.claims import Claimant, Estimand, Estimate, Link
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier
from estimates.model.ranges import Range, about, at_least, at_most, between, point
from estimates.model.sources import Citation, Source

Table = dict[str, list[Any]]
ANCHOR = np.log([100.0, 200.0, 300.0, 400.0, 150.0, 900.0])
OWN = np.log([60.0, 90.0, 200.0, 170.0, 80.0, 500.0])


def table(*rows: tuple[Any, ...]) -> Table:
    """Rows of figure, camp, role, low and, where it is another, high."""
    out: Table = {name: [] for name in ("figure", "camp", "role", "low", "high")}
    for row in rows:
        for column, cell in zip(out.values(), (*row, row[3]) if len(row) == 4 else row, strict=True):
            column.append(cell)
    return out


def drawn(seed: int = 1, figures: int = 60, noise: float = 0.3) -> Table:
    """Two camps that say half of their own dead and twice the enemy's, beside an observer."""
    rng = random.Random(seed)
    rows = []
    for i in range(figures):
        level = rng.uniform(5, 12)
        for camp, role, effect in (
            ("observer", "third party", 1.0), ("Ruritania", "own", 0.5), ("Syldavia", "enemy", 2.0),
        ):  # fmt: skip
            rows.append((f"battle {i}", camp, role, math.exp(level + rng.gauss(0, noise)) * effect))
    return table(*rows)


def two(kinds: str) -> Table:
    """An observer's points beside the claims of one camp: points (p), at least (l), at most (m)."""
    rows: list[tuple[Any, ...]] = []
    for i, (a, o, kind) in enumerate(zip(ANCHOR, OWN, kinds, strict=True)):
        ends = (None if kind == "m" else math.exp(o), None if kind == "l" else math.exp(o))
        rows += [(i, "observer", "third party", math.exp(a)), (i, "Ruritania", "own", *ends)]
    return table(*rows)


def factors(found: BiasModel) -> dict[tuple[str, str], Factor]:
    return {(f.camp, f.role): f for f in found.factors}


def numbers(found: BiasModel) -> np.ndarray[Any, Any]:
    return np.log([(f.low, f.factor, f.high) for f in found.factors])


# --- known truth ---


def test_claims_without_noise_give_their_factors() -> None:
    found = bias_model(drawn(noise=0.0), anchor="third party")
    for camp, role, true in (("Ruritania", "own", 0.5), ("Syldavia", "enemy", 2.0)):
        factor = factors(found)[camp, role]
        assert factor.factor == pytest.approx(true, rel=1e-3)
        assert factor.high / factor.low < 1.005
        assert (factor.claims, factor.figures, factor.level) == (60, 60, 0.9)
    assert found.tau.median < 0.002


def test_noisy_claims_give_intervals_about_the_truth() -> None:
    held = []
    for seed in range(40):
        for factor in bias_model(drawn(seed, figures=20), anchor="third party").factors:
            true = 0.5 if factor.role == "own" else 2.0
            assert factor.factor == pytest.approx(true, rel=0.35)
            held.append(factor.low <= true <= factor.high)
    assert 0.78 <= np.mean(held) <= 0.99


def test_adjusted_figures_stand_where_the_anchor_would_put_them() -> None:
    found = bias_model(drawn(noise=0.0), anchor="third party")
    said = drawn(noise=0.0)
    truth = {f: x for f, role, x in zip(said["figure"], said["role"], said["low"]) if role == "third party"}
    assert [a.figure for a in found.adjusted] == list(truth)
    for adjusted in found.adjusted:
        assert adjusted.median == pytest.approx(truth[adjusted.figure], rel=1e-3)
        assert adjusted.low < adjusted.median < adjusted.high
        assert adjusted.claims == 3


@pytest.mark.parametrize(
    ("kinds", "near"), [("pppppp", 0.005), ("pplmpp", 0.005), ("lplmlm", 0.015), ("llmlpm", 0.015)]
)
def test_the_posterior_is_that_of_quadrature(kinds: str, near: float) -> None:
    """With one camp in one role the level of each figure leaves one difference, and two parameters to integrate."""
    g, t = np.meshgrid(np.linspace(-6, 6, 3001), np.linspace(1e-4, 6, 2500), indexing="ij")
    log, sd = -(t**2) / 2, np.sqrt(2 * (t**2 + 0.001**2))
    for a, o, kind in zip(ANCHOR, OWN, kinds, strict=True):
        z = (o - a - g) / sd
        log = log + (-0.5 * z * z - np.log(sd) if kind == "p" else log_ndtr(-z if kind == "l" else z))
    weight = np.exp(log - log.max())
    expected = [
        np.interp([0.05, 0.5, 0.95], np.cumsum(weight.sum(axis)) / weight.sum(), values)
        for axis, values in ((1, g[:, 0]), (0, t[0]))
    ]
    found = bias_model(two(kinds), anchor="third party")
    assert numbers(found)[0] == pytest.approx(expected[0], abs=near)
    assert [found.tau.low, found.tau.median, found.tau.high] == pytest.approx(expected[1], rel=0.02)


def test_one_sided_claims_pull_one_way() -> None:
    with_points, with_floors, with_ceilings = (
        factors(bias_model(two(kinds), anchor="third party"))["Ruritania", "own"]
        for kinds in ("pppppp", "lplplp", "mpmpmp")
    )
    assert with_ceilings.factor < with_points.factor < with_floors.factor
    assert with_ceilings.low < with_points.low
    assert with_floors.high > with_points.high


def test_a_range_is_its_ends_or_its_middle_with_a_stated_coverage() -> None:
    said = drawn(figures=20)
    said["low"] = [x / 1.2 for x in said["low"]]
    said["high"] = [x * 1.2 for x in said["high"]]
    ends, wide, narrow = (bias_model(said, anchor="third party", coverage=c) for c in (None, 0.5, 0.99))
    assert ends.assumptions["ranges"] == "ends only"
    assert "coverage" not in ends.assumptions
    assert wide.assumptions["coverage"] == 0.5
    points = bias_model(drawn(figures=20), anchor="third party")
    assert numbers(narrow) == pytest.approx(numbers(points), abs=0.01)
    assert narrow.tau.median > wide.tau.median  # what a range has of its own is not told of the deviation
    assert numbers(ends) == pytest.approx(numbers(points), abs=0.1)


def test_a_stated_best_is_the_claim() -> None:
    said = drawn(figures=20)
    said["best"], said["low"], said["high"] = said["low"], [x / 3 for x in said["low"]], [x * 2 for x in said["high"]]
    found = bias_model(said, anchor="third party", best="best")
    assert numbers(found) == pytest.approx(numbers(bias_model(drawn(figures=20), anchor="third party")), abs=1e-12)


def test_a_range_of_a_stated_coverage_has_a_variance_of_its_own() -> None:
    """In logs half of its width is z standard errors; an end, a point and a range of no stated coverage have none."""
    rows = [("a", "x", "own", 50.0, 200.0), ("a", "y", "own", 100.0), ("a", "z", "own", 100.0, None)]
    found = held(table(*rows), dict.fromkeys(("figure", "camp", "role", "low", "high", "best")))
    _, low, high, own = logs(found, Assumed(coverage=0.9))
    assert own == pytest.approx([(math.log(2) / 1.6448536269514722) ** 2, 0, 0])
    assert low == pytest.approx([math.log(100)] * 3)
    assert high == pytest.approx([math.log(100), math.log(100), math.inf])
    assert logs(found, Assumed())[3].tolist() == [0, 0, 0]


def test_what_is_assumed_by_default_is_as_documented() -> None:
    said = drawn(figures=5)
    given = {"method": "bayes", "tau_scale": 1.0, "omega_scale": 1.0, "level": 0.9}
    assert str(bias_model(said, anchor="third party", **given)) == str(bias_model(said, anchor="third party"))


def test_a_stated_best_is_the_middle_of_a_range_of_a_stated_coverage() -> None:
    """Of two thirds below and twice above, and of the same width about it: the best stays where its source has it."""
    said, root = drawn(figures=12), math.sqrt(6)
    found, middle = (
        bias_model({**said, "best": best, "low": [x / below for x in said["low"]], "high": [
            x * above for x in said["high"]]}, anchor="third party", coverage=0.9, best="best")
        for best, below, above in ((said["low"], 3, 2), ([None] * len(said["low"]), root, root))
    )  # fmt: skip
    assert numbers(found) == pytest.approx(numbers(middle), abs=1e-9)
    levels = [[figure.median for figure in model.adjusted] for model in (found, middle)]
    assert levels[0] == pytest.approx(levels[1], rel=1e-9)


def two_own_camps() -> Table:
    said = drawn()
    said["camp"] = [f"{c} {i % 2}" if c == "Ruritania" and i % 2 else c for i, c in enumerate(said["camp"])]
    return said


def test_one_camp_a_role_tells_nothing_of_how_far_camps_deviate() -> None:
    """What would be printed for omega and for a new camp is the prior, so that it is not printed."""
    for method in ("bayes", "REML"):
        found = bias_model(drawn(), anchor="third party", method=method)
        assert str(found.omega) == "omega: cannot be estimated from these claims, since no role has two camps"
        with pytest.raises(PoolingError, match="nothing in the claims tells how far a new camp may deviate"):
            found.predictive("own")
    assert bias_model(two_own_camps(), anchor="third party").omega.median > 0


def test_the_answer_at_half_and_at_twice_the_scales_is_that_of_other_fits() -> None:
    said = drawn(figures=4)
    said["high"][1], said["low"][5] = said["high"][1] * 1.4, said["low"][5] / 1.5
    found = bias_model(said, anchor="third party")
    for times in (0.5, 2.0):
        other = bias_model(said, anchor="third party", tau_scale=times, omega_scale=times)
        again = np.log([(f.low, f.factor, f.high) for f in found.rescaled[times]])
        assert again == pytest.approx(numbers(other), abs=0.02)
    assert "with the scales of both priors halved: " in str(found)
    assert not bias_model(drawn(), anchor="third party", method="REML").rescaled


def test_anchors_that_disperse_are_shown_and_each_is_tried_alone() -> None:
    """Two observers differ tenfold, one below and one above what the camp says."""
    rows: list[tuple[Any, ...]] = []
    for i in range(6):
        level = 1000.0 * (i + 1)
        rows += [(i, "low observer", "third party", level / 3), (i, "high observer", "third party", level * 3)]
        rows += [(i, "Ruritania", "own", level * (1.1 if i % 2 else 1.3))]
    found = bias_model(table(*rows), anchor="third party")
    spread = found.anchor_spread
    assert spread is not None
    assert (spread.extremes, spread.figures) == (pytest.approx(9.0), 6)
    assert spread.factor == pytest.approx(math.exp(math.log(9) / math.sqrt(2)))
    low, high = (found.single_anchors[f"{which} observer"] for which in ("low", "high"))
    assert isinstance(low, tuple)
    assert isinstance(high, tuple)
    assert low[0].factor > 3
    assert high[0].factor < 0.5
    assert "changes with the anchor: Ruritania, own, under 'high observer' alone" in str(found)
    assert f"\n  {spread}\n" in str(found)
    alone = bias_model(drawn(), anchor="third party")
    assert alone.anchor_spread is None
    assert "None" not in str(alone)


def test_up_to_a_number_each_is_named_and_of_more_the_number() -> None:
    """Twenty dropped claims of a printout, twelve refusals and twenty roles of an error."""
    for number, more in ((20, []), (21, ["  dropped: 1 claim more"]), (22, ["  dropped: 2 claims more"])):
        said = drawn(figures=3)
        for column, cell in zip(said.values(), ("battle 0", "Ruritania", "own", 0.0, 0.0), strict=True):
            column += [cell] * number
        lines = str(bias_model(said, anchor="third party")).splitlines()
        assert sum(line.startswith("  dropped from battle 0: row ") for line in lines) == 20
        assert [line for line in lines if line.startswith("  dropped: ")] == more
    for number in (11, 12):
        rows = [("a", f"camp {n}", "own", 5.0) for n in range(number)]
        with pytest.raises(PoolingError, match="no camp is linked to the anchor") as error:
            bias_model(table(*rows, ("b", "observer", "third party", 5.0)), anchor="third party")
        assert str(error.value).count("shares no ") == 12
        assert str(error.value).endswith("; and 1 more") == (number == 12)
    for number in (20, 21):
        rows = [("a", f"camp {n}", f"role {n}", 5.0) for n in range(number)]
        with pytest.raises(UnknownNameError, match="no claim has the role 'xyz', which anchor names") as error:
            bias_model(table(*rows), anchor="xyz")
        assert ("; there are 'role 0', 'role 1'" in str(error.value)) == (number == 20)


def test_a_figure_that_loses_more_than_a_third_of_its_claims_is_flagged() -> None:
    rows = table(
        *((i, "observer", "third party", 100.0) for i in range(3)), *((i, "Ruritania", "own", 50.0) for i in range(3)),
        (0, "Ruritania", "own", 0.0), (0, "Ruritania", "own", 0.0), (1, "Ruritania", "own", 0.0),
    )  # fmt: skip
    found = bias_model(rows, anchor="third party")
    assert [(a.figure, a.claims, a.dropped, a.thinned) for a in found.adjusted] == [
        ("0", 2, 2, True), ("1", 2, 1, False), ("2", 2, 0, False),
    ]  # fmt: skip
    assert str(found.adjusted[0]).endswith("; 2 of 4 claims could not be used")
    assert [(figure, why) for figure, _, why in found.dropped][:1] == [("0", "is zero, which has no logarithm")]
    assert "dropped from 1: row 8: is zero" in str(found)


def rounded_down(seed: int) -> Table:
    """An observer's points, and a camp that rounds what it would name down to one digit and says "over"."""
    rng = random.Random(seed)
    rows: list[tuple[Any, ...]] = []
    for i in range(30):
        level = rng.uniform(5, 10)
        said = math.exp(level + rng.gauss(0, 0.3))
        digit = 10 ** math.floor(math.log10(said))
        rows += [(i, "observer", "third party", math.exp(level + rng.gauss(0, 0.3)))]
        rows += [(i, "Ruritania", "own", math.floor(said / digit) * digit, None if i % 3 else said)]
    return table(*rows)


def test_numbers_rounded_down_need_a_factor_for_their_bounds() -> None:
    """Taken as unlimited, "over X" where X is rounded down pulls the factor up; the camp here has none."""
    unlimited = bias_model(rounded_down(4), anchor="third party")
    bounded = bias_model(rounded_down(4), anchor="third party", bound_factor=2)
    assert bounded.factors[0].low < 1 < bounded.factors[0].high
    assert abs(math.log(bounded.factors[0].factor)) < abs(math.log(unlimited.factors[0].factor))
    assert bounded.assumptions["bound_factor"] == "2"
    assert unlimited.assumptions["bounds"] == "taken as unlimited"


def test_a_factor_for_bounds_is_the_same_as_the_ranges_written_out() -> None:
    said = two("lmplmp")
    wide = {name: list(column) for name, column in said.items()}
    for i, (low, high) in enumerate(zip(said["low"], said["high"])):
        wide["low"][i], wide["high"][i] = low or high / 3, high or low * 2
    found = bias_model(said, anchor="third party", bound_factor={"over": 2, "up to": 3})
    assert numbers(found) == pytest.approx(numbers(bias_model(wide, anchor="third party")), abs=1e-9)
    with pytest.raises(PoolingError, match="bound_factor"):
        bias_model(said, anchor="third party", bound_factor=0.5)


def test_copies_are_not_counted_as_dropped() -> None:
    said = drawn(figures=5)
    said |= {"root": [f"claim {i}" for i in range(15)]}
    doubled = {name: [*column, column[1]] for name, column in said.items()}
    found = bias_model(doubled, anchor="third party", root="root")
    assert len(found.set_aside) == 1
    assert not found.dropped


def test_a_new_camp_is_less_sure_than_any_known() -> None:
    found = bias_model(two_own_camps(), anchor="third party")
    further = found.predictive("own")
    known = factors(found)["Ruritania", "own"]
    assert (further.camp, further.claims) == ("a new camp", 0)
    assert further.high / further.low > known.high / known.low
    with pytest.raises(UnknownNameError, match="no factor for the role 'owm'; did you mean 'own'"):
        found.predictive("owm")
    with pytest.raises(UnknownNameError, match="third party"):
        found.predictive("third party")


# --- what may not change the answer ---


def test_the_order_of_claims_does_not_matter() -> None:
    frame = pd.DataFrame(drawn(figures=15))
    found = [bias_model(x, anchor="third party") for x in (frame, frame.sample(frac=1, random_state=3))]
    assert numbers(found[1]) == pytest.approx(numbers(found[0]), abs=1e-9)
    adjusted = [{a.figure: a.median for a in one.adjusted} for one in found]
    assert adjusted[1] == pytest.approx(adjusted[0], rel=1e-9)


@pytest.mark.parametrize("scale", [1e-3, 1000.0, 1e9])
def test_the_unit_of_a_figure_does_not_matter(scale: float) -> None:
    said = two("pplmpp")
    scaled = dict(said)
    for end in ("low", "high"):
        scaled[end] = [x if x is None or f % 2 else x * scale for f, x in zip(said["figure"], said[end])]
    a, b = bias_model(said, anchor="third party"), bias_model(scaled, anchor="third party")
    assert numbers(b) == pytest.approx(numbers(a), abs=1e-5)
    for one, other in zip(a.adjusted, b.adjusted):
        assert other.median == pytest.approx(one.median * (1 if int(one.figure) % 2 else scale), rel=1e-7)


def test_names_do_not_matter() -> None:
    said = drawn(figures=15)
    other = said | {
        "figure": [f"x{name}" for name in said["figure"]], "camp": [name[::-1] for name in said["camp"]],
        "role": [{"own": "z", "enemy": "a", "third party": "m"}[name] for name in said["role"]],
    }  # fmt: skip
    a, b = bias_model(said, anchor="third party"), bias_model(other, anchor="m")
    assert factors(b)["ainatiruR", "z"].factor == pytest.approx(factors(a)["Ruritania", "own"].factor, rel=1e-9)
    assert factors(b)["aivadlyS", "a"].high == pytest.approx(factors(a)["Syldavia", "enemy"].high, rel=1e-9)


def test_a_biased_anchor_shifts_everything_and_shows_nowhere() -> None:
    said = drawn(figures=25)
    off = said | {
        end: [x * (3 if r == "third party" else 1) for x, r in zip(said[end], said["role"])] for end in ("low", "high")
    }
    a, b = bias_model(said, anchor="third party"), bias_model(off, anchor="third party")
    assert numbers(b) == pytest.approx(numbers(a) - math.log(3), abs=1e-9)
    assert [x.median for x in b.adjusted] == pytest.approx([3 * x.median for x in a.adjusted], rel=1e-9)
    assert b.tau.median == pytest.approx(a.tau.median, rel=1e-9)


def test_any_role_can_be_the_anchor_and_factors_turn_over() -> None:
    said = drawn(figures=40)
    a, b = bias_model(said, anchor="third party"), bias_model(said, anchor="own")
    own = factors(a)["Ruritania", "own"].factor
    assert factors(b)["observer", "third party"].factor == pytest.approx(1 / own, rel=0.01)
    assert b.anchor == "own, assumed to be unbiased"


def test_only_some_camps_of_the_anchors_role() -> None:
    said = drawn(figures=20)
    said["camp"] = [f"{c} {i % 2}" if c == "observer" else c for i, c in enumerate(said["camp"])]
    found = bias_model(said, anchor="third party", anchor_camps=["observer 0"])
    assert [(f.camp, f.role) for f in found.factors] == [
        ("Syldavia", "enemy"), ("Ruritania", "own"), ("observer 1", "third party"),
    ]  # fmt: skip
    assert all(f.anchor == "third party (observer 0), assumed to be unbiased" for f in found.factors)
    with pytest.raises(UnknownNameError, match="'observer 3', which anchor_camps names; did you mean 'observer"):
        bias_model(said, anchor="third party", anchor_camps=["observer 3"])


# --- what is refused, by name ---


def test_cells_and_figures_without_a_path_to_the_anchor_are_refused_by_name() -> None:
    said = table(
        ("a", "observer", "third party", 100), ("a", "Ruritania", "own", 60),
        ("b", "Ruritania", "own", 80), ("b", "Syldavia", "enemy", 300),
        ("c", "Borduria", "own", 10), ("c", "Borduria", "enemy", 50), ("d", "observer", "third party", 7),
    )  # fmt: skip
    found = bias_model(said, anchor="third party")
    assert set(factors(found)) == {("Ruritania", "own"), ("Syldavia", "enemy")}
    assert [(r.kind, r.name) for r in found.refused] == [
        ("figure", "c"), ("cell", "Borduria, enemy"), ("cell", "Borduria, own"),
    ]  # fmt: skip
    assert all("over any number of steps" in r.reason for r in found.refused)
    assert [a.figure for a in found.adjusted] == ["a", "b", "d"]
    assert found.used == (0, 1, 2, 3, 6)
    assert [claim for claim, _ in found.set_aside] == [4, 5]


def test_what_claims_bound_from_one_side_only_is_refused() -> None:
    said = table(
        ("a", "observer", "third party", 100), ("a", "Ruritania", "own", 60), ("a", "Syldavia", "enemy", 300, None),
        ("b", "Syldavia", "enemy", 500, None), ("b", "observer", "third party", 90),
        ("c", "observer", "third party", 70, None), ("c", "Ruritania", "own", 20, None),
    )  # fmt: skip
    found = bias_model(said, anchor="third party")
    assert [str(r) for r in found.refused] == [
        "figure c: its claims bound it from one side only",
        "cell Syldavia, enemy: the claims of its role bound its factor from one side only",
    ]
    assert set(factors(found)) == {("Ruritania", "own")}


def test_a_camp_with_ends_only_is_held_by_its_role() -> None:
    said = table(
        ("a", "observer", "third party", 100), ("a", "Ruritania", "own", 50), ("a", "Borduria", "own", 40, None),
        ("b", "observer", "third party", 300), ("b", "Ruritania", "own", 160),
    )  # fmt: skip
    found = bias_model(said, anchor="third party")
    assert not found.refused
    assert all(math.isfinite(f.high) for f in found.factors)


def test_nothing_tied_to_the_anchor() -> None:
    said = table(("a", "observer", "third party", 100), ("b", "Ruritania", "own", 60))
    with pytest.raises(PoolingError, match=r"no camp is linked to the anchor.*cell Ruritania, own: shares no figure"):
        bias_model(said, anchor="third party")
    with pytest.raises(PoolingError, match="every claim is by the anchor"):
        bias_model(table(("a", "observer", "third party", 100)), anchor="third party")


def test_what_ties_is_what_no_direction_leaves_free() -> None:
    """The graph beside linear programming: a level or a role is tied if it cannot move without end."""
    rng = np.random.default_rng(4)
    refused = 0
    for _ in range(60):
        figures, cells = 4, 3
        n = int(rng.integers(4, 10))
        figure, cell = rng.integers(0, figures, n), rng.integers(-1, cells, n)
        figure, cell = np.append(figure, np.arange(figures)), np.append(cell, rng.integers(-1, cells, figures))
        cell[: cells + 1] = np.arange(-1, cells)
        kind = rng.integers(0, 4, len(cell))
        low, high = np.where(kind == 1, -np.inf, 0.0), np.where(kind == 2, np.inf, 0.0)
        role = np.arange(cells)
        found = connected.connected(low, high, figure, cell, role)
        # A role of one cell each: the level of a figure and the effect of a cell move as one vector.
        rows = np.zeros((len(cell), figures + cells))
        rows[np.arange(len(cell)), figure] = 1
        rows[np.flatnonzero(cell >= 0), figures + cell[cell >= 0]] = 1
        above, below = np.isfinite(high), np.isfinite(low)
        a = np.vstack((rows[above], -rows[below]))
        free = [
            max(
                -linprog(sign * np.eye(figures + cells)[i], a, np.zeros(len(a)), bounds=(-1, 1)).fun for sign in (-1, 1)
            )
            for i in range(figures + cells)
        ]
        tied = np.append(found.figures == connected.TIED, found.cells == connected.TIED)
        assert tied.tolist() == [x < 1e-9 for x in free]
        refused += int((~tied).sum())
    assert refused > 30


def test_the_anchor_is_found_whatever_its_hyphens_and_never_guessed() -> None:
    said = drawn(figures=5)
    assert bias_model(said, anchor="Third-Party").anchor == "third party, assumed to be unbiased"
    with pytest.raises(UnknownNameError, match=r"no claim has the role 'third partie'.*did you mean 'third party'"):
        bias_model(said, anchor="third partie")
    with pytest.raises(TypeError, match="anchor"):
        bias_model(said)  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("assumptions", "words"),
    [
        ({"coverage": 1.0}, "coverage must be a probability between 0 and 1"),
        ({"level": 90}, "level must be a probability"),
        ({"tau_scale": 0.0}, "tau_scale must be a finite number above zero"),
        ({"omega_scale": True}, "omega_scale must be a finite number above zero"),
        ({"tau_scale": "1"}, "tau_scale must be a finite number above zero"),
        ({"coverage": "0.9"}, "coverage must be a probability between 0 and 1"),
        ({"method": "reml"}, "method must be 'bayes' or 'REML'"),
        ({"omega_scal": 1.0}, "did you mean 'omega_scale'"),
        ({"method": "REML", "tau_scale": 1.0}, "REML has none"),
        ({"anchor_camps": "observer"}, "anchor_camps must be a list"),
        ({"anchor_camps": []}, "anchor_camps must name at least one camp"),
    ],
)
def test_assumptions_that_are_not_allowed(assumptions: dict[str, Any], words: str) -> None:
    with pytest.raises(PoolingError, match=words):
        bias_model(drawn(figures=5), anchor="third party", **assumptions)


def test_a_figure_of_several_measures_is_refused() -> None:
    said = drawn(figures=5) | {"counts": ["killed"] * 14 + ["wounded"]}
    found = bias_model(said, anchor="third party", measure="counts")
    assert [str(r) for r in found.refused] == [
        "figure battle 4: claims count 'killed' or 'wounded'; a figure has one measure"
    ]
    assert [claim for claim, _ in found.set_aside] == [12, 13, 14]


def test_rows_that_cannot_be_used_are_set_aside_with_the_reason() -> None:
    rows = list(zip(*drawn(figures=4).values()))
    rows += [("e", "", "own", 1, 2), ("e", "x", "own", 5, 4), ("e", "x", "own", None, None), ("e", "x", "own", 0, 0),
             ("e", "x", "own", 0, None), ("", "x", "own", 1, 1)]  # fmt: skip
    found = bias_model(table(*rows), anchor="third party")
    reasons = dict(found.set_aside)
    assert sorted(reasons) == [12, 13, 14, 15, 16, 17]
    for row, words in {12: "no 'camp'", 13: "column high", 14: "gives no number", 15: "no logarithm",
                       16: "bounds nothing", 17: "names no estimand"}.items():  # fmt: skip
        assert words in reasons[row]
    with pytest.raises(UnknownNameError, match="no column 'campp'"):
        bias_model(drawn(figures=4), anchor="third party", camp="campp")


# --- copies ---


def test_copies_count_once() -> None:
    said = drawn(figures=12) | {"root": [f"claim {i}" for i in range(36)]}
    copied = {name: column + [column[i] for i in range(36)] for name, column in said.items()}
    copied["camp"] = said["camp"] + ["Borduria"] * 36
    a = bias_model(said, anchor="third party", root="root")
    b = bias_model(copied, anchor="third party", root="root")
    assert numbers(b) == pytest.approx(numbers(a), abs=1e-12)
    assert len(b.set_aside) == 36
    assert b.set_aside[0][1] == "same root 'claim 0' as row 0, counted once"
    naive = bias_model(copied, anchor="third party")
    assert len(naive.used) == 72


# --- REML ---


def test_reml_needs_points_and_says_what_it_cannot_tell() -> None:
    found = bias_model(drawn(), anchor="third party", method="REML")
    assert numbers(found) == pytest.approx(numbers(bias_model(drawn(), anchor="third party")), abs=0.01)
    assert math.isnan(found.tau.low)
    assert "cannot be estimated from these claims" in str(found.omega)
    with pytest.raises(PoolingError, match="no role has two camps"):
        found.predictive("own")
    with pytest.raises(PoolingError, match=r"2 claims state ends only\. Use method='bayes'"):
        bias_model(two("pplmpp"), anchor="third party", method="REML")
    with pytest.raises(PoolingError, match="agree exactly"):
        bias_model(drawn(noise=0.0, figures=5), anchor="third party", method="REML")


# --- a dataset ---


def dataset(
    *, links: tuple[Link, ...] = (), dead: tuple[Range, ...] = (point(1000), point(600), point(2100))
) -> Dataset:  # fmt: skip
    work = Source("anon1900", {"title": "Annals", "type": "book"})
    scholar = Claimant("scholar", "A. Scholar", role="scholar")
    ruritania = Claimant("ruritania", "Ruritanian staff", role="belligerent", side="Ruritania")
    syldavia = Claimant("syldavia", "Syldavian staff", role="belligerent", side="Syldavia")

    def dossier(name: str, measure: str, side: str, *said: Range) -> Dossier:
        claims = [
            Estimate(f"{who.id}-{name}", who, r, source=[Citation(work, str(i))])
            for i, (who, r) in enumerate(zip((scholar, ruritania, syldavia), said))
        ]
        mine = [link for link in links if link.from_id.endswith(f"-{name}")]
        return Dossier(Estimand(name, measure=measure, side=side), claims, links=mine)

    dossiers = [
        dossier("dead", "killed", "Ruritania", *dead),
        dossier("hurt", "wounded", "Ruritania", about(2000), point(900), at_least(3500)),
        dossier("lost", "casualties", "Syldavia", between(3000, 3500), point(7000), point(1500)),
        dossier("army", "strength", "Ruritania", point(50_000), point(80_000), at_most(40_000)),
        dossier("host", "strength", "Syldavia", point(60_000), point(35_000), point(90_000)),
        dossier("folk", "population", "", point(9_000), point(8_000)),
    ]
    return Dataset("feud", dossiers, sources=[work], claimants=[scholar, ruritania, syldavia])


def test_roles_of_a_dataset_come_from_sides_and_strengths_stand_apart() -> None:
    found = bias_model(dataset(), anchor="third-party")
    assert {(f.role, f.camp): f.claims for f in found.factors} == {
        ("enemy, on casualties", "Ruritania"): 1, ("enemy, on killed", "Syldavia"): 1,
        ("enemy, on strength", "Ruritania"): 1, ("enemy, on strength", "Syldavia"): 1,
        ("own, on casualties", "Syldavia"): 1, ("own, on killed", "Ruritania"): 1,
        ("own, on strength", "Ruritania"): 1, ("own, on strength", "Syldavia"): 1,
        ("own, on wounded", "Ruritania"): 1,
    }  # fmt: skip
    assert [a.figure for a in found.adjusted] == ["dead", "hurt", "lost", "army", "host", "folk"]
    assert [(e.id, why) for e, why in found.set_aside if isinstance(e, Estimate)] == [
        ("ruritania-folk", "speaks for Ruritania, and the figure is of no side, so that it is neither own nor enemy"),
        ("syldavia-hurt", "its camp in that role is refused"),  # one-sided, and no other figure counts wounded
    ]
    assert [s.key for s in found.sources] == ["anon1900"]
    assert es.sources(found) == found.sources
    assert len(found.used) == 15


def test_other_measures_stand_apart_where_there_are_two_of_them() -> None:
    whole = dataset()
    for names, measures in ((("dead", "host"), [""]), (("dead", "lost", "host"), [", on killed", ", on casualties"])):
        part = Dataset("part", [whole[name] for name in names], whole.sources.values(), whole.claimants.values())
        roles = {factor.role for factor in bias_model(part, anchor="third party").factors}
        assert roles == {f"{role}{on}" for role in ("own", "enemy") for on in (*measures, ", on strength")}


def test_units_stand_apart_where_there_are_two_of_them() -> None:
    whole = dataset()
    homes = evolve(whole["dead"].estimand, id="homes", unit="families")
    claims = [evolve(claim, id=f"{claim.id}-of-homes") for claim in whole["dead"]]
    part = Dataset("part", [whole["dead"], Dossier(homes, claims), whole["host"]], whole.sources.values(),
                   whole.claimants.values())  # fmt: skip
    roles = {factor.role for factor in bias_model(part, anchor="third party").factors}
    on = ("killed (persons)", "killed (families)", "strength (persons)")
    assert roles == {f"{role}, on {what}" for role in ("own", "enemy") for what in on}


def test_copies_in_a_dataset_are_collapsed_by_its_links() -> None:
    found = bias_model(dataset(links=(Link("syldavia-host", "reports", "ruritania-host"),)), anchor="third party")
    assert all(e.id != "syldavia-host" for e, _ in found.set_aside if isinstance(e, Estimate))  # it says another number
    twins = (Link("syldavia-dead", "same data as", "ruritania-dead"),)
    found = bias_model(dataset(links=twins, dead=(point(1000), point(600), point(600))), anchor="third party")
    assert next((e.id, why) for e, why in found.set_aside if isinstance(e, Estimate)) == (
        "syldavia-dead", "same data as Ruritanian staff (600), counted once",
    )  # fmt: skip


def test_a_dataset_and_its_table_give_the_same() -> None:
    """The columns that a dataset stands for, written out."""
    found = bias_model(dataset(), anchor="third party")
    rows = []
    for e in found.used:
        assert isinstance(e, Estimate)
        figure = e.id.split("-")[1]
        side, measure = dataset()[figure].estimand.side, dataset()[figure].estimand.measure
        role = "third party" if not e.claimant.side else "own" if e.claimant.side == side else "enemy"
        role += f", on {measure}" if e.claimant.side else ""
        rows.append((figure, e.claimant.side or e.claimant.name, role, e.range.low, e.range.high))
    assert numbers(bias_model(table(*rows), anchor="third party")) == pytest.approx(numbers(found), abs=1e-12)


def test_a_dataset_takes_no_columns() -> None:
    with pytest.raises(ClaimError, match=r"a dataset knows its own figures.*'camp'"):
        bias_model(dataset(), anchor="third party", camp="side")


# --- what it shows ---


def test_the_anchor_stands_beside_every_factor() -> None:
    found = bias_model(drawn(figures=10), anchor="third party")
    for part in (*found.factors, *found.role_effects, *found.adjusted):
        assert "anchor: third party, assumed to be unbiased" in str(part)
    text = str(found)
    assert text.count("anchor: third party, assumed to be unbiased") == 4
    assert "were it off by a factor" in text
    assert "tau_scale = 1.0" in text
    assert repr(found) == "<BiasModel: 30 claims on 10 figures, 2 factors, anchor: third party, assumed to be unbiased>"


def test_html_is_escaped() -> None:
    said = drawn(figures=5)
    said["camp"] = ["<b>Ruritania" if c == "Ruritania" else c for c in said["camp"]]
    html = bias_model(said, anchor="third party")._repr_html_()
    assert "&lt;b&gt;Ruritania" in html
    assert "<b>" not in html
    assert "assumed to be unbiased" in html


def test_as_frames() -> None:
    found = bias_model(drawn(figures=10), anchor="third party")
    frame = es.to_frame(found)
    assert list(frame) == ["camp", "role", "factor", "low", "high", "level", "claims", "figures", "anchor"]
    assert frame["camp"].tolist() == ["Syldavia", "Ruritania"]
    adjusted = es.to_frame(found.adjusted)
    assert list(adjusted) == ["figure", "median", "low", "high", "level", "claims", "anchor", "dropped"]
    assert len(adjusted) == 10
    assert list(es.to_frame(found.refused)) == []


def test_columns_of_any_name_and_missing_values_of_pandas() -> None:
    frame = pd.DataFrame(two("pplmpp")).convert_dtypes()
    frame.columns = ["f", "c", "r", "lo", "hi"]
    found = bias_model(frame, anchor="third party", figure="f", camp="c", role="r", low="lo", high="hi")
    assert numbers(found) == pytest.approx(numbers(bias_model(two("pplmpp"), anchor="third party")), abs=1e-12)


def test_an_integral_that_is_refused_is_said_and_never_breaks_a_printout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two anchors on ranges: the model under both is fitted, and that under each alone is refused here."""
    said = (("A", "third party", 100), ("B", "third party", 110), ("C", "enemy", 120))
    rows = [(f"f{i}", who, role, low, 1.5 * low) for i in range(4) for who, role, low in said]
    found = bias_model(table(*rows), anchor="third party")
    monkeypatch.setattr("estimates.kernels.sampled._LEAST", math.inf)
    assert all("cannot be fitted: the effects of" in str(said) for said in found.single_anchors.values())
    assert "under A alone: the bias model cannot be fitted\n" in str(found)
    with pytest.raises(PoolingError, match="the bias model cannot be fitted: the effects of 1 cells"):
        bias_model(table(*rows), anchor="third party")
