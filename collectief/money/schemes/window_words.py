"""When the counter of a scheme is open, in both languages."""

from datetime import date

from collectief.facts.schemes import Scheme
from collectief.money.tax import TAX_YEAR
from collectief.text import Text

NOTHING = Text(nl="", en="")
MONTHS = (
    Text(nl="januari", en="January"), Text(nl="februari", en="February"), Text(nl="maart", en="March"),
    Text(nl="april", en="April"), Text(nl="mei", en="May"), Text(nl="juni", en="June"), Text(nl="juli", en="July"),
    Text(nl="augustus", en="August"), Text(nl="september", en="September"), Text(nl="oktober", en="October"),
    Text(nl="november", en="November"), Text(nl="december", en="December"),
)  # fmt: skip


def closed(scheme: Scheme, on: date | None) -> Text:
    """A no for a counter that is not open and will not open again."""
    window = window_words(scheme, is_open=False, on=on)
    return Text(nl=f"Nee.{window.nl}", en=f"No.{window.en}")


def window_words(scheme: Scheme, *, is_open: bool | None, on: date | None) -> Text:
    """When the counter was, is or will be open; nothing where it is open all the time that was asked about."""
    first, last = scheme.from_date, scheme.to_date
    if is_open:
        return NOTHING
    if first is None and last is None:
        return Text(nl=" Wanneer het loket open is, is niet bekend.", en=" When the counter is open is not known.")
    if is_open is None:
        return Text(
            nl=f" Het loket is open{_span_nl(first, last)}.", en=f" The counter is open{_span_en(first, last)}."
        )
    if first is not None and (on or date(TAX_YEAR, 1, 1)) < first:
        return Text(
            nl=f" Het loket gaat pas open op {said_day(first).nl}.",
            en=f" The counter only opens on {said_day(first).en}.",
        )
    more = Text(nl=" Kijk of er een nieuwe ronde komt.", en=" See whether there will be a new round.")
    again = more if scheme.later == "check" else NOTHING
    then = Text(nl="nu dicht", en="closed now")
    if on is not None:
        then = Text(nl=f"dicht op {said_day(on).nl}", en=f"closed on {said_day(on).en}")
    return Text(
        nl=f" Het loket was open{_span_nl(first, last)} en is {then.nl}.{again.nl}",
        en=f" The counter was open{_span_en(first, last)} and is {then.en}.{again.en}",
    )


def _span_nl(first: date | None, last: date | None) -> str:
    return f"{f' van {said_day(first).nl}' if first else ''}{f' tot en met {said_day(last).nl}' if last else ''}"


def _span_en(first: date | None, last: date | None) -> str:
    return f"{f' from {said_day(first).en}' if first else ''}{f' up to {said_day(last).en}' if last else ''}"


def said_day(day: date) -> Text:
    """A day in words.

    >>> said_day(date(2026, 2, 2))["nl"]
    '2 februari 2026'
    """
    month = MONTHS[day.month - 1]
    return Text(nl=f"{day.day} {month.nl} {day.year}", en=f"{day.day} {month.en} {day.year}")
