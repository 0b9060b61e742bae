"""The decision in one sentence with its amount."""

from collections.abc import Mapping, Sequence

from collectief.plan.outcome import Case, CaseKey, Growth
from collectief.plan.reasons import dutch
from collectief.text import Text

ROUNDING_EUR = 1.0
"""A difference below a euro a year is no difference."""


def decision(cases: Mapping[CaseKey, Case], grown: Sequence[Growth], members: Mapping[str, Sequence[str]]) -> Text:
    """What the park should do together, against each alone, and what alone already brings against now."""
    saving = cases["alone"].eur_per_year - cases["together"].eur_per_year
    already = cases["now"].eur_per_year - cases["alone"].eur_per_year
    if not members or saving < ROUNDING_EUR:
        return Text(
            nl=f"Niets samen doen hoeft: ieder apart is even goedkoop, en EUR {dutch(already)} per jaar goedkoper "
            f"dan nu.",
            en=f"There is no need to act together: each alone is just as cheap, and EUR {already:,.0f} a year "
            f"cheaper than now.",
        )
    count = sum(len(m) for m in members.values())
    extra_kw = sum(g.together_kw - g.alone_kw for g in grown)
    grow = (
        Text(nl=f" en {dutch(extra_kw)} kW ruimte voor groei", en=f" and {extra_kw:,.0f} kW of room to grow")
        if extra_kw >= 1
        else Text(nl="", en="")
    )
    return Text(
        nl=f"Doe samen: een groepscontract met {count} bedrijven is EUR {dutch(saving)} per jaar goedkoper dan "
        f"ieder apart{grow.nl}; "
        f"wat elk bedrijf zelf al kan doen scheelt EUR {dutch(already)} per jaar ten opzichte van nu.",
        en=f"Act together: a group contract of {count} companies is EUR {saving:,.0f} a year cheaper than each "
        f"alone{grow.en}; what "
        f"each company can already do by itself saves EUR {already:,.0f} a year against now.",
    )
