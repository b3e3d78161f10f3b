"""Write the pages that come from the package itself: format, public names, datasets, gallery, what was measured.

``python docs/generate.py`` fills ``docs/generated``, which is not kept in the repository.
"""

from __future__ import annotations

import re
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt

import estimates as es
from estimates.dataset.schema import TABLES

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
OUT = HERE / "generated"
# The names of the API, in the order in which a reader meets them.
GROUPS = {
    title: tuple(names.split())
    for title, names in {
        "Ranges and words": """
            Range point about between at_least more_than at_most less_than parse reading Reading Date
        """,
        "Data": """
            dossier load datasets read check write merge summary read_wikidata Dataset Dossier Estimand Estimate
            Claimant BiasNote Statement School Link Source Citation Fault
        """,
        "Comparing": """
            compare agreement tensions implied_bounds leave_one_out drift convert Comparison Pair Tension Selection
        """,
        "Pooling": "pool multiverse Pooled Multiverse MultiverseRow",
        "At scale": "Ledger partitioned",
        "Bias and lineage": "bias scenario bias_model lineage BiasAudit AuditRow BiasModel Lineage",
        "Citing": """
            cite notes bibliography sources citation read_csl read_bibtex to_csl to_bibtex to_ris left_out
            Library Omission
        """,
        "Showing": "to_frame to_latex to_html to_docx report methods",
        "Figures": """
            plot_intervals plot_support plot_timeline plot_lineage plot_bias plot_multiverse plot_overview
            plot_judgements plot_pages interactive caption alt_text savefig
        """,
    }.items()
}


def main() -> None:
    """Write every page."""
    shutil.rmtree(OUT, ignore_errors=True)
    (OUT / "figures").mkdir(parents=True)
    write("format", format_page())
    write("api", api_page())
    datasets = {name: es.load(name) for name in es.datasets()}
    write("datasets", datasets_page(datasets))
    for name, dataset in datasets.items():
        write(f"dataset_{name}", dataset_page(name, dataset))
    write("gallery", gallery_page(datasets))
    copied("changelog", ROOT / "CHANGELOG.md")
    copied("benchmarks", ROOT / "benchmarks" / "RESULTS.md")
    pages = sorted((ROOT / "validation").glob("*.md"))
    names = [f"validation_{page.stem.lower()}" for page in pages]
    for name, page in zip(names, pages):
        copied(name, page)
    tree = "\n".join(names)
    write("validation", f"# Validation\n\nWhat agrees with reference tools, what does not, and why.\n\n{toctree(tree)}")
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        shutil.copy(notebook, OUT / notebook.name)


def write(name: str, text: str) -> None:
    (OUT / f"{name}.md").write_text(text.rstrip() + "\n", encoding="utf-8")


def copied(name: str, source: Path) -> None:
    """Copy a page of the repository; its links to files that are no page of the site become plain text."""
    text = source.read_text(encoding="utf-8")
    write(name, re.sub(r"\[([^\]]+)\]\((?!https?://|#)[^)]*\)", r"\1", text))


def toctree(names: str) -> str:
    return f"```{{toctree}}\n:maxdepth: 1\n\n{names}\n```"


def format_page() -> str:
    """Return the reference of the folder format, from the schema that reads and writes it."""
    parts = [
        "# The format of a dataset\n",
        "A dataset is a folder: a Tabular Data Package with one CSV file a table, UTF-8, and `sources.json` with "
        "the works in CSL-JSON. A single spreadsheet with the columns `estimand`, `claimant`, `wording`, `source` is a "
        "dataset too. Every cell is text: `None` and `n/a` are words. Dates are EDTF. `source` and `via` are "
        "`key[locator]`, several separated by `;`.\n",
    ]
    for table, columns in TABLES.items():
        parts += [f"## {table}.csv\n", "| column | holds | means | allowed |", "| --- | --- | --- | --- |"]
        for column in columns:
            allowed = ", ".join(f"`{value}`" for value in column.allowed)
            name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
            parts.append(f"| {name} | {column.holds} | {column.means.replace('|', '/')} | {allowed} |")
        parts.append("")
    parts.append("Names in bold must not be empty.")
    return "\n".join(parts)


def api_page() -> str:
    """Return a page with every public name, grouped, and write a page for each group."""
    known = set(es.__all__) - {"__version__", "kernels"}
    groups = {title: [name for name in names if name in known] for title, names in GROUPS.items()}
    placed = {name for names in groups.values() for name in names}
    errors = sorted(name for name in known - placed if name.endswith("Error"))
    groups["Errors"] = errors
    rest = sorted(known - placed - set(errors))
    if rest:
        groups["Results and further types"] = rest
    pages = []
    for title, names in groups.items():
        page = "api_" + re.sub(r"[^a-z]+", "_", title.lower())
        write(page, f"# {title}\n\n" + "\n".join(documented(name) for name in names))
        pages.append(page)
    return "# The public names\n\nEverything is reached as `es.NAME` after `import estimates as es`.\n\n" + toctree(
        "\n".join(pages)
    )


