"""Reads a page back: its headings, ids, links, tables and text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr"}


@dataclass
class ReadTable:
    """One table as text: caption, head, body and foot rows."""

    caption: str = ""
    head: list[list[str]] = field(default_factory=list)
    body: list[list[str]] = field(default_factory=list)
    foot: list[list[str]] = field(default_factory=list)
    scopes: list[str | None] = field(default_factory=list)


class PageReader(HTMLParser):
    """Collects what the tests ask of a page."""

    def __init__(self, page: str) -> None:
        """Read a whole page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[int, str]] = []
        self.tables: list[ReadTable] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and open what collects text."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((int(tag[1]), ""))
        if tag == "table":
            self.tables.append(ReadTable())
        if tag == "tr" and "table" in self._open:
            self._part().append([])
        if tag in ("th", "td"):
            self._part()[-1].append("")
            if tag == "th":
                self.tables[-1].scopes.append(dict(attrs).get("scope"))

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        self.text.append(" ")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Add text to what is open."""
        if "script" in self._open or "style" in self._open:
            return
        self.text.append(data)
        if self._open and self._open[-1] in ("h1", "h2", "h3", "h4"):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)
        if "caption" in self._open:
            self.tables[-1].caption += data
        if "th" in self._open or "td" in self._open:
            self._part()[-1][-1] += data

    def _part(self) -> list[list[str]]:
        table = self.tables[-1]
        return table.head if "thead" in self._open else table.foot if "tfoot" in self._open else table.body

    @property
    def words(self) -> str:
        """All text, spaces made plain."""
        return " ".join("".join(self.text).replace("\N{NO-BREAK SPACE}", " ").split())

    def table(self, caption: str) -> ReadTable:
        """The table with this caption."""
        return next(t for t in self.tables if t.caption == caption)


def whole(text: str) -> int:
    """The whole number in a Dutch or English cell."""
    return int("".join(c for c in text.replace("\N{MINUS SIGN}", "-").split(" ±")[0] if c.isdigit() or c == "-"))
