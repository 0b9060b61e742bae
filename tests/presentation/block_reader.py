"""Finds tables and words in a chapter before it becomes a page: quicker than making the whole report."""

from collections.abc import Iterator, Sequence

from collectief.presentation.blocks import Block, Bullets, Folded, Notice, Paragraph, Section, Table


def tables(section: Section) -> dict[str, Table]:
    """Every table of a chapter by its caption, folded ones too."""
    return {b.caption: b for b in blocks(section.blocks) if isinstance(b, Table)}


def texts(table: Table, *, foot: bool = False) -> list[list[str]]:
    """The cells of a table as texts, row by row."""
    return [[cell.text for cell in row] for row in (table.foot if foot else table.rows)]


def words(section: Section) -> str:
    """All running text of a chapter: notices, paragraphs, bullets and notes below tables."""
    found = []
    for b in blocks(section.blocks):
        if isinstance(b, Notice):
            found += [b.lead, b.text]
        elif isinstance(b, Paragraph):
            found.append(b.text)
        elif isinstance(b, Bullets):
            found += [f"{lead} {text}" for lead, text in b.items]
        elif isinstance(b, Table):
            found.append(b.note)
        elif isinstance(b, Folded):
            found.append(b.summary)
    return " ".join(found)


def blocks(found: Sequence[Block]) -> Iterator[Block]:
    """All blocks, also those that open on request."""
    for block in found:
        yield block
        if isinstance(block, Folded):
            yield from blocks(block.blocks)
