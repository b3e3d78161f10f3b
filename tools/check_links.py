"""Check the links of a built site: ``python tools/check_links.py build/docs``. Nothing is fetched."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class Page(HTMLParser):
    """The links of a page, the names that others may link to, and what it would load from elsewhere."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.names: set[str] = set()
        self.loads: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.names |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        for name in ("src", "href"):
            if tag in ("script", "img", "link") and name in found:
                self.links.append(found[name])
                if urlsplit(found[name]).netloc and found.get("rel") != "canonical":
                    self.loads.append(found[name])


def broken(folder: Path) -> list[str]:
    """Return what is wrong with the links of a site, a line each."""
    pages = {path.resolve(): Page(path) for path in folder.rglob("*.html")}
    faults = []
    for path, page in pages.items():
        here = path.relative_to(folder.resolve())
        faults += [f"{here}: loads {address} from elsewhere" for address in page.loads]
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            if not target.exists():
                faults.append(f"{here}: no file for {link}")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].names:
                faults.append(f"{here}: no place for {link}")
    return faults


if __name__ == "__main__":
    found = broken(Path(sys.argv[1]))
    print("\n".join(found) or "no broken link")
    sys.exit(bool(found))
