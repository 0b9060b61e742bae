"""What was ordered already: by a company in its row, and by all together in ``park.toml``."""

from collections.abc import Sequence

from collectief.park.check_words import Spot, shown
from collectief.park.choices import OWN, SIGNABLE
from collectief.park.read_cell import Row


def signed_in(row: Row) -> tuple[str, ...]:
    """The measures that one company says it ordered; what is no measure does not count, with a finding."""
    named = dict.fromkeys(row.word("signed").replace(",", " ").replace("+", " ").lower().split())
    odd = [name for name in named if name not in SIGNABLE]
    if odd:
        row.spot.say("signed_unknown", "signed", value=shown(" ".join(odd)), choices=", ".join(SIGNABLE))
    return tuple(name for name in named if name in SIGNABLE)


def tell_signed_together(signed: Sequence[str], spot: Spot) -> None:
    """Say of what is never shared that it counts for nobody here."""
    own = [name for name in signed if name in OWN]
    if own:
        spot.say("signed_is_own", "[schemes] signed", value=", ".join(own))
