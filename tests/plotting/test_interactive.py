"""Interactive figures: what stands in the page, and that it can be driven by keyboard in a browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest

import estimates as es
from estimates.errors import ClaimError, FormatError
from tests.pictures import deaths, garrison, hostile, marks

pytestmark = pytest.mark.filterwarnings(
    "ignore::estimates.plotting.FontWarning", "ignore::estimates.plotting.RoomWarning"
)
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Page(HTMLParser):
    """The elements of a page with their attributes, and what they are in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, Any], tuple[str, ...]]] = []
        self.within: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        self.found.append((tag, given, tuple(self.within)))
        if tag not in ("meta", "line", "rect", "circle", "path", "polygon"):
            self.within.append(str(given.get("role") or tag))

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("meta", "line", "rect", "circle", "path", "polygon"):
            self.within.pop()

    def all(self, **wanted: str) -> list[dict[str, Any]]:
        return [given for _, given, _ in self.found if wanted.items() <= given.items()]


def test_each_claim_is_an_item_that_can_be_reached_and_says_what_it_is() -> None:
    page = Page(es.interactive(es.plot_intervals(deaths())).html)
    items = [given for given in page.all(role="listitem") if "data-claim" in given]
    assert len(items) == len(deaths())
    assert all(given["tabindex"] == "0" for given in items)
    labels = [given["aria-label"] for given in items]
    assert any(label.startswith("Japanese claim: up to 84,000") for label in labels)
    assert any("20,000 casualties" in label for label in labels)
    described = {given["aria-describedby"] for given in items}
    assert described <= {given.get("id") for _, given, _ in page.found}
    tags = [tag for tag, _, _ in page.found]
    assert tags.count("title") == tags.count("desc") == 1
    assert page.all(role="img")
    assert page.all(role="list")
    assert all("list" in within and "img" not in within for _, given, within in page.found if "data-claim" in given), (
        "the claims are not within the image, whose content assistive technology does not read"
    )


def test_nothing_comes_from_elsewhere() -> None:
    html = es.interactive(es.plot_intervals(marks())).html
    assert not re.search(r"""(?:src|href)\s*=|url\(|@import|fetch\(|innerHTML""", html)
    assert set(re.findall(r"https?://[^\s\"'<]+", html)) <= {"http://www.w3.org/2000/svg"}


def test_text_of_the_data_is_only_text() -> None:
    page = Page(es.interactive(es.plot_intervals(hostile())).html)
    assert [tag for tag, _, _ in page.found].count("script") == 1
    assert "<script>alert" not in es.interactive(es.plot_intervals(hostile())).html


def test_a_page_is_saved_whole(tmp_path: Path) -> None:
    shown = es.interactive(es.plot_intervals(garrison()))
    target = shown.save(tmp_path / "garrison.html")
    content = target.read_text(encoding="utf-8")
    assert content.startswith("<!DOCTYPE html>")
    assert shown._repr_html_() in content
    assert es.interactive(es.plot_intervals(garrison())).html == shown.html, "the same figure gives the same page"
    with pytest.raises(FormatError, match=r"saved as \.html"):
        shown.save(tmp_path / "garrison.svg")
    with pytest.raises(ClaimError, match="shows no claims"):
        es.interactive(plt.figure().add_subplot())


def test_figures_without_rows_have_their_description() -> None:
    page = Page(es.interactive(es.plot_support(deaths())).html)
    assert page.all(role="img")
    assert [tag for tag, _, _ in page.found].count("desc") == 1


_DRIVE = """
<script>
addEventListener('load',function(){
 var out={},rows=function(){return Array.prototype.slice.call(document.querySelectorAll('.es-claim'))};
 function key(name){document.activeElement.dispatchEvent(new KeyboardEvent('keydown',{key:name,bubbles:true}))}
 function said(){
  var open=document.querySelectorAll('.es-details>div:not([hidden])');
  return open.length===1?open[0].textContent:open.length}
 function name(){return document.activeElement.getAttribute('aria-label')}
 rows()[0].focus();rows()[0].dispatchEvent(new FocusEvent('focus'));out.first=name();out.detail=said();
 key('ArrowDown');out.second=name();key('End');out.last=name();key('Home');out.home=name();
 out.kin=document.querySelectorAll('.es-kin').length;
 key('Escape');out.closed=said();
 document.querySelector('[data-by=value]').click();
 out.byValue=rows().map(function(row){return row.getAttribute('aria-label')});
 var ys=rows().map(function(row){return row.getBoundingClientRect().top});
 out.falling=ys.every(function(y,n){return n===0||y>=ys[n-1]-1});
 document.querySelector('[data-by=drawn]').click();
 out.asDrawn=rows().map(function(row){return row.getAttribute('aria-label')});
 document.title=JSON.stringify(out)})
</script></body>
"""


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine to drive the page with")
def test_a_browser_can_be_driven_by_keys(tmp_path: Path) -> None:
    dossier = deaths()
    again = dossier.estimates[0]
    from attrs import evolve

    dossier = dossier.with_estimates([*dossier, evolve(again, id="hata-again", range=es.point(60_000))])
    page = es.interactive(es.plot_intervals(dossier)).save(tmp_path / "page.html")
    page.write_text(page.read_text(encoding="utf-8").replace("</body>", _DRIVE), encoding="utf-8")
    done = subprocess.run(
        [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", "--dump-dom",
         f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    found = re.search(r"<title>(\{.*?\})</title>", done.stdout)
    assert found, done.stderr[-500:]
    from html import unescape

    out = json.loads(unescape(found[1]))
    order = out["asDrawn"]
    assert out["first"] == out["home"] == order[0]
    assert out["second"] == order[1]
    assert out["last"] == order[-1]
    assert "Sun Zhaiwei" in out["detail"]
    assert "as read in" in out["detail"]
    assert out["closed"] == 0, "Escape closes what is said of a claim"
    lowest = [float(re.sub(r"\D", "", re.search(r"[\d,]+", label)[0])) for label in out["byValue"]]  # type: ignore[index]  # each states a number
    assert lowest == sorted(lowest)
    assert out["falling"], "the order of reading is the order on the page"
