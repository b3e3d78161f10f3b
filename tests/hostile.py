"""Texts that would act if anything took them for more than text, and a dataset in which every text is one of them."""

from __future__ import annotations

import estimates as es

TEXTS = {
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "attribute": "\" onload='x",
    "entity": "&lt;b&gt; &amp; &#60;",
    "comment": "<!-- x --> ]]> <?php ?>",
    "input": r"\input{/etc/passwd}",
    "shell": r"\immediate\write18{ls}",
    "tex": "$ % & _ # ~ ^ { } \\ | < >",
    "environment": r"\end{tabular}\begin{verbatim}",
    "option": "[b] * x",
    "ligatures": "-- --- '' `` ,, << >> ?` !`",
    "formula": r"$x_1$ \(y\) \[z\] $$w$$",
    "citation": "@key [@askew2003, p. 3] -@key",
    "backticks": "`rm -rf` ```x``` ~~~",
    "link": "[l](javascript:alert(1)) ![i](x.png) <http://a.b>",
    "raw": "x{=latex} `y`{=html} \\newpage",
    "block": "# head",
    "list": "1) one",
    "quote": "> quoted",
    "rule": "--- ***",
    "fence": "::: div",
    "cells": "a | b || c",
    "footnote": "x[^1] ^[note] H~2~O 2^10^ ~~no~~ *em* __strong__",
    "smart": "\"quoted\" 'single' ... it's",
    "direction": "abc\u202edef\u2066ghi\u200f",
    "hidden": "a\u200bb\u2060c\U000e0041d\u061ce",
    "control": "a\x07b\x1b[31mc\x9bd\x00e",
    "lines": "a\n\n  b\tc\u2028d\r\n",
    "spreadsheet": '=HYPERLINK("http://x","y")',
    "command": "=cmd|'/c calc'!A1",
    "at": "@SUM(A1)",
    "plus": "+1+1",
    "minus": "-1",
    "tab": "\t=1",
    "led": "'=1",
    "wide": "\uff1d1",
    "braces": "{0} {{x}} %s %(a)d {% raw %} {{ 7*7 }}",
    "script names": "孙宅巍 שלום O’Brien—é",
}
EVERYTHING = " ".join(dict.fromkeys(TEXTS.values()))


def dataset(hostile: str = EVERYTHING) -> es.Dataset:
    """Every text field of every type is hostile; ids and keys as far as they may be."""
    named = " ".join(hostile.split())
    name = named.replace(";", ",")
    key = "".join(c for c in named if c not in "[];" and c >= " ").strip() or "key"
    work = es.Source(
        key,
        {"type": "book", "title": hostile, "container-title": hostile, "publisher": hostile,
         "author": [{"family": hostile, "given": hostile}], "issued": {"literal": hostile}, "note": hostile},
    )  # fmt: skip
    read_in = es.Source(f"{key}2", {"title": hostile})
    place, via = es.Citation(work, hostile), es.Citation(read_in, hostile)
    who = es.Claimant(name, named, native_name=hostile, role="belligerent", side=name, school=hostile, note=hostile)
    judge = es.Claimant(f"judge {name}", f"Judge {named}", native_name=hostile, role="scholar", note=hostile)
    figure = es.Estimand(
        name, hostile, measure=name, population=hostile, side=name, place=hostile, unit=name, includes=hostile,
        excludes=hostile, note=hostile, period=es.Date("1937-12"),
    )  # fmt: skip
    texts = {
        "scope_note": hostile,
        "method": hostile,
        "note": hostile,
        "wording_lang": "en",
        "extra": ((name, hostile),),
    }
    claims = [
        es.Estimate("one " + name, who, es.between(5, 9), source=[place], via=[via], **texts),
        es.Estimate("two " + name, who, es.more_than(7), scope="unclear", source=[place], **texts),
        es.Estimate("three " + name, judge, es.point(3), measure="other " + name, via=[via], **texts),
        es.Estimate("four " + name, judge, es.about(8), standing="retracted", source=[place], **texts),
        es.Estimate("five " + name, judge, es.Range(), wording=hostile, range_means="no number", **texts),
        es.Estimate("six " + name, judge, es.about(8), source=[es.Citation(work)], **texts),
    ]
    notes = [es.BiasNote("note " + name, judge, "inflated", "finding", about_claimant=name, wording=hostile, via=[via],
                         factor=2, note=hostile)]  # fmt: skip
    links = [es.Link(claims[0].id, "reports", claims[1].id, source=[place], note=hostile)]
    dossier = es.Dossier(figure, claims, notes, links)
    return es.Dataset(named, [dossier], [work, read_in], [who, judge], notes, links, hostile, hostile, hostile, hostile)
