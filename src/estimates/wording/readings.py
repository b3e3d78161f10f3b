"""What a phrase says in numbers, and how each of its words was read."""

from __future__ import annotations

from attrs import field, frozen

from estimates.model.markup import html_facts, html_table
from estimates.model.ranges import Range

SHARES = ("percent", "share")


@frozen
class Part:
    """One stretch of a phrase, and what it was read as.

    Attributes
    ----------
    text : str
        The stretch, as it is written in the phrase.
    read_as : str
        ``about``, ``3,000``, ``a range``, ``persons``.

    See Also
    --------
    reading : Returns the parts of a phrase.
    """

    text: str
    read_as: str


@frozen
class Reading:
    """What the words of a claim say, with the derivation; made by `reading`.

    Attributes
    ----------
    range : Range
        The numbers, in `unit`.
    measure : str
        What is counted, where the words name it: ``"killed"``, ``"deaths"``, ``"wounded"``, ``"casualties"``,
        ``"losses"``, ``"missing"``, ``"captured"``, ``"raped"``, ``"displaced"``; otherwise ``""``.
    unit : str
        ``"persons"``, ``"divisions"``, ``"aircraft"``, ``"raids"``, ``"families"``, where the words name one;
        ``"percent"`` for a share in percent (10 % is 10) and ``"share"`` for a fraction (one third is 0.333...);
        otherwise ``""``.
    range_means : str
        What the two ends are, where the words say so: ``"95 % interval"``; otherwise ``""``.
    marks : tuple of str
        What was taken off before reading: footnote marks, quotation marks, a final stop, invisible characters.
    lang : str
        The language that the words were read in; ``""`` where there are none.
    parts : tuple of Part
        The words in their order, each with what it was read as.

    See Also
    --------
    reading : Returns it.
    parse : The range alone.
    """

    range: Range
    measure: str = field(default="", kw_only=True)
    unit: str = field(default="", kw_only=True)
    range_means: str = field(default="", kw_only=True)
    marks: tuple[str, ...] = field(default=(), kw_only=True)
    lang: str = field(default="", kw_only=True)
    parts: tuple[Part, ...] = field(default=(), kw_only=True)

    @property
    def is_share(self) -> bool:
        """Whether the words give a share of something, not a count."""
        return self.unit in SHARES

    def __repr__(self) -> str:
        named = ", ".join(
            f"{name} {value}" for name, value in (("measure", self.measure), ("unit", self.unit)) if value
        )
        return f"<Reading: {self.range}{f'; {named}' if named else ''}>"

    def _repr_html_(self) -> str:
        """Return a table for notebooks: what was read, then the words with what each was read as."""
        rows = [
            ("Reading", str(self.range)),
            ("Measure", self.measure),
            ("Unit", self.unit),
            ("The range is", self.range_means),
            ("Taken off", " ".join(self.marks)),
            ("Language", self.lang),
        ]
        return (
            html_facts(rows)
            + "\n"
            + html_table(["Words", "Read as"], [[part.text, part.read_as] for part in self.parts])
        )


__all__ = ["Part", "Reading"]
