"""The heat that a company has to spare, from its row."""

from collectief.park.read_cell import Row
from collectief.park.things import ResidualHeat
from collectief.text import Text


def residual_heat(row: Row) -> ResidualHeat | None:
    """The heat to spare, or None."""
    kw, degc = row.numbers.get("residual_kw"), row.numbers.get("residual_degc")
    if not kw:
        if row.whole("residual_until") is not None:
            effect = Text(nl="het jaar telt niet", en="the year does not count")
            row.spot.say("pair_incomplete", "residual_until", other="residual_kw", effect=effect)
        return None
    if degc is None:
        effect = Text(nl="de restwarmte telt niet", en="the heat does not count")
        row.spot.say("pair_incomplete", "residual_kw", other="residual_degc", effect=effect)
        return None
    return ResidualHeat(kw, degc, bool(row.numbers.get("residual_always", 0.0)), row.whole("residual_until"))
