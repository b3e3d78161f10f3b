"""Shares and ratios in print: numbers that are of another figure."""

from __future__ import annotations

from attrs import evolve

from estimates.model.ranges import Range


def of_another(share: Range | None, share_of: str, ratio_to: str) -> str:
    """Return a share or a ratio with the figure to which it refers.

    Parameters
    ----------
    share : Range or None
        1 is the whole.
    share_of, ratio_to : str
        Ids of figures. With both, a share is stated as a ratio to that of another figure: ``""``, as without a share.

    Examples
    --------
    >>> of_another(Range(0.94, None), "killed", ""), of_another(Range(2, 2), "", "wounded")
    ('≥ 94 % of “killed”', '2 times “wounded”')
    """
    if share is None or share.kind == "vague" or (share_of and ratio_to):
        return ""
    if ratio_to:
        return f"{share} times “{ratio_to}”"
    return f"{in_hundredths(share)} % of “{share_of}”"


def in_hundredths(share: Range) -> Range:
    """Return a share in per cent."""
    ends = {end: getattr(share, end) for end in ("low", "high", "best")}
    return evolve(share, **{end: round(value * 100, 9) for end, value in ends.items() if value is not None})
