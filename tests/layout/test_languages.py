"""The languages of figures: complete catalogues, nothing of English left in the others, and the same numbers in all."""

from __future__ import annotations

import pickle
import re
import string
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import attrs
import pytest

import estimates as es
from estimates.analysis.pooling.method import REGISTER
from estimates.analysis.selection import select
from estimates.layout import Picture, claim_by_claim, in_words, lay_out
from estimates.layout.alternatives import in_short
from estimates.layout.bias import lay_out_bias
from estimates.layout.columns import COLUMNS as REGISTERED
from estimates.layout.columns import DEFAULT
from estimates.layout.judgements import lay_out_judgements
from estimates.layout.languages import CATALOGUES, catalogue_of, required
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.records import Plural
from estimates.layout.lineage import lay_out_lineage
from estimates.layout.overview import lay_out_overview
from estimates.layout.specification_curve import lay_out_curves
from estimates.layout.statement_captions import in_sentences
from estimates.layout.support import lay_out_support
from estimates.layout.timeline import lay_out_timeline
from estimates.model.messages import Message
from estimates.model.ranges import Range, about, between

OTHERS = [code for code in CATALOGUES if code != "en"]
COLUMNS = (*DEFAULT, "measure", "scope", "standing", "kind", "low", "high", "approximate", "low_open", "via")


