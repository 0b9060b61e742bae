"""The supplier's invoice: electricity taken and fed in, each hour at its own day-ahead price."""

from collectief.facts import fact
from collectief.money.bill import Line
from collectief.money.charges import HOURS_PER_QUARTER, offtake
from collectief.profile.year import Array, product_sum, to_quarters


def commodity(
    net_kw: Array,
    price_eur_per_kwh: Array,
    *,
    margin_eur_per_kwh: float | None = None,
    feed_in_margin_eur_per_kwh: float | None = None,
) -> dict[Line, float]:
    """Offtake at price + margin, feed-in at price - margin (revenue negative), EUR a year excluding VAT.

    ``net_kw`` quarter-hours, offtake positive, shape (n,); ``price_eur_per_kwh`` of shape (n,) or of hours (n/4,),
    may be negative. A margin of None takes the key figure.

    >>> import numpy as np
    >>> lines = commodity(np.array([4.0, -8.0]), np.array([0.10, 0.05]), margin_eur_per_kwh=0.01,
    ...                   feed_in_margin_eur_per_kwh=0.01)
    >>> {k: round(v, 3) for k, v in lines.items()}
    {'electricity': 0.11, 'feed_in': -0.08}
    """
    price = price_eur_per_kwh if len(price_eur_per_kwh) == len(net_kw) else to_quarters(price_eur_per_kwh)
    taken_kwh = offtake(net_kw) * HOURS_PER_QUARTER
    given_kwh = offtake(-net_kw) * HOURS_PER_QUARTER
    return {
        "electricity": product_sum(taken_kwh, price + buying_margin(margin_eur_per_kwh)),
        "feed_in": -product_sum(given_kwh, price - selling_margin(feed_in_margin_eur_per_kwh)),
    }


def buying_margin(eur_per_kwh: float | None = None) -> float:
    """Margin of the supplier on offtake, EUR per kWh; None takes the key figure.

    >>> buying_margin(0.02)
    0.02
    """
    return fact("electricity.margin_eur_per_kwh").value if eur_per_kwh is None else eur_per_kwh


def selling_margin(eur_per_kwh: float | None = None) -> float:
    """What the supplier keeps on feed-in, EUR per kWh; None takes the key figure."""
    return fact("electricity.feed_in_margin_eur_per_kwh").value if eur_per_kwh is None else eur_per_kwh
