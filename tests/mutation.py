"""Ways to damage any file that a user gives, numbers in every spelling, and what each reader must do: tell it all."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from collectief.park import Issue
from collectief.park.check_words import CODES

Mutation = Callable[[bytes], bytes]
JUNK = (
    *("", " ", "-", "abc", "-1", "0", "1e30", "-0.0", "NaN", "inf", "1e999", "1,5", "1.234.567,8", "true", "ja"),
    *("12 kW", "=cmd()", "x" * 10_000, "../../x", "é☃", "\u202e", "\uff11\uff12", "'; drop table", '"', "9" * 400),
    *("\t;,|", "EAN", "0001-01-01 00:00", "31-02-2025 00:15", "9999-12-31 23:45", "2025-03-30 02:30", "24:00"),
    *("kWh", "2025-01-01T00:00+14:00"),
)
"""What may stand in a cell by mistake or on purpose."""
NO_NUMBERS = (
    *("abc", "12 kW", "1_000", "0x10", "\uff11\uff12", "1e999", "nan", "-inf", "--5", "5-", "1.2.3", "1,5,5", "=1+1"),
)


def examples(usual: int) -> settings:
    """So many examples, or as many as COLLECTIEF_EXAMPLES asks for; the same ones on every run."""
    return settings(
        max_examples=int(os.environ.get("COLLECTIEF_EXAMPLES", str(usual))),
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@dataclass(frozen=True)
class Numeral:
    """A number as somebody writes it: the text, its value (None: it is none) and the decimal mark that it shows.

    ``thousands`` is the value where the only mark stands before three digits and may be one of thousands too.
    """

    text: str
    value: float | None
    mark: str = ""
    thousands: float | None = None

    def means(self, mark: str) -> float | None:
        """The value in a file with this decimal mark; None where it is no number, or the file does not tell."""
        if self.thousands is None:
            return self.value
        return None if not mark else self.value if mark in self.text else self.thousands


def numeral(units: int, decimals: str, *, mark: str, grouped: bool, negative: bool) -> Numeral:
    """A number with these digits before and behind the mark, with thousands apart or not."""
    other = "." if mark == "," else ","
    text = f"{units:,}".replace(",", other) if grouped else str(units)
    sign = "-" if negative else ""
    value = float(f"{sign}{units}.{decimals or 0}")
    whole = f"{sign}{text}{mark if decimals else ''}{decimals}"
    if not decimals and text.count(other) == 1:
        return Numeral(whole, float(f"{sign}{text.replace(other, '.')}"), thousands=value)
    if len(decimals) == 3 and 0 < units < 1000:
        return Numeral(whole, value, thousands=float(f"{sign}{units}{decimals}"))
    return Numeral(whole, value, mark if decimals or text.count(other) > 1 else "")


numerals = st.one_of(
    st.builds(
        numeral,
        st.one_of(st.integers(0, 3), st.integers(0, 9_999), st.integers(0, 10**9)),
        st.one_of(st.just(""), st.text("0123456789", min_size=1, max_size=4)),
        mark=st.sampled_from([",", "."]),
        grouped=st.booleans(),
        negative=st.sampled_from([False, False, False, True]),
    ),
    st.sampled_from(NO_NUMBERS).map(lambda text: Numeral(text, None)),
)


def shared_mark(marks: Iterable[str]) -> str:
    """The decimal mark that all numbers of a file show; empty where they show none, or both."""
    found = set(marks) - {""}
    return found.pop() if len(found) == 1 else ""


def garbled(at: float, data: bytes, *, cut: bool) -> Mutation:
    """Other bytes somewhere; with ``cut`` the file ends there."""

    def change(body: bytes) -> bytes:
        place = int(at * len(body))
        return body[:place] + data + (b"" if cut else body[place + len(data) :])

    return change


def celled(line: int, text: str, *, whole: bool) -> Mutation:
    """Another line, or a cell too many behind it."""

    def change(lines: list[bytes]) -> list[bytes]:
        at = line % len(lines)
        new = text.encode("utf-8", "replace")
        return [*lines[:at], new if whole else lines[at] + b";" + new, *lines[at + 1 :]]

    return _in_lines(change)


def columned(text: str, place: int, *, separator: bytes = b";") -> Mutation:
    """The same text in a whole column, below the header."""

    def change(lines: list[bytes]) -> list[bytes]:
        rows = (row.split(separator) for row in lines[1:])
        return [lines[0], *(separator.join([*row[:place], text.encode(), *row[place + 1 :]]) for row in rows)]

    return _in_lines(change)


def shuffled(order: Sequence[int]) -> Mutation:
    """Lines left out, doubled and in another order."""
    return _in_lines(lambda lines: [lines[at % len(lines)] for at in order])


def kept(count: int) -> Mutation:
    """Only the first lines."""
    return _in_lines(lambda lines: lines[:count])


def _in_lines(change: Callable[[list[bytes]], list[bytes]]) -> Mutation:
    def whole(body: bytes) -> bytes:
        end = b"\r\n" if b"\r\n" in body else b"\n"
        return end.join(change(body.split(end)))

    return whole


def recoded(encoding: str) -> Mutation:
    """The same text in another encoding."""
    return lambda body: body.decode("utf-8", "replace").encode(encoding, "replace")


def damages(*, lines: int = 40, separator: bytes = b";") -> st.SearchStrategy[list[Mutation]]:
    """One to three damages to a text file of about so many lines."""
    binary, where = st.binary(max_size=20), st.integers(0, lines)
    one = st.one_of(
        st.builds(lambda a, d, c: garbled(a, d, cut=c), st.floats(0, 1), binary, st.booleans()),
        st.builds(lambda a, d, c: garbled(a, d, cut=c), st.floats(0, 0.002), binary, st.booleans()),
        st.builds(lambda n, t, w: celled(n, t, whole=w), where, st.sampled_from(JUNK), st.booleans()),
        st.builds(lambda n, t, w: celled(n, t, whole=w), st.integers(0, 3), st.text(max_size=30), st.booleans()),
        st.builds(lambda t, p: columned(t, p, separator=separator), st.sampled_from(JUNK), st.integers(0, 20)),
        st.builds(shuffled, st.lists(where, max_size=6)),
        st.builds(kept, where),
        st.just(lambda body: body + body),
        st.builds(recoded, st.sampled_from(["utf-16", "cp1252", "utf-8-sig", "utf-32"])),
        st.builds(lambda data: lambda _: data, st.binary(max_size=200)),
    )
    return st.lists(one, min_size=1, max_size=3)


def damaged(body: bytes, changes: Iterable[Mutation]) -> bytes:
    """The file after all of them."""
    for change in changes:
        body = change(body)
    return body


def assert_told(issues: Iterable[Issue], codes: Iterable[str] = CODES, *, changes: bool = True) -> None:
    """Every finding says where, what and what to do in both languages; with ``changes`` a repair what it changed."""
    known = set(codes)
    for issue in issues:
        assert issue.code in known
        assert issue.where
        for sentence in (issue.message.nl, issue.message.en, issue.advice.nl, issue.advice.en):
            assert 0 < len(sentence) < 2000
        assert (issue.before and issue.after) or issue.severity != "repaired" or not changes
