"""What is known of staying together: who may leave at what cost, and what each key does in this park."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from collectief.allocation import Entry, Leaving, Property, Tested


@dataclass(frozen=True, slots=True)
class Staying:
    """Under the chosen key: what happens when each company leaves, and what it would pay if it joined last.

    ``anchors`` are companies without whom the others save nothing; ``smallest`` the fewest who save anything together,
    None where there are too many to look at every set. ``tested`` says per key which properties hold in this park.
    """

    leaving: tuple[Leaving, ...] = ()
    entries: tuple[Entry, ...] = ()
    anchors: tuple[str, ...] = ()
    smallest: tuple[str, ...] | None = ()
    tested: Mapping[str, Mapping[Property, Tested]] = field(default_factory=dict)
