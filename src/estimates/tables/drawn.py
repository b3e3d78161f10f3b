"""A paper's table in LaTeX and in HTML: cells that are escaped one by one, and joined."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any, Final

from attrs import evolve, has

from estimates.analysis.comparison import Comparison
from estimates.analysis.pooling import Multiverse, Pooled
from estimates.errors import ClaimError
from estimates.model.claims import Estimate
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier
from estimates.model.markup import escape_html, escape_latex, one_line
from estimates.tables import claim_rows, result_rows
from estimates.tables.frames import to_frame
from estimates.tables.paper import Cell, Paper, letters
from estimates.tables.widths import RAGGED, layout

_LONG = 45  # lines that fill a page
_SIDE: Final = 'style="text-align:left;vertical-align:top"'
_LABEL = re.compile("[A-Za-z0-9][A-Za-z0-9:._-]*")
_BEYOND = re.compile("[^\x00-\u024f\u2010-\u203a€™≤≥×±−≈]")


def to_latex(
    x: Any,
    *,
    columns: Sequence[str] | None = None,
    caption: str | None = None,
    label: str | None = None,
    long: bool | None = None,
    native: bool = True,
    style: str | os.PathLike[str] | None = None,
) -> str:
    r"""Return claims, or what is computed from them, as the LaTeX table of a paper, its works in numbered notes.

    Bounds, approximations and judgements stand in words. Letters mark remarks: what is set aside and why, what is
    unclear; numbers mark the works. The rules are those of booktabs.

    The preamble needs ``\usepackage{array,booktabs}``, for a table over several pages ``longtable``, and for pdfLaTeX
    ``\usepackage[T1]{fontenc}``. Letters beyond the Latin ones, such as names in Chinese script, need XeLaTeX or
    LuaLaTeX with a font that has them, or ``native=False``. The table says in a comment what it needs.

    Parameters
    ----------
    x : Estimate, Dossier, Dataset, Comparison, Pooled, Multiverse, or whatever `to_frame` takes
        Several estimates, dossiers, pools or rows come as a sequence.
    columns : sequence of str, optional
        The columns, by name, in order. Those of a claim are called as in figures and in `to_frame`: ``estimand``,
        ``claimant``, ``role``, ``side``, ``school``, ``claimed``, ``wording``, ``words`` (the claim in words; also
        ``claim``), ``reading``, ``measure``, ``scope``, ``standing``, ``judged``, ``source``, ``method``, ``note``,
        ``id`` and more; columns of your own table go by their names. Where it is not given, the usual ones that say
        something of these claims.
    caption : str, optional
        Plain text; where it is not given, what is counted. ``""`` for none.
    label : str, optional
        What ``\ref`` calls the table; ``tab:`` and the figure's id where it is not given.
    long : bool, optional
        Whether the table may run over several pages; for a dataset, and for what would fill more than a page, it may.
    native : bool
        Whether claimants are also named in their own script.
    style : str or path, optional
        The citation style of the numbered notes, as for `cite`; by default short labels with the titles.

    Returns
    -------
    str

    Raises
    ------
    ClaimError
        If `x` is none of these, or the label not one that LaTeX takes.
    UnknownNameError
        If a column is not there.

    See Also
    --------
    to_html, to_docx : The same table for other documents.
    to_frame : A data frame.
    to_bibtex : The works that its citations name.

    Examples
    --------
    >>> import estimates as es
    >>> print(es.to_latex(es.load("nanking-1937")["garrison"], columns=["claimant", "claim"]))
    % Needs \usepackage{array,booktabs}; pdfLaTeX also \usepackage[T1]{fontenc}.
    \begin{table}[htbp]
    \centering
    ...
    Claimant & Claim \\
    \midrule
    David Askew\textsuperscript{1} & 73,790–81,500 \\
    Ikuhiko Hata\textsuperscript{2} & 100,000 \\
    Tokushi Kasahara\textsuperscript{2} & c.~150,000 \\
    ...
    """
    paper = _paper(x, columns, caption, native, style)
    name = f"tab:{_slug(paper.label) or 'claims'}" if label is None else label
    if not _LABEL.fullmatch(name):
        raise ClaimError(f"a label is of letters, digits and the signs : . _ - (got {label!r})")
    formed = layout(paper)
    over_pages = formed.lines > _LONG or isinstance(x, Dataset) if long is None else long
    rows = _rows_in_latex(paper, RAGGED if paper.groups and formed.columns.startswith("p") else "")
    title, notes = escape_latex(paper.caption), _notes_in_latex(paper, over_pages)
    heads = _row_in_latex(escape_latex(column.heading) for column in paper.columns)
    if over_pages:
        table = _longtable(heads, rows, formed.columns, len(paper.columns), title, name)
        body = f"\\begingroup\n{formed.size}\n{table}\n{notes}\\endgroup\n"
    else:
        head = f"\\caption{{{title}}}\n\\label{{{name}}}\n\\par\\smallskip\n" if title else ""
        table = _tabular(heads, rows, formed.columns)
        body = f"\\begin{{table}}[htbp]\n\\centering\n{formed.size}\n{head}{table}\n{notes}\\end{{table}}\n"
    return f"% {_needs(paper, over_pages)}\n{body}"


def to_html(
    x: Any,
    *,
    columns: Sequence[str] | None = None,
    caption: str | None = None,
    native: bool = True,
    style: str | os.PathLike[str] | None = None,
) -> str:
    """Return claims, or what is computed from them, as an HTML table, its works in numbered notes.

    Bounds, approximations and judgements stand in words; letters mark remarks and numbers works, each a link to its
    note. Every text of the data is escaped, and no style, link or address comes from it.

    Parameters
    ----------
    x, columns, caption, native, style : as for `to_latex`

    Returns
    -------
    str
        One ``div`` with the table and its notes.

    Raises
    ------
    ClaimError, UnknownNameError
        As for `to_latex`.

    See Also
    --------
    to_latex, to_docx : The same table for other documents.
    to_frame : A data frame.

    Examples
    --------
    >>> import estimates as es
    >>> "over 200,000</td>" in es.to_html(es.load("nanking-1937")["massacre-deaths"])
    True
    """
    paper = _paper(x, columns, caption, native, style)
    slug = "t" + sha256(repr(paper).encode("utf-8", "replace")).hexdigest()[:8]
    heads = "".join(f'<th scope="col" {_SIDE}>{escape_html(column.heading)}</th>' for column in paper.columns)
    lines = ['<div class="estimates-table mathjax_ignore tex2jax_ignore">', "<table>"]
    if paper.caption:
        lines.append(f'<caption style="text-align:left">{escape_html(one_line(paper.caption))}</caption>')
    lines += ["<thead>", f"<tr>{heads}</tr>", "</thead>"]
    lines += ["<tbody>", *_rows_in_html(paper, slug), "</tbody>", "</table>"]
    lines += [f"<p>{_in_html(cell, slug)}</p>" for cell in paper.foot]
    remarks = [(letters(i), text) for i, text in enumerate(paper.remarks)]
    sources = [(str(i), text) for i, text in enumerate(paper.sources, 1)]
    lines += [*_notes_in_html('type="a" aria-label="Remarks"', remarks, slug)]
    lines += [*_notes_in_html('aria-label="Sources"', sources, slug), "</div>"]
    return "\n".join(lines)


def paper_table(x: Any, style: str | os.PathLike[str] | None = None) -> Paper:
    """Return the table of a paper before it is drawn, for documents that draw it themselves."""
    return _paper(x, None, None, True, style)


def _paper(
    x: Any, columns: Sequence[str] | None, caption: str | None, native: bool, style: str | os.PathLike[str] | None
) -> Paper:
    """Return the table of whatever is given."""
    paper = _table_of(x, columns, native)
    if not paper.columns:
        raise ClaimError("there is nothing to make a table of: no row says anything")
    paper = evolve(paper, style=style)
    return paper if caption is None else evolve(paper, caption=caption)


def _table_of(x: Any, columns: Sequence[str] | None, native: bool) -> Paper:
    if isinstance(x, Dossier):
        return claim_rows.of_dossier(x, columns, native)
    if isinstance(x, Dataset):
        return claim_rows.of_dataset(x, columns, native)
    if isinstance(x, Estimate):
        return claim_rows.of_estimates([x], columns, native)
    if isinstance(x, Comparison):
        return result_rows.of_comparison(x, columns)
    if isinstance(x, Pooled):
        return result_rows.of_pools([x], columns)
    if isinstance(x, Multiverse):
        return result_rows.of_multiverse(x, columns)
    if hasattr(x, "columns") and callable(x.columns):
        return result_rows.of_columns(x.columns(), columns)
    if isinstance(x, Sequence) and not isinstance(x, str) and x:
        if all(isinstance(each, Estimate) for each in x):
            return claim_rows.of_estimates(x, columns, native)
        if all(isinstance(each, Dossier) for each in x):
            return claim_rows.of_dossiers(x, columns, native, _titles(x), "claims")
        if all(isinstance(each, Pooled) for each in x):
            return result_rows.of_pools(x, columns)
        if has(type(x[0])) and len({type(each) for each in x}) == 1:
            return result_rows.of_rows(x, columns)
    frame = _frame(x)
    return result_rows.of_columns({name: frame[name].tolist() for name in frame.columns}, columns)


def _titles(dossiers: Sequence[Dossier]) -> str:
    return "; ".join(dossier.estimand.title for dossier in dossiers)


def _frame(x: Any) -> Any:
    import pandas as pd

    return x if isinstance(x, pd.DataFrame) else to_frame(x)


def _row_in_latex(cells: Iterable[str]) -> str:
    return " & ".join(cells) + r" \\"


def _rows_in_latex(paper: Paper, ragged: str) -> list[str]:
    """Return the lines of the rows; no page ends between the heading of a group and its first row."""
    across = f"\\multicolumn{{{len(paper.columns)}}}{{l}}"
    out = []
    for place, row in enumerate(paper.rows):
        if paper.groups and paper.groups[place]:
            out += [f"{across}{{\\textit{{{escape_latex(paper.groups[place])}}}}} \\\\", r"\nopagebreak"]
        first, *others = map(_in_latex, row)
        out.append(_row_in_latex([ragged + first, *others]))
    return out


def _tabular(heads: str, rows: Sequence[str], columns: str) -> str:
    """Return a table that stays on its page."""
    lines = [f"\\begin{{tabular}}{{{columns}}}", r"\toprule", heads, r"\midrule"]
    return "\n".join([*lines, *rows, r"\bottomrule", r"\end{tabular}"])


def _longtable(heads: str, rows: Sequence[str], columns: str, across: int, title: str, label: str) -> str:
    """Return a table that may run over several pages, on each of which its heads are repeated."""
    head = [r"\toprule", heads, r"\midrule"]
    first = [f"\\caption{{{title}}} \\label{{{label}}} \\\\"] if title else []
    further = [f"\\caption[]{{{title}}} \\\\"] if title else []
    continued = f"\\multicolumn{{{across}}}{{r}}{{Continued on next page}} \\\\"
    lines = [f"\\begin{{longtable}}{{{columns}}}", *first, *head, r"\endfirsthead", *further, *head, r"\endhead"]
    lines += [r"\midrule", continued, r"\midrule", r"\endfoot", r"\bottomrule", r"\endlastfoot"]
    return "\n".join([*lines, *rows, r"\end{longtable}"])


def _rows_in_html(paper: Paper, slug: str) -> Iterator[str]:
    """Yield the lines of the rows; the first cell names its row."""
    for place, row in enumerate(paper.rows):
        if paper.groups and paper.groups[place]:
            heading = escape_html(paper.groups[place])
            yield f'<tr><th scope="rowgroup" colspan="{len(paper.columns)}" {_SIDE}>{heading}</th></tr>'
        first, *others = (_in_html(cell, slug) for cell in row)
        yield f'<tr><th scope="row" {_SIDE}>{first}</th>{"".join(f"<td {_SIDE}>{cell}</td>" for cell in others)}</tr>'


def _notes_in_html(kind: str, notes: Sequence[tuple[str, str]], slug: str) -> Iterator[str]:
    """Yield the lines of a list of notes, each with the mark that leads to it; none where there is no note."""
    if notes:
        yield f"<ol {kind}>"
        yield from (f'<li><span id="{slug}-{mark}">{escape_html(text)}</span></li>' for mark, text in notes)
        yield "</ol>"


def _in_latex(cell: Cell) -> str:
    marks = f"\\textsuperscript{{{','.join(cell.marks)}}}" if cell.marks else ""
    return escape_latex(cell.text) + marks


def _in_html(cell: Cell, slug: str) -> str:
    marks = ",".join(f'<a href="#{slug}-{mark}">{mark}</a>' for mark in cell.marks)
    return escape_html(one_line(cell.text)) + (f"<sup>{marks}</sup>" if marks else "")


def _notes_in_latex(paper: Paper, over_pages: bool) -> str:
    lines = [_in_latex(cell) for cell in paper.foot]
    lines += [f"\\textsuperscript{{{letters(i)}}}~{escape_latex(text)}" for i, text in enumerate(paper.remarks)]
    lines += [f"\\textsuperscript{{{i}}}~{escape_latex(text)}" for i, text in enumerate(paper.sources, 1)]
    if not lines:
        return ""
    joined = ("\\par\\noindent\n" if over_pages else "\\par\n").join(lines)
    if over_pages:
        return f"\\par\\medskip\n\\begingroup\\footnotesize\\raggedright\\noindent\n{joined}\\par\n\\endgroup\n"
    box = "{minipage}"
    return f"\\par\\medskip\n\\begin{box}{{\\linewidth}}\\footnotesize\\raggedright\n{joined}\\par\n\\end{box}\n"


def _needs(paper: Paper, over_pages: bool) -> str:
    packages = "array,booktabs,longtable" if over_pages else "array,booktabs"
    cells = [cell.text for column in paper.columns for cell in column.cells]
    texts = [paper.caption, *cells, *(cell.text for cell in paper.foot), *paper.remarks, *paper.sources]
    if any(_BEYOND.search(text) for text in texts):
        return f"Needs \\usepackage{{{packages}}}; letters beyond the Latin ones: XeLaTeX or LuaLaTeX, and their font."
    return f"Needs \\usepackage{{{packages}}}; pdfLaTeX also \\usepackage[T1]{{fontenc}}."


def _slug(text: str) -> str:
    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")[:60]
