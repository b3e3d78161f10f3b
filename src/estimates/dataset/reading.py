"""Folders, spreadsheets and frames to a Dataset, with every fault of an input at once and at its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from estimates.dataset.inputs import Options, attempt
from estimates.dataset.shipped import shipped_folder, shipped_titles
from estimates.errors import DatasetError, UnknownNameError, nearest, shown
from estimates.model.datasets import Dataset
from estimates.model.faults import Faults
from estimates.model.guidance import got


def datasets() -> dict[str, str]:
    """Return the datasets that the library ships: their names, with their titles.

    Returns
    -------
    dict of str to str

    See Also
    --------
    load : A dataset by its name.

    Examples
    --------
    >>> print(datasets()["nanking-1937"])
    Battle of Nanking, 1937: contested figures
    """
    return shipped_titles()


def load(name: str) -> Dataset:
    """Return a dataset that the library ships.

    Parameters
    ----------
    name : str
        One of the names that `datasets` lists.

    Returns
    -------
    Dataset

    Raises
    ------
    UnknownNameError
        If no dataset of that name is shipped; for a file or folder of your own there is `read`.

    See Also
    --------
    datasets : The names of the datasets that are shipped.
    read : A dataset of your own.

    Examples
    --------
    >>> load("nanking-1937")["garrison"].estimand.label
    'Garrison of Nanking, December 1937'
    """
    known = datasets()
    if not isinstance(name, str):
        raise UnknownNameError(
            f"no dataset {shown(name)} is shipped; load() takes the name of one {got(name, Dataset)}"
        )
    if name not in known:
        there = nearest(name, known) or f"; there are {', '.join(known)}."
        raise UnknownNameError(f"no dataset {name!r} is shipped{there} A folder or file of your own: read(path)")
    return read(shipped_folder(name))


def read(
    path_or_frame: Any, *, sources: Any = None, columns: Mapping[str, str | None] | None = None, sheet: Any = None,
    header: int | None = None, estimand: str | Mapping[str, str] | None = None, encoding: str | None = None,
    wording_lang: str | None = None,
) -> Dataset:  # fmt: skip
    """Return the dataset of a folder, a spreadsheet or a data frame.

    Parameters
    ----------
    path_or_frame : str, path or table
        A dataset's folder or its ``datapackage.json``; a single ``.csv``, ``.tsv``, ``.xlsx`` or ``.parquet`` file with
        a claim a row and the columns ``estimand``, ``claimant``, ``wording`` (or ``low`` and ``high``) and ``source``;
        a table in memory with these columns: a data frame of pandas, polars or pyarrow, a mapping of columns, a list of
        mappings.
    sources : path, Library, list of mapping, or mapping, optional
        The works that a spreadsheet cites: a ``.json`` file in CSL-JSON or a ``.bib`` file (what Zotero exports), or
        what `read_csl` and `read_bibtex` return; their faults count as the input's. Without it the cited keys are kept
        as they stand. A folder has its own.
    columns : mapping, optional
        The user's own column names, with ours: ``{"Author": "claimant"}``. None keeps a column as the user's own:
        ``{"Year": None}``. Several columns that hold claims, one for each author or for each figure, are all
        ``wording``; the name of each is then read as the claimant, or as the estimand, whichever the table has not.
    sheet : str, int or list of these, optional
        The sheets of a workbook that hold the claims, by name or by number from 1.
    header : int, optional
        The number of the row that names the columns, as the spreadsheet numbers it.
    estimand : str or mapping, optional
        The one figure of a table that has no column for it; of several sheets the figure of each:
        ``{"Deaths": "Excess deaths", "Abroad": "Emigrants"}``.
    encoding : str, optional
        Of a CSV file that is neither UTF-8 nor UTF-16: ``"cp1252"``, ``"gb18030"``.
    wording_lang : str, optional
        The language of the words and numbers of a table that has no column for it, such as ``"de"``, in which
        ``2.500`` is two and a half thousand, or ``"en"``, in which ``2,500`` is.

    Returns
    -------
    Dataset
        Its ``notices`` say what its owner should look at.

    Raises
    ------
    DatasetError
        If the input has faults; the error lists all of them, and nothing is read in part.

    See Also
    --------
    check : The faults and notices of an input, without an error.

    Notes
    -----
    Names of columns are read whatever their case, and so are names with one meaning in a table of claims (``Author``
    and ``Historian`` are ``claimant``, ``Min`` is ``low``, ``Reference`` is ``source``): a notice says which. A name
    that may mean several things (``Year``, ``Estimate``, ``Figure``, ``Pages``) is a fault that asks.
    ``docs/column_names.md`` lists all of them.

    Examples
    --------
    >>> mine = read({"Figure": ["garrison"], "Author": ["David Askew"],
    ...              "wording": ["73,790 to 81,500"], "source": ["askew2003[173]"]}, columns={"Figure": "estimand"})
    >>> print(mine["garrison"][0])
    David Askew: 73,790–81,500
    >>> print(mine.notices[0].message)
    the column 'Author' is read as 'claimant'
    """
    dataset, findings = attempt(
        path_or_frame, Options(sources, columns, sheet, header, estimand, encoding, wording_lang)
    )
    if findings.faults or dataset is None:
        raise DatasetError(findings.ordered())
    return dataset


def check(
    path_or_frame: Any, *, sources: Any = None, columns: Mapping[str, str | None] | None = None, sheet: Any = None,
    header: int | None = None, estimand: str | Mapping[str, str] | None = None, encoding: str | None = None,
    wording_lang: str | None = None,
) -> Faults:  # fmt: skip
    """Return every fault of an input, or nothing where it can be read; raises nothing.

    Parameters
    ----------
    path_or_frame, sources, columns, sheet, header, estimand, encoding, wording_lang : as for `read`

    Returns
    -------
    Faults
        A tuple of faults: empty where the input can be read. Its ``notices`` say what its owner should look at all
        the same, such as two identical rows.

    See Also
    --------
    read : The dataset, where there is no fault.

    Examples
    --------
    >>> for fault in check({"estimand": ["garrison"], "claimant": ["Hata"], "wording": ["100.000"], "source": [""]}):
    ...     print(fault.row, fault.column, fault.value)
    2 wording 100.000
    """
    return attempt(path_or_frame, Options(sources, columns, sheet, header, estimand, encoding, wording_lang))[
        1
    ].ordered()
