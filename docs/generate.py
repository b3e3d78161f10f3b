"""Write the pages that come from the package itself: public names, datasets, gallery, what was measured.

``python docs/generate.py`` fills ``docs/generated``, which is not kept in the repository.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
from pathlib import Path

os.environ["MPLBACKEND"] = "agg"  # for the processes that draw, too

from drawings import PLOTS, Drawing, Drawn, drawn

import estimates as es

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
            plot_judgements plot_pages interactive caption alt_text savefig read_picture
        """,
    }.items()
}

Pictures = list[tuple[Drawing, Drawn]]
# Each kind of plot, and the dataset whose picture stands for it.
KINDS = {
    "intervals": ("Interval plot (forest plot)", "dresden-1945"),
    "support": ("Support: how many claims admit each value", "st-bartholomew-1572"),
    "timeline": ("Timeline: when each claim was made", "dresden-1945"),
    "lineage": ("Lineage: who follows whom", "great-leap-famine"),
    "bias": ("Audit: each claim relative to an anchor", "algerian-war"),
    "bias_model": ("Model across figures: by what factor camps differ", "china-war-losses"),
    "multiverse": ("Specification curve: how much the answer depends on the choice of method", "st-bartholomew-1572"),
    "overview": ("Overview of a dataset", "nanking-1937"),
    "judgements": ("Judgements: who says that whose claims are biased", "nanking-1937"),
}


def main() -> None:
    """Write every page."""
    shutil.rmtree(OUT, ignore_errors=True)
    for folder in ("figures", "extra/interactive"):
        (OUT / folder).mkdir(parents=True)
    write("api", api_page())
    datasets = {name: es.load(name) for name in es.datasets()}
    write("datasets", datasets_page(datasets))
    pictures: dict[str, Pictures] = {name: [] for name in datasets}
    for job, picture in drawn(each for name, dataset in datasets.items() for each in drawings(name, dataset)):
        pictures[job.dataset].append((job, picture))
    for name, dataset in datasets.items():
        write(f"dataset_{name}", dataset_page(name, dataset, pictures[name]))
    gallery_pages(datasets, pictures)
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
    value = getattr(es, name)
    kind = "autoclass" if isinstance(value, type) else "autofunction" if callable(value) else "autodata"
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


def dataset_page(name: str, dataset: es.Dataset, pictures: Pictures) -> str:
    """Return the page of one dataset: its README, summary, figures, statements and works."""
    readme = ROOT / "datasets" / name / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.is_file() else plain(dataset.description)
    parts = [
        f"# {plain(dataset.title)}\n",
        re.sub(r"^# .*\n", "", text) + "\n",
        f"`es.load({name!r})`, version {dataset.version}, {dataset.licence}. [All its pictures](gallery_{name}.md).\n",
        *(shown(picture) for job, picture in pictures if job.plot == "overview"),
        "## Figures\n",
    ]
    for key, dossier in dataset.items():
        parts += [f"### {plain(dossier.estimand.title)}\n", f"`{key}`: {counted(len(dossier), 'claim')}.\n"]
        parts += [
            "```{table}",
            ":class: claims\n",
            "| claimant | claim | words | source |",
            "| --- | --- | --- | --- |",
        ]
        for e in dossier:
            cells = (e.claimant.name, str(e).partition(": ")[2], e.wording, es.cite(e, style="label"))
            parts.append(f"| {' | '.join(map(plain, cells))} |")
        parts.append("```\n")
    if dataset.statements:
        parts += ["## Statements\n", *(f"* {plain(str(statement))}" for statement in dataset.statements), ""]
    parts += ["## Works\n", *(f"* {entry}" for entry in es.bibliography(dataset, format="markdown"))]
    return "\n".join(parts)


def gallery_pages(datasets: dict[str, es.Dataset], pictures: dict[str, Pictures]) -> None:
    """Write the gallery: each kind of plot once, and a page a dataset with every plot that has something to show."""
    for name, dataset in datasets.items():
        parts = [f"# Pictures: {plain(dataset.title)}\n", f"[What they show](dataset_{name}.md)\n"]
        write(f"gallery_{name}", "\n".join(parts + [pictured(job, picture) for job, picture in pictures[name]]))
    drawn_of = {(job.dataset, job.plot): pictured(job, picture) for each in pictures.values() for job, picture in each}
    parts = [
        "# Gallery\n",
        "Each kind of plot, with the call that draws it. Below, every plot on every dataset.\n",
        *(f"## {title}\n\n{drawn_of[name, plot]}" for plot, (title, name) in KINDS.items()),
        "## Every dataset\n",
        toctree("\n".join(f"gallery_{name}" for name in datasets)),
    ]
    write("gallery", "\n".join(parts))


def drawings(name: str, dataset: es.Dataset) -> list[Drawing]:
    """Return the plots of a dataset: of the figure on which most is claimed, and of the whole."""
    key = max(dataset, key=lambda each: len(dataset[each]))
    return [Drawing(name, key, plot) for plot in PLOTS if plot != "lineage" or dataset[key].links]


def pictured(job: Drawing, picture: Drawn) -> str:
    """Return a plot as the gallery shows it: the call, the picture, and the picture in words."""
    below = [f"<details><summary>The picture in words</summary><p>{html.escape(picture.long)}</p></details>"]
    if picture.page.is_file():
        shutil.copy(picture.page, OUT / "extra" / "interactive" / picture.page.name)
        below.append(f'<p><a href="../interactive/{picture.page.name}">The same, interactive</a></p>')
    return f"```python\n{job.code}\n```\n\n{shown(picture)}\n" + "\n\n".join(below) + "\n"


def shown(picture: Drawn) -> str:
    """Return a picture with its alternative text; it is loaded when a reader comes to it."""
    path = f"figures/{picture.file.name}"
    shutil.copy(picture.file, OUT / path)
    return f"```{{image}} {path}\n:alt: {json.dumps(picture.short, ensure_ascii=False)}\n:loading: lazy\n```\n"


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def plain(text: str) -> str:
    """Return text of the data with nothing that Markdown would take for its own."""
    return re.sub(r"([\\`*_{}\[\]<>#|$!])", r"\\\1", text.replace("\n", " "))


if __name__ == "__main__":
    main()