def documented(name: str) -> str:
    kind = "autoclass" if isinstance(getattr(es, name), type) else "autofunction"
    return f"```{{eval-rst}}\n.. {kind}:: estimates.{name}\n```\n"


def datasets_page(datasets: dict[str, es.Dataset]) -> str:
    rows = ["| dataset | figures | claims | works |", "| --- | --- | --- | --- |"]
    for name, dataset in datasets.items():
        claims = sum(len(dossier) for dossier in dataset.values())
        rows.append(
            f"| [{plain(dataset.title)}](dataset_{name}.md) | {len(dataset)} | {claims} | {len(dataset.sources)} |"
        )
    pages = "\n".join(f"dataset_{name}" for name in datasets)
    tree = toctree(pages).replace(":maxdepth: 1", ":hidden:")
    return (
        "# The datasets\n\nEach was read in public documents, which every row names.\n\n"
        + "\n".join(rows)
        + f"\n\n{tree}"
    )


def dataset_page(name: str, dataset: es.Dataset) -> str:
    """Return the page of one dataset: its README, summary, figures, statements and works."""
    readme = (
        (ROOT / "datasets" / name / "README.md").read_text(encoding="utf-8")
        if (ROOT / "datasets" / name / "README.md").is_file()
        else ""
    )
    body = re.sub(r"^# .*\n", "", readme)
    parts = [
        f"# {plain(dataset.title)}\n",
        body,
        f"`es.load({name!r})`, version {dataset.version}, {dataset.licence}.\n",
    ]
    overview = drawn(f"{name}_overview", lambda: es.plot_overview(dataset))
    if overview:
        parts += [f"![{overview[1]}]({overview[0]})\n"]
    parts.append("## Figures\n")
    for key, dossier in dataset.items():
        parts += [f"### {plain(dossier.estimand.title)}\n", f"`{key}`: {len(dossier)} claims.\n"]
        parts += ["| claimant | claim | words | source |", "| --- | --- | --- | --- |"]
        for e in dossier:
            where = es.cite(e, style="label")
            cells = (e.claimant.name, str(e).partition(": ")[2], e.wording, where)
            parts.append(f"| {' | '.join(map(plain, cells))} |")
        parts.append("")
    if dataset.statements:
        parts.append("## Statements\n")
        parts += [f"* {plain(str(statement))}" for statement in dataset.statements]
        parts.append("")
    parts.append("## Works\n")
    parts += [f"* {entry}" for entry in es.bibliography(dataset, format="markdown")]
    return "\n".join(parts)


def gallery_page(datasets: dict[str, es.Dataset]) -> str:
    """Return the gallery: every plot on every dataset that has something for it to show."""
    parts = ["# Gallery\n", "Every plot on every dataset, with the call that draws it.\n"]
    for name, dataset in datasets.items():
        parts.append(f"## {plain(dataset.title)}\n")
        for title, code, call in calls(name, dataset):
            found = drawn(title, call)
            if found is None:
                continue
            parts += [f"```python\n{code}\n```\n", f"![{found[1]}]({found[0]})\n"]
    return "\n".join(parts)


def calls(name: str, dataset: es.Dataset) -> Iterator[tuple[str, str, Callable[[], Any]]]:
    """Yield the plots of a dataset: a name for the file, the code, and the call."""
    key = max(dataset, key=lambda each: len(dataset[each]))
    dossier = dataset[key]
    loaded = f"es.load({name!r})"
    one = f"{loaded}[{key!r}]"
    yield f"{name}_intervals", f"es.plot_intervals({one})", lambda: es.plot_intervals(dossier)
    yield f"{name}_support", f"es.plot_support({one})", lambda: es.plot_support(dossier)
    yield f"{name}_timeline", f"es.plot_timeline({one})", lambda: es.plot_timeline(dossier)
    if dossier.links:
        yield f"{name}_lineage", f"es.plot_lineage({one})", lambda: es.plot_lineage(dossier)
    yield f"{name}_bias", f"es.plot_bias(es.bias({one}))", lambda: es.plot_bias(es.bias(dossier))
    yield (
        f"{name}_multiverse",
        f"es.plot_multiverse(es.multiverse({one}))",
        lambda: es.plot_multiverse(es.multiverse(dossier)),
    )
    if any(each.bias_notes for each in dataset.values()):
        yield f"{name}_judgements", f"es.plot_judgements({loaded})", lambda: es.plot_judgements(dataset)


def drawn(name: str, call: Callable[[], Any]) -> tuple[str, str] | None:
    """Draw a figure into a file, and return its path and alternative text; None where there is nothing to show."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ax = call()
        except es.EstimatesError:
            return None
        path = OUT / "figures" / f"{name}.png"
        text = es.alt_text(ax)
        ax.figure.savefig(path, dpi=110, bbox_inches="tight")
        plt.close("all")
    return f"figures/{path.name}", plain(" ".join(text.split()))


def plain(text: str) -> str:
    """Return text of the data with nothing that Markdown would take for its own."""
    return re.sub(r"([\\`*_{}\[\]<>#|$!])", r"\\\1", text.replace("\n", " "))


if __name__ == "__main__":
    main()
