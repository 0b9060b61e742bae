"""What a page is made of: sections with tiles, notices, paragraphs, tables, charts and folded parts."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from markupsafe import Markup

from collectief.text import Language

SLIM = 3
"""A table with so many columns of figures fits any window."""


@dataclass(frozen=True, slots=True)
class Column:
    """Heading of one table column; numbers stand to the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell with a mark that sets it apart (``worse`` and ``better`` also say so in words).

    ``language`` is that of its words where it is not that of the page.
    """

    text: str
    mark: Literal["", "worse", "better", "low", "chosen"] = ""
    language: Language | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; the first cell of each row heads that row, ``foot`` rows are sums."""

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foot: tuple[tuple[Cell, ...], ...] = ()
    note: str = ""

    @property
    def shape(self) -> Literal["slim", "stacked", "wide"]:
        """How it fits a narrow window: as it is, each row as a card (mostly words), or by sliding (mostly figures).

        >>> Table("", columns("a", "b"), ()).shape, Table("", columns("a", "b", "c", "d"), ()).shape
        ('slim', 'wide')
        """
        figures = sum(c.numeric for c in self.columns)
        if len(self.columns) - 1 - figures >= max(figures, 1):
            return "stacked"
        return "slim" if len(self.columns) <= SLIM else "wide"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences, each with a word in front that is set apart."""

    kind: ClassVar[str] = "bullets"
    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A line that must not be missed; ``tone`` adds colour to what the words say."""

    kind: ClassVar[str] = "notice"
    tone: Literal["good", "care", "plain"]
    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the first screen, with what it means."""

    label: str
    value: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tiles:
    """The figures of the first screen."""

    kind: ClassVar[str] = "tiles"
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing (svg that was made here, so trusted) and its caption."""

    kind: ClassVar[str] = "chart"
    svg: Markup
    caption: str


@dataclass(frozen=True, slots=True)
class Charts:
    """Small drawings side by side."""

    kind: ClassVar[str] = "charts"
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A part of the page made here, such as the map (trusted html)."""

    kind: ClassVar[str] = "drawing"
    markup: Markup


@dataclass(frozen=True, slots=True)
class Folded:
    """Blocks that open on request, on paper only when open; ``elsewhere`` says where a reader of paper finds them."""

    kind: ClassVar[str] = "folded"
    summary: str
    blocks: tuple["Block", ...]
    elsewhere: str = ""


Block = Table | Paragraph | Bullets | Notice | Tiles | Chart | Charts | Drawing | Folded


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter: its anchor, heading and blocks."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Chapters that answer one question of a reader."""

    title: str
    sections: tuple[Section, ...]


def cells(*texts: str) -> tuple[Cell, ...]:
    """Plain cells from texts."""
    return tuple(Cell(t) for t in texts)


def columns(first: str, *others: str) -> tuple[Column, ...]:
    """A heading of words followed by headings of numbers."""
    return (Column(first), *(Column(t, numeric=True) for t in others))
