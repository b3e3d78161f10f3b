"""What is fuzzed: each target turns bytes into an input, and lets through no exception but the library's own."""

from __future__ import annotations

import atexit
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from validation.robust.choices import Choices

import estimates as es

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = (None, "en", "de", "fr", "es", "zh", "ja")
SEPARATOR = "\x1f"  # between the arguments of one input


class Target(NamedTuple):
    """``run`` tries one input; ``seeds`` makes the inputs with which the fuzzer starts; ``words`` help it."""

    run: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    words: tuple[str, ...]


@cache
def scratch() -> Path:
    """Return a folder of this process, removed when it ends."""
    folder = tempfile.mkdtemp(prefix="robust-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


# ---- words and dates ------------------------------------------------------------------------------------------------


def wording(data: bytes) -> None:
    """A text is read or refused; what is read, written out and read again, is the same."""
    lang = LANGUAGES[data[0] % len(LANGUAGES)] if data else None
    text = data[1:].decode("utf-8", "replace")
    try:
        found = es.reading(text, lang)
    except es.WordingError:
        return
    assert found._repr_html_().count("<table") == 2
    if not found.is_share:
        assert es.parse(str(found.range)) == found.range


def wording_seeds() -> list[bytes]:
    seeds = []
    for file in sorted((ROOT / "tests" / "wording" / "phrases").glob("*.tsv")):
        place = LANGUAGES.index(file.stem) if file.stem in LANGUAGES else 0
        lines = file.read_text(encoding="utf-8").splitlines()[1:]
        seeds += [bytes([place * (n % 2)]) + line.split("\t")[0].encode() for n, line in enumerate(lines)]
    return seeds


def date(data: bytes) -> None:
    """A text is a date or refused; a date is written as it is read, and compares with another."""
    one, _, other = data.decode("utf-8", "replace").partition(SEPARATOR)
    found = []
    for text in (one, other):
        try:
            found.append(es.Date(text))
        except es.DateError:
            continue
    for each in found:
        assert eval(repr(each), {"Date": es.Date}) == each  # what a repr promises
        assert str(each)
        assert each == each
        hash(each)


def date_seeds() -> list[bytes]:
    texts = ("1937-12-13", "1937-12", "1937", "193X", "19XX", "1937-12-13~", "1937?", "1937%", "1937-12/1938-02",
    "1937/..", "../1938",
             "/1938", "1937-21", "1937-XX-13", "-0044-03-15", "Y-17E7", "1937S2", "[1937,1938]", "{1937..1940}",
             "1937-12-13T05:00:00Z",
             "?1937-~12", "-0300/0200", "Y170000002", "1937-12-13/1937-12-20~")  # fmt: skip
    return [SEPARATOR.join((a, b)).encode() for a, b in zip(texts, texts[1:] + texts[:1])]


# ---- files ----------------------------------------------------------------------------------------------------------


def looked_at(given: Any, **options: Any) -> None:
    """`check` raises nothing; `read` gives a dataset where it finds no fault, and refuses with its faults otherwise."""
    faults = es.check(given, **options)
    found = None
    with suppress(es.DatasetError):
        found = es.read(given, **options)
    assert (found is None) == bool(faults), faults
    if found is None:
        return
    for dossier in found.values():
        es.compare(dossier)


def delimited(data: bytes) -> None:
    """The bytes of a spreadsheet saved as text, comma or tab between cells."""
    path = scratch() / ("claims.tsv" if data[:1] == b"\t" else "claims.csv")
    path.write_bytes(data[1:])
    looked_at(path)


def delimited_seeds() -> list[bytes]:
    header = "estimand,claimant,wording,source\n"
    rows = 'Garrison,David Askew,"73,790 to 81,500","Askew 2003, 173"\nGarrison,Ikuhiko Hata,"100,000",\n'
    full = (
        "id,estimand,claimant,wording,low,high,best,approximate,low_open,high_open,claimed,measure,scope,standing,source,via,note\n"
        'a,garrison,Hata,"over 200,000",200000,,,,yes,,1937-12,killed,same,stands,hata1986[12],,x\n'
    )
    texts = [header + rows, header.replace(",", ";") + "Garrison;Hata;über 5;x\n", full, "estimand,low,high\nx,5,6\n"]
    encoded = [text.encode(code) for text in texts for code in ("utf-8", "utf-8-sig", "utf-16", "latin-1")]
    return [b"," + data for data in encoded] + [b"\t" + texts[0].replace(",", "\t").encode()]


@cache
def small() -> es.Dataset:
    """Return a dataset with a row in every table."""
    work = es.Source("roe1950", {"type": "book", "title": "A History", "author": [{"family": "Roe"}],
                                 "issued": {"date-parts": [[1950]]}})  # fmt: skip
    place = es.Citation(work, "12")
    roe, doe = es.Claimant("roe", "A. Roe", role="scholar"), es.Claimant("doe", "B. Doe", role="belligerent", side="A")
    claims = [
        es.Estimate("one", roe, es.between(5, 9), wording="5 to 9", source=[place], claimed=es.Date("1950")),
        es.Estimate("two", doe, es.more_than(7), wording="over 7", via=[place], scope="unclear"),
    ]
    figure = es.Estimand("losses", "Losses", "killed", side="A", period=es.Date("1937-12"))
    parts = es.Estimand("wounded", "Wounded", "wounded", at_most=("losses",))
    notes = [es.BiasNote("n", roe, "inflated", "motive", about_claimant="doe", source=[place])]
    links = [es.Link("two", "disputes", "one", source=[place])]
    statements = [es.Statement("s", roe, "varies widely", about_estimand="losses", wording="many", source=[place])]
    schools = [es.School(doe, "old", roe, [place])]
    dossiers = [es.Dossier(figure, claims, notes, links, statements, schools), es.Dossier(parts, [])]
    return es.Dataset(
        "small", dossiers, [work], [roe, doe], notes, links, version="1", statements=statements, schools=schools
    )


@cache
def members() -> Mapping[str, bytes]:
    """Return the parts of a workbook of one sheet."""
    path = scratch() / "whole.xlsx"
    pd.DataFrame({"estimand": ["losses"] * 3, "claimant": ["A. Roe", "B. Doe", "C. Poe"], "wording": ["5,000", 7,
    "about 9"],
                  "source": ["Roe 1950, 12", "", None]}).to_excel(path, index=False)  # fmt: skip
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def workbook(data: bytes) -> None:
    """One part of a workbook holds these bytes; or the whole file is these bytes."""
    path = scratch() / "claims.xlsx"
    names = list(members())
    place = data[0] % (len(names) + 1) if data else 0
    if place == len(names):
        path.write_bytes(data[1:])
    else:
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members().items():
                archive.writestr(name, data[1:] if name == names[place] else content)
    looked_at(path)


def workbook_seeds() -> list[bytes]:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in members().items():
            archive.writestr(name, content)
    parts = [bytes([n]) + content for n, content in enumerate(members().values())]
    return [*parts, bytes([len(parts)]) + whole.getvalue()]


@cache
def tables() -> Mapping[str, bytes]:
    """Return the files of a dataset's folder."""
    folder = es.write(small(), scratch() / "small")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def folder(data: bytes) -> None:
    """One file of a dataset's folder holds these bytes."""
    place = scratch() / "folder"
    names = list(tables())
    changed = names[data[0] % len(names)] if data else ""
    place.mkdir(exist_ok=True)
    for name, content in tables().items():
        (place / name).write_bytes(data[1:] if name == changed else content)
    looked_at(place)


def folder_seeds() -> list[bytes]:
    return [bytes([n]) + content for n, content in enumerate(tables().values())]


def bibtex(data: bytes) -> None:
    """A library is read with its faults, or refused; what is read can be written in every format."""
    path = scratch() / "library.bib"
    path.write_bytes(data)
    try:
        library = es.read_bibtex(path)
    except es.DatasetError:
        return
    for write in (es.to_bibtex, es.to_csl, es.to_ris):
        write(library)
    assert len(es.read_bibtex(written("again.bib", es.to_bibtex(library)))) == len(library)


def written(name: str, text: str) -> Path:
    path = scratch() / name
    path.write_text(text, encoding="utf-8")
    return path


def bibtex_seeds() -> list[bytes]:
    files = sorted((ROOT / "tests" / "references" / "libraries").glob("*.bib"))
    return [entry for file in files for entry in (file.read_bytes(), *entries(file.read_bytes()))]


def entries(library: bytes) -> list[bytes]:
    return [b"@" + entry for entry in library.split(b"\n@")[1:]]


def csl(data: bytes) -> None:
    """A file of CSL-JSON is read or refused; what is read can be written in every format."""
    path = scratch() / "library.json"
    path.write_bytes(data)
    try:
        library = es.read_csl(path)
    except es.DatasetError:
        return
    for write in (es.to_bibtex, es.to_csl, es.to_ris):
        write(library)


def csl_seeds() -> list[bytes]:
    items = json.loads((ROOT / "datasets" / "nanking-1937" / "sources.json").read_text(encoding="utf-8"))
    odd = [{"id": 5, "type": "book", "issued": {"raw": "1937?"}}, {"id": "x", "author": [{"literal": "A"}],
    "issued": {"literal": "n.d."}},
           {"id": "y", "custom": {"a": [1]}, "issued": {"date-parts": [["1937", 12, "13"], [1938]]},
           "title": None}]  # fmt: skip
    return [json.dumps([item], ensure_ascii=False).encode() for item in [*items[:12], *odd]]


# ---- tables in memory -----------------------------------------------------------------------------------------------

COLUMNS = ("estimand", "claimant", "wording", "source", "low", "high", "best", "approximate", "low_open", "high_open",
"id", "claimed",
           "measure", "scope", "standing", "via", "note", "my own", "", 5, None, ("a", "b"), 1.5, "Low", " wording ",
           float("nan"), b"low")  # fmt: skip


def table_of(choices: Choices) -> Any:
    """Return somebody's table: a frame, a mapping of columns or a list of rows, of any values."""
    names = [choices.text() if choices.below(8) == 0 else choices.one_of(COLUMNS) for _ in range(choices.below(9))]
    rows = choices.below(5)
    kind = choices.below(6)
    if kind == 0:
        return [{name: choices.cell() for name in names} for _ in range(rows)]
    columns = [[choices.cell() for _ in range(rows)] for _ in names]
    if kind == 1:
        return dict(zip(names, columns))
    frame = pd.DataFrame({n: pd.Series(column, dtype=object) for n, column in enumerate(columns)}, index=range(rows))
    frame.columns = pd.Index(names, dtype=object)
    if kind == 2:
        frame.index = pd.Index([choices.cell() for _ in range(rows)], dtype=object)
    elif kind == 3:
        with suppress(UnicodeEncodeError):  # pandas cannot hold half of a pair of surrogates as text
            frame = frame.infer_objects()
    elif kind == 4:
        frame.columns = (
            pd.MultiIndex.from_tuples([(str(name), choices.text()) for name in names]) if names else frame.columns
        )
    return frame


def frame(data: bytes) -> None:
    """A table in memory, of odd columns and values, is a dataset or refused."""
    choices = Choices(data)
    options = choices.one_of(
        [{}, {}, {"estimand": "losses"}, {"columns": {"wording": "my own"}}, {"header": 1}, {"sheet": "x"}]
    )
    given = table_of(choices)
    try:
        looked_at(given, **options)
    except es.DatasetError:
        raise
    except es.EstimatesError:  # an argument that does not serve
        return


def ledger(data: bytes) -> None:
    """A table at scale, of odd columns and values, is compared and pooled row by row, or refused."""
    choices = Choices(data)
    columns = {name: choices.one_of([name, name, name, "my own", "", None]) for name in ("low", "high")}
    columns |= {name: choices.one_of([None, None, name, "my own"]) for name in
                ("best", "low_open", "high_open", "approximate", "claimant", "mass")}  # fmt: skip
    if choices.below(2):
        given = table_of(choices)
    else:
        rows = choices.below(9)
        kinds = ((0, 1, 5, 9, 5, 7, None, float("nan")), (False, True, None), (0.5, 1, 2))
        given = {"estimand": [choices.below(3) for _ in range(rows)]}
        for name in ("low", "high", "best", "low_open", "high_open", "approximate", "mass"):
            values = kinds[1 if "open" in name or name == "approximate" else 2 if name == "mass" else 0]
            given[name] = [choices.cell() if choices.below(16) == 1 else choices.one_of(values) for _ in range(rows)]
        given["claimant"] = [choices.one_of("abc") for _ in range(rows)]
    try:
        found = es.Ledger.from_frame(given, estimand="estimand", **columns)
    except es.EstimatesError:
        return
    for result in (
        es.compare(found),
        es.pool(found, "random-set"),
        es.pool(found, "turnbull"),
        es.pool(found, "lognormal"),
    ):
        assert len(es.to_frame(result)) == len(found.offsets) - 1


def chosen_seeds() -> list[bytes]:
    """Return runs of bytes that lead to each shape of a table, with cells of most kinds."""
    return [bytes((7 * n * k + n) % 256 for n in range(size)) for k in range(1, 24) for size in (12, 40, 120)]


WORDS = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))

TARGETS: dict[str, Target] = {
    "parse": Target(wording, wording_seeds, tuple(WORDS["parse"])),
    "Date": Target(date, date_seeds, tuple(WORDS["Date"])),
    "CSV bytes": Target(delimited, delimited_seeds, tuple(WORDS["CSV bytes"])),
    "workbook members": Target(workbook, workbook_seeds, tuple(WORDS["workbook members"])),
    "folders": Target(folder, folder_seeds, tuple(WORDS["folders"])),
    "odd frames": Target(frame, chosen_seeds, tuple(WORDS["odd frames"])),
    "read_bibtex": Target(bibtex, bibtex_seeds, tuple(WORDS["read_bibtex"])),
    "read_csl": Target(csl, csl_seeds, tuple(WORDS["read_csl"])),
    "Ledger.from_frame": Target(ledger, chosen_seeds, tuple(WORDS["Ledger.from_frame"])),
}
