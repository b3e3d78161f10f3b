"""What a picture of lineage shows: who rests on whom, in layers from the claims on which others rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve, frozen

from estimates.analysis.selection import select
from estimates.errors import ClaimError, MissingExtraError
from estimates.layout import captions
from estimates.layout.citation_labels import Works, listed_works
from estimates.layout.columns import line
from estimates.layout.dating import in_print
from estimates.layout.figure_columns import FigureContext, role, source, worded
from estimates.layout.figure_model import Axis, Cell, Panel, Picture, Row
from estimates.layout.intervals import check_drawable, tone_of
from estimates.layout.languages.catalogue import Catalogue
from estimates.layout.languages.descriptions import counted, short
from estimates.layout.languages.en import ENGLISH
from estimates.model.claims import Estimate, Link
from estimates.model.datasets import Dataset
from estimates.model.dossiers import Dossier
from estimates.model.guidance import got
from estimates.model.vocabulary import RELATIONS, LinkRelation

LEAST = 0.25  # between two places of a layer, where neighbours stand about 1 apart


@frozen
class NodeRow(Row):
    """A claim with its layer, counted from those that rest on no other, and its place within the layer.

    The layer is None where no link joins it to another.
    """

    layer: int | None = None
    place: float = 0.0
    elsewhere: bool = False


@frozen
class Wire:
    """A link from a claim to the one on which it rests, with the (layer, place) through which it passes between."""

    derived: str
    base: str
    relation: LinkRelation
    via: tuple[tuple[int, float], ...] = ()


@frozen
class LineagePanel(Panel):
    """The claims of a dossier as nodes, and the links between them as wires."""

    wires: tuple[Wire, ...] = ()

    @property
    def nodes(self) -> tuple[NodeRow, ...]:
        """The claims that a link joins to others."""
        return tuple(row for row in self.rows if isinstance(row, NodeRow) and row.layer is not None)

    @property
    def unlinked(self) -> tuple[NodeRow, ...]:
        """The claims for which no link is recorded."""
        return tuple(row for row in self.rows if isinstance(row, NodeRow) and row.layer is None)

    @property
    def relations(self) -> tuple[LinkRelation, ...]:
        """The relations that are drawn, in the order of the legend."""
        return tuple(name for name in RELATIONS if any(wire.relation == name for wire in self.wires))


def lay_out_lineage(dossier: Any, language: Catalogue = ENGLISH, dataset: Any = None) -> Picture:
    """Decide all that a picture of lineage shows.

    Parameters
    ----------
    dossier : Dossier
    language : Catalogue
        The words of the figure.
    dataset : Dataset or None
        Where claims of other dossiers are found.

    Raises
    ------
    ClaimError
        If it is no dossier, or holds no claims; or if `dataset` is no dataset.
    """
    check_drawable(dossier, "a picture of lineage shows one dossier")
    if dataset is not None and not isinstance(dataset, Dataset):
        raise ClaimError(f"claims of other dossiers are found in a dataset {got(dataset, Dataset)}")
    cited = tuple(citation for link in dossier.links for citation in link.source)
    strangers = _claims_elsewhere(dossier, dataset)
    claims = [*dossier, *(estimate for estimate, _ in strangers.values())]
    works = Works((*(citation for estimate in claims for citation in estimate.citations), *cited), language)
    context = FigureContext(dossier, works)
    # A claim that is linked to itself says nothing about another; the words of the picture count it.
    links = [link for link in dossier.links if link.from_id != link.to_id]
    joined = dict.fromkeys(name for link in links for name in (link.from_id, link.to_id))
    known = {estimate.id for estimate in dossier}
    said, numbers = worded(list(dossier), context)
    rows = [_row(estimate, numbers[estimate.id], context) for estimate in dossier]
    rows += [_node_elsewhere(name, strangers.get(name), works) for name in joined if name not in known]
    linked = [row for row in rows if row.id in joined]
    places, routes = layers([row.id for row in linked], [(link.from_id, link.to_id) for link in links])
    rows = [evolve(row, layer=places[row.id][0], place=places[row.id][1]) if row.id in places else row for row in rows]
    wires = dict.fromkeys(
        Wire(link.from_id, link.to_id, link.relation, routes[link.from_id, link.to_id]) for link in links
    )
    panel = LineagePanel(
        dossier, line(language.figure(dossier.estimand)), _subtitle(dossier, rows, said, language), tuple(rows),
        Axis("linear", (0.0, 1.0), ()), cited=cited, wires=tuple(wires), kind="lineage", language=language,
    )  # fmt: skip
    panel = evolve(panel, words=_explanation(panel), alt_sentences=_alt_sentences(panel, links))
    for citation in cited:
        works.cited(citation)
    return Picture((panel,), (), works.named, (panel.words, *listed_works(works.entries, language)), works.entries)


def panel_of(picture: Picture) -> LineagePanel:
    """Return the panel of a picture of lineage."""
    panel = picture.panels[0]
    assert isinstance(panel, LineagePanel)
    return panel


_Places = dict[str, tuple[int, float]]
_Routes = dict[tuple[str, str], tuple[tuple[int, float], ...]]


def layers(names: Sequence[str], pairs: Iterable[tuple[str, str]]) -> tuple[_Places, _Routes]:
    """Return the layer and place of each node, and the points through which each pair (derived, base) is joined.

    By the layered drawing of Sugiyama, Tagawa and Toda, as igraph has it: few crossings, and what rests on nothing
    else in layer 0. The same graph gives the same places.

    References
    ----------
    Sugiyama, Tagawa & Toda (1981), Methods for visual understanding of hierarchical system structures.

    Examples
    --------
    >>> places, _ = layers(["a", "b", "c"], [("b", "a"), ("c", "b")])
    >>> [places[name][0] for name in "abc"]
    [0, 1, 2]
    """
    pairs = list(dict.fromkeys(pairs))
    if not pairs:
        return {}, {}
    try:
        import igraph
    except ImportError as error:
        raise MissingExtraError(
            "the picture of a lineage needs igraph, which is not installed; install it with "
            "'pip install historiographical-estimates[lineage]'"
        ) from error
    number = {name: place for place, name in enumerate(names)}
    # Two claims that are joined more than once, or both ways, are joined by one edge of the graph.
    edges = list({frozenset(pair): (number[pair[1]], number[pair[0]]) for pair in reversed(pairs)}.values())
    places: _Places = {}
    bends: dict[frozenset[int], list[tuple[int, float]]] = {}
    first = 0.0
    # One part of the graph after the other: of several at once igraph does not tell the bends of each edge reliably.
    for part in igraph.Graph(len(names), edges, directed=True).connected_components(mode="weak"):
        own = set(part)
        points, turns = _part(part, [edge for edge in edges if edge[0] in own])
        places |= {names[vertex]: (layer, place + first) for vertex, (layer, place) in points.items()}
        bends |= {edge: [(layer, place + first) for layer, place in turn] for edge, turn in turns.items()}
        first = max([place for _, place in places.values()] + [x for turn in bends.values() for _, x in turn]) + 1.0
    routes: _Routes = {}
    for derived, base in pairs:
        turn = bends[frozenset((number[derived], number[base]))]
        routes[derived, base] = tuple(sorted(turn, reverse=places[derived][0] > places[base][0]))
    return places, routes


_Points = dict[int, tuple[int, float]]
_Turns = dict[frozenset[int], list[tuple[int, float]]]


def _part(part: Sequence[int], edges: Sequence[tuple[int, int]]) -> tuple[_Points, _Turns]:
    """Return the (layer, place) of each vertex of a connected graph, and those through which each edge passes."""
    import igraph

    own = {vertex: place for place, vertex in enumerate(part)}
    ends = [(own[a], own[b]) for a, b in edges]
    # Claims that rest on each other in a circle: igraph lays out safely only what has none.
    back = set(igraph.Graph(len(part), ends, directed=True).feedback_arc_set(method="eades"))
    ends = [(b, a) if number in back else (a, b) for number, (a, b) in enumerate(ends)]
    found = igraph.Graph(len(part), ends, directed=True).layout_sugiyama()
    # It may put two into one place: in each layer they then stand one after the other.
    met: dict[tuple[int, int], tuple[int, float]] = {(n, -1): (round(y), x) for n, (x, y) in enumerate(found.coords)}
    for number, turn in enumerate(found.edge_routing):
        met |= {(number, place): (round(y), x) for place, (x, y) in enumerate(turn)}
    left = min(x for _, x in met.values())
    ends_at: dict[int, float] = {}
    apart: dict[tuple[int, int], tuple[int, float]] = {}
    for key, (layer, x) in sorted(met.items(), key=lambda item: (item[1], item[0])):
        place = max(x - left, ends_at.get(layer, -1.0) + LEAST)
        apart[key], ends_at[layer] = (layer, place), place
    points = {vertex: apart[n, -1] for n, vertex in enumerate(part)}
    turns = {frozenset(edge): [apart[number, place] for place in range(len(found.edge_routing[number]))]
             for number, edge in enumerate(edges)}  # fmt: skip
    return points, turns


def _row(estimate: Estimate, number: str, context: FigureContext) -> NodeRow:
    texts = {
        "claimant": line(estimate.claimant.name), "words": number,
        "claimed": line(in_print(estimate.claimed, context.language)) or context.language.lineage.no_date,
        "role": role(estimate, context) or context.language.claims.role_not_stated,
        "source": line(source(estimate, context)),
    }  # fmt: skip
    return NodeRow("claim", estimate.id, tone_of(estimate, context.dossier),
                   tuple(Cell(name, (text,)) for name, text in texts.items()), estimate=estimate)  # fmt: skip


def _claims_elsewhere(dossier: Dossier, dataset: Dataset | None) -> dict[str, tuple[Estimate, Dossier]]:
    """Return the linked claims of other dossiers, by their ids, each with its dossier, as far as they are known."""
    ends = {end for link in dossier.links for end in (link.from_id, link.to_id)} - {e.id for e in dossier}
    return {e.id: (e, other) for other in (dataset or {}).values() for e in other if e.id in ends}


def _node_elsewhere(name: str, found: tuple[Estimate, Dossier] | None, works: Works) -> NodeRow:
    """Return the node of a claim of another dossier: by what it says and of which figure, where it is known."""
    language = works.language
    if found is None:
        texts = (Cell("id", (line(name),)), Cell("words", (language.lineage.elsewhere,)))
        return NodeRow("claim", name, "aside", texts, elsewhere=True)
    estimate, other = found
    context = FigureContext(other, works)
    row = _row(estimate, worded([estimate], context)[1][estimate.id], context)
    cells = [cell for cell in row.cells if cell.column != "role"]
    figure = Cell("figure", (line(language.figure(other.estimand)),))
    return evolve(row, tone="aside", cells=(*cells, figure), elsewhere=True)


def _subtitle(dossier: Dossier, rows: Sequence[NodeRow], said: str, language: Catalogue) -> str:
    lone, texts = sum(row.layer is None for row in rows), language.lineage
    links = language.of(texts.links, len(dossier.links))
    links = texts.without.format(links=links, n=lone) if lone and dossier.links else links
    return line(language.items([captions.subtitle(dossier, language, marked_so=False), said, links]))


def _explanation(panel: LineagePanel) -> str:
    language, texts = panel.language, panel.language.lineage
    elsewhere = [row for row in panel.nodes if row.elsewhere]
    aside = any(row.tone == "aside" and not row.elsewhere for row in panel.nodes)
    to_itself = sum(link.from_id == link.to_id for link in panel.dossier.links)
    said = [
        texts.line if set(panel.relations) - {"same data as"} else "",
        language.items(texts.lines[name] for name in panel.relations),
        texts.pale if any(row.tone == "muted" for row in panel.nodes) else "",
        texts.grey if aside else "",
        texts.dashed if any(row.estimate is None for row in elsewhere) else "",
        texts.dashed_named if any(row.estimate is not None for row in elsewhere) else "",
        language.of(texts.to_itself, to_itself) if to_itself else "",
        texts.not_independent,
    ]
    return language.sentences(map(language.sentence, said))


def _alt_sentences(panel: LineagePanel, links: Sequence[Link]) -> tuple[str, ...]:
    return (*captions.headed(panel), *_links_in_words(panel, links))


def _links_in_words(panel: LineagePanel, links: Sequence[Link]) -> Iterator[str]:
    known = {row.id: (row.estimate, row.text("figure")) for row in panel.rows if row.estimate is not None}
    language, texts, stop = panel.language, panel.language.lineage, panel.language.grammar.stop

    def name(key: str) -> str:
        if key not in known:
            return key + language.aside(texts.elsewhere)
        e, figure = known[key]
        date = in_print(e.claimed, language) or texts.no_date
        return language.named(e.claimant.name, language.reading(e) + language.aside(language.items([date, figure])))

    for link in links:
        places = language.items(short(place, language) for place in link.source)
        said = language.relation(name(link.from_id), link.relation, name(link.to_id))
        yield f"{language.listed([said, places])}{stop}"
    states = select(panel.dossier).states
    for row in panel.unlinked:
        e = row.estimate
        assert e is not None
        what = counted(e, panel.dossier.estimand, language, states.get(e.id, ""))
        said = language.listed([name(e.id) + language.aside(what), row.text("role")])
        yield f"{language.named(texts.unlinked, said)}{stop}"
