"""Rules on the association's own key: who has no weight in it, and a key that gives nobody any."""

from collectief.park.check_words import Spot
from collectief.park.things import Park


def check_key(park: Park, table: Spot) -> None:
    """Say of whom the weight is missing, where others have one; the spot of the table gathers it."""
    given = [c.key_weight for c in park.companies if c.key_weight is not None]
    absent = [c.id for c in park.companies if c.key_weight is None]
    if given and not any(given):
        table.say("key_without_weight", "key_weight")
    elif given and absent:
        table.at(table.where, *absent).say("key_weight_missing", "key_weight")
