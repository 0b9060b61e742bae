"""What the table of companies says of each, before its meter file is read."""

from collections.abc import Mapping, Sequence

from collectief.park.meter_dialect import Asked
from collectief.park.read_cell import Row


def known_of(rows: Sequence[Row]) -> Mapping[str, Asked]:
    """Yearly use, size of the cable and own panels of each company that is named in the table."""
    return {
        row.word("id"): Asked(
            yearly_kwh=row.numbers.get("electricity_kwh"),
            limit_kw=row.numbers.get("physical_kva"),
            solar_kwp=row.numbers.get("solar_kwp", 0.0),
        )
        for row in rows
        if row.word("id")
    }