def texts_in(x: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of a catalogue, with where it stands."""
    if isinstance(x, str):
        yield path, x
    elif isinstance(x, Mapping):
        for key, value in x.items():
            yield from texts_in(value, (*path, key))
    elif isinstance(x, tuple):
        for number, value in enumerate(x):
            yield from texts_in(value, (*path, str(number)))
    elif attrs.has(type(x)):
        for field in attrs.fields(type(x)):
            yield from texts_in(getattr(x, field.name), (*path, field.name))


def filled_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", CATALOGUES)
def test_each_text_is_there_and_fills_in_what_the_english_one_does(code: str) -> None:
    english, own = dict(texts_in(CATALOGUES["en"])), dict(texts_in(CATALOGUES[code]))
    assert set(english) <= set(own)
    for path, text in english.items():
        assert filled_in(text) == filled_in(own[path]), path
        assert bool(text) == bool(own[path]) or path in {("grammar", "gap"), ("region",)}, path
    for path, text in own.items():
        assert text == text.replace("  ", " "), path


def test_languages_must_name_what_the_library_has() -> None:
    """A new method, assumption or column is worded in every language, or the catalogue cannot be made."""
    assert tuple(REGISTER) == required.METHODS
    taken = {name for method in REGISTER.values() for name in method.takes}
    assert {*taken, "unclear scope"} == set(required.ASSUMPTIONS)
    assert set(REGISTERED) == set(required.COLUMNS)


@pytest.mark.parametrize("code", OTHERS)
def test_no_text_is_left_in_english(code: str) -> None:
    english = {"the", "with", "which", "that", "and", "claim", "claims", "from", "this", "where", "of", "is", "not"}
    for path, text in texts_in(CATALOGUES[code]):
        assert not (set(re.findall(r"[a-z]+", re.sub(r"\{\w*\}", "", text).casefold())) & english), path


@pytest.mark.parametrize("code", OTHERS)
def test_reasons_fill_in_alike_in_all_languages(code: str) -> None:
    german, own = CATALOGUES["de"].reasons, CATALOGUES[code].reasons
    assert set(own) == set(german)
    assert all(filled_in(own[key].other) == filled_in(text.other) for key, text in german.items())


def test_a_catalogue_without_an_entry_does_not_exist() -> None:
    german = CATALOGUES["de"]
    values = {field.name: getattr(german, field.name) for field in attrs.fields(Catalogue)}
    with pytest.raises(TypeError, match="captions"):
        Catalogue(**{name: value for name, value in values.items() if name != "captions"})
    marks = {key: text for key, text in german.terms.marks.items() if key != "stub"}
    with pytest.raises(AssertionError, match="marks lacks or does not know"):
        attrs.evolve(german, terms=attrs.evolve(german.terms, marks=marks))


def test_an_unknown_language_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(es.EstimatesError, match="lang must be 'en', 'de', 'fr', 'es', 'zh' or 'ja'"):
        catalogue_of("it")
    with pytest.raises(es.EstimatesError, match="lang must be"):
        catalogue_of(None)


def test_numbers_ranges_and_lists_are_written_as_each_language_does() -> None:
    words = {code: catalogue_of(code) for code in CATALOGUES}
    assert words["de"].number(1_234_567.5) == "1.234.567,5"
    assert words["fr"].number(1_234_567.5) == "1\u202f234\u202f567,5"
    assert words["ja"].number(1_234_567.5) == "1,234,567.5"
    assert words["de"].percent(0.999) == "99,9\u202f%"
    assert words["de"].range(about(150_000)) == "ca.\u202f150.000"
    assert words["fr"].range(between(73_790, 81_500)) == "73\u202f790–81\u202f500"
    assert words["de"].in_words(Range(None, 84_000)) == "höchstens 84.000"
    assert words["ja"].in_words(Range(200_000, low_open=True)) == "200,000超"
    assert words["zh"].in_words(Range(5, 9, low_open=True)) == "超过5，至多9"
    assert words["es"].joined(["a", "b", "c"]) == "a, b y c"
    assert words["fr"].of(words["fr"].captions.claims, 0) == "0 estimation"
    assert words["de"].of(words["de"].captions.claims, 0) == "0 Angaben"


@cache
def computed(name: str) -> tuple[Any, Any]:
    """The bias model of a dataset, None where it has none, and the multiverse of its first figure of several claims."""
    dataset = es.load(name)
    dossier = next(dossier for dossier in dataset.values() if len(dossier) > 2)
    result = es.multiverse(dossier, methods=["random-set", "linear", "random-effects"])
    try:
        return es.bias_model(dataset, anchor="third party"), result
    except es.EstimatesError:
        return None, result


def figures(name: str, language: Catalogue) -> Iterator[tuple[str, Picture]]:
    """Every figure that a dataset gives, in a language."""
    dataset, (model, result) = es.load(name), computed(name)
    kinds: dict[str, Callable[[Any], Picture]] = {
        "intervals": lambda d: lay_out(d, language=language, pooled=[es.pool(d, "random-set"), *pools(d)]),
        "columns": lambda d: lay_out(d, language=language, columns=COLUMNS, group_by="standing"),
        "support": lambda d: lay_out_support(d, language=language),
        "timeline": lambda d: lay_out_timeline(d, language=language, running="median"),
        "lineage": lambda d: lay_out_lineage(d, language),
        "bias": lambda d: lay_out_bias(es.bias(d, anchor="scholar"), language=language),
    }
    for name, dossier in list(dataset.items())[:3]:
        for kind, made in kinds.items():
            try:
                yield f"{name}: {kind}", made(dossier)
            except es.EstimatesError:
                continue
    yield "curve", lay_out_curves(result, language=language)
    if model is not None:
        yield "bias model", lay_out_bias(model, language=language)
    yield "overview", lay_out_overview(dataset, language=language)
    yield "several", lay_out(list(dataset.values())[:2], language=language)
    if any(dossier.bias_notes for dossier in dataset.values()):
        yield "judgements", lay_out_judgements(dataset, language)


def pools(dossier: es.Dossier) -> Iterator[Any]:
    try:
        yield es.pool(dossier, "linear", coverage=0.8, point_factor=1.25, approximate_factor=1.25)
    except es.PoolingError:
        return


def said_by(picture: Picture) -> str:
    """All words of a picture, line by line."""
    found = [*picture.foot, *(column.heading for column in picture.columns), in_words(picture), claim_by_claim(picture)]
    found += [in_short(picture), in_sentences(picture.dossiers, picture.language)]
    for panel in picture.panels:
        found += [panel.title, panel.under_title, panel.xlabel]
        found += [text for row in panel.rows for cell in row.cells for text in cell.paragraphs]
    return "\n".join(found)


@cache
def data_of(name: str) -> tuple[str, ...]:
    """All texts of a dataset, the longest first."""
    found: set[str] = {"Holocaust"}

    def walk(x: Any, depth: int = 0) -> None:
        if isinstance(x, str):
            found.add(" ".join(x.split()))
            found.update(re.split(r"[“”‘’\"]", x))
        elif isinstance(x, Mapping):
            for value in x.values():
                walk(value, depth + 1)
        elif isinstance(x, (list, tuple)):
            for value in x:
                walk(value, depth + 1)
        elif attrs.has(type(x)) and depth < 12:
            for field in attrs.fields(type(x)):
                walk(getattr(x, field.name), depth + 1)

    dataset = es.load(name)
    walk([dataset.title, list(dataset.values()), [source.csl for source in es.sources(dataset)]])
    known = {word for catalogue in CATALOGUES.values() for _, word in texts_in(catalogue)}
    return tuple(sorted((text for text in found if len(text) > 1 and text not in known), key=len, reverse=True))


def words_of(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]{3,}", text)}


@pytest.mark.parametrize("name", ["nanking-1937", "iraq-war-deaths", "st-bartholomew-1572"])
@pytest.mark.parametrize("code", OTHERS)
def test_no_english_is_left_and_every_number_is_there(name: str, code: str) -> None:
    dataset, language = es.load(name), catalogue_of(code)
    english = {word for _, text in texts_in(CATALOGUES["en"]) for word in words_of(re.sub(r"\{\w*\}", "", text))}
    own = {word for _, text in texts_in(language) for word in words_of(re.sub(r"\{\w*\}", "", text))}
    foreign = english - own
    assert {"claim", "with", "number"} <= foreign
    pairs = zip(figures(name, language), figures(name, CATALOGUES["en"]), strict=True)
    for (kind, picture), (_, before) in pairs:
        text = said_by(picture)
        ends = {dossier.estimand.label.partition(": ")[2] for dossier in dataset.values()}
        rest = "\n".join(line for line in text.split("\n") if line not in ends)  # the beginning is said once
        for data in data_of(name):
            rest = rest.replace(data, "\n")
        assert not (words_of(rest) & foreign), (kind, words_of(rest) & foreign)
        numbers = set(re.findall(r"\d[\d,]*(?:\.\d+)?", said_by(before)))
        lost = {n for n in numbers if n not in text and language.separated(n.rstrip(",")) not in text}
        assert not lost, (kind, lost)


@pytest.mark.parametrize("code", OTHERS)
def test_a_curve_words_its_reasons_in_the_language(code: str) -> None:
    result = es.multiverse(es.load("nanking-1937")["combat-deaths"], methods=["random-set", "random-effects"])
    language = catalogue_of(code)
    text = said_by(lay_out_curves(result, language=language))
    assert language.message(Message("1 claim is one-sided", "one-sided: claims", n=1)) in text
    assert "one-sided" not in text
    assert "claim" not in text.replace("Japanese claim", "")


def test_a_scenario_is_worded_with_its_mark() -> None:
    halved = es.scenario(es.load("nanking-1937")["combat-deaths"], {"Japan": (2, 1.5)})
    picture = lay_out(halved, language=catalogue_of("de"))
    assert picture.panels[0].title.endswith(" (Szenario)")
    assert "Szenario: Angaben von Japan zur anderen Seite geteilt durch 2 (Streuung 1,5)" in picture.panels[0].subtitle
    assert "Annahme des Benutzers, nicht der Quelle" in picture.panels[0].subtitle


def test_the_anchors_of_an_audit_are_called_what_they_are() -> None:
    army = es.load("agincourt-1415")["english-army"]
    found = es.bias(army, anchor="scholar")
    assert "the geometric mean of claimants of the role 'scholar'" in lay_out_bias(found).foot[0]
    assert "Urheber mit der Rolle Wissenschaft" in lay_out_bias(found, language=catalogue_of("de")).foot[0]
    lone = es.bias(army, anchor=found.anchors[0].id)
    assert f"geometric mean of {found.anchors[0].claimant.name}" in lay_out_bias(lone).foot[0]


def test_a_message_is_its_text_and_survives_what_texts_do() -> None:
    (aside, *_) = (why for _, why in select(es.load("nanking-1937")["combat-deaths"]).set_aside)
    assert isinstance(aside, Message)
    assert aside == "counts casualties, not killed"
    again = pickle.loads(pickle.dumps(aside))
    assert (again, again.code, again.given) == (aside, "other measure", {"measure": "casualties", "wanted": "killed"})
    assert catalogue_of("fr").message(aside) == "compte\u202f: pertes humaines, non\u202f: tués"
    assert catalogue_of("fr").message("a reason of the user's own") == "a reason of the user's own"


def test_plural_forms_serve_for_their_numbers() -> None:
    text = Plural("{n} one", "{n} other")
    assert [catalogue_of("en").of(text, n) for n in (0, 1, 2)] == ["0 other", "1 one", "2 other"]
    assert [catalogue_of("fr").of(text, n) for n in (0, 1, 2)] == ["0 one", "1 one", "2 other"]
