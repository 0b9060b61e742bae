"""Rules on the association's own key, and on groups that leave: weights that are missing, a group of one or of all."""

from collectief.park.check_words import Spot
from collectief.park.things import Park


def check_key(park: Park, table: Spot, *, rows: int) -> None:
    """Say whose weight is missing where others have one, and which group is none; the spot of the table gathers it.

    Where fewer companies than ``rows`` could be read, others are told first: who is in a group is not known then.
    """
    given = [c.key_weight for c in park.companies if c.key_weight is not None]
    absent = [c.id for c in park.companies if c.key_weight is None]
    if given and not any(given):
        table.say("key_without_weight", "key_weight")
    elif given and absent:
        table.at(table.where, *absent).say("key_weight_missing", "key_weight")
    if len(park.companies) < rows:
        return
    odd = [c for group in park.leaving_groups if len(group) in (1, len(park.companies)) for c in group]
    if odd:
        table.at(table.where, *odd).say("leaving_group_odd", "leaves_with")
