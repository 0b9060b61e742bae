"""How what was found on a subject of a scheme is said, in both languages, so that nobody reads its opposite."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from collectief.money.schemes.asset import Span, Value
from collectief.park.owners import OWNERS
from collectief.text import Text

KINDS = {
    "large": Text(nl="grote", en="large"),
    "small": Text(nl="kleine", en="small"),
}
NEVER = Text(nl="het verdient zich in dit plan niet terug", en="it does not pay back in this plan")
NOT_KNOWN = Text(nl="dat is niet bekend", en="that is not known")
FILL_OWNER = Text(
    nl="niet bekend, vul owner_kind in, of shared_owner voor wat van allen is",
    en="not known, fill in owner_kind, or shared_owner for what is shared",
)
FILL_SIZE = Text(
    nl="niet bekend, vul fte, turnover_eur en balance_eur in",
    en="not known, fill in fte, turnover_eur and balance_eur",
)


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said of a subject where it is yes, no, a figure or word (in place of ``{}``), or not known."""

    figure: Text = Text(nl="{}", en="{}")
    yes: Text = Text(nl="ja", en="yes")
    no: Text = Text(nl="nee", en="no")
    unknown: Text = NOT_KNOWN


EUROS = Saying(Text(nl="EUR {}", en="EUR {}"))
POWER = Saying(Text(nl="{} kW", en="{} kW"))
ENERGY = Saying(Text(nl="{} kWh", en="{} kWh"))
PANELS = Saying(Text(nl="{} kWp", en="{} kWp"))
SAYINGS: Mapping[str, Saying] = {
    "owner": Saying(Text(nl="{}", en="{}"), unknown=FILL_OWNER),
    "pays_profit_tax": Saying(
        yes=Text(nl="de eigenaar betaalt winstbelasting", en="the owner pays tax on profit"),
        no=Text(nl="de eigenaar betaalt geen winstbelasting", en="the owner pays no tax on profit"),
        unknown=FILL_OWNER,
    ),
    "profit_eur": Saying(
        Text(nl="een winst van EUR {}", en="a profit of EUR {}"),
        unknown=Text(nl="niet bekend, vul profit_eur in", en="not known, fill in profit_eur"),
    ),
    "sme": Saying(
        yes=Text(nl="het bedrijf is mkb", en="the company is an SME"),
        no=Text(nl="het bedrijf is geen mkb", en="the company is no SME"),
        unknown=FILL_SIZE,
    ),
    "shared": Saying(
        yes=Text(nl="dit is het net zelf, van allen samen", en="this is the network itself, of all together"),
        no=Text(nl="dit is van één bedrijf", en="this belongs to one company"),
    ),
    "connection": Saying(Text(nl="een {} aansluiting", en="a {} connection")),
    "medium_voltage": Saying(
        yes=Text(nl="middenspanning of hoger", en="medium voltage or higher"),
        no=Text(nl="laagspanning", en="low voltage"),
        unknown=Text(
            nl="dat volgt niet uit het tarief, kijk op uw contract",
            en="that does not follow from the tariff, look at your contract",
        ),
    ),
    "contract_kw": POWER,
    "heat_kw": POWER,
    "electricity_kwh": ENERGY,
    "lorry_kwh": Saying(Text(nl="{} kWh per jaar", en="{} kWh a year")),
    "kwh": ENERGY,
    "gas_m3": Saying(Text(nl="{} m³", en="{} m³")),
    "kwp": PANELS,
    "solar_kwp_total": PANELS,
    "offtake_congestion": Saying(
        yes=Text(nl="er is congestie voor afname", en="there is congestion for offtake"),
        no=Text(nl="er is geen congestie voor afname", en="there is no congestion for offtake"),
        unknown=Text(nl="dat wordt nog onderzocht, of is niet bekend", en="that is being looked into, or is not known"),
    ),
    "feed_in_room": Saying(
        yes=Text(nl="er is ruimte voor teruglevering", en="there is room for feed-in"),
        no=Text(nl="er is een wachtrij voor teruglevering", en="there is a queue for feed-in"),
    ),
    "companies_in_area": Saying(Text(nl="{} in dit park", en="{} in this park")),
    "owner_investment_eur": Saying(Text(nl="EUR {} in dit plan", en="EUR {} in this plan")),
    "investment_eur": EUROS,
    "most_grant_eur": Saying(Text(nl="hooguit EUR {}", en="EUR {} at most")),
    "payback_years": Saying(
        Text(nl="{} jaar", en="{} years"),
        unknown=Text(nl="die is hier niet berekend", en="it was not calculated here"),
    ),
    "required_by_law": Saying(
        yes=Text(nl="de plicht vraagt dit wel van u", en="the duty does ask this of you"),
        no=Text(nl="de plicht vraagt dit niet", en="the duty does not ask this"),
        unknown=Text(
            nl="misschien wel, want het verdient zich volgens dit plan binnen die tijd terug",
            en="perhaps it does, for by this plan it pays back within that time",
        ),
    ),
    "grid_balancing": Saying(
        yes=Text(nl="zij is wel voor het net of het groepscontract", en="it is for the grid or the group contract"),
        no=Text(nl="zij is voor eigen gebruik", en="it is for own use"),
    ),
    "signed": Saying(
        yes=Text(nl="u hebt al getekend of besteld", en="you have signed or ordered already"),
        no=Text(nl="er is nog niets getekend", en="nothing has been signed"),
    ),
    "dwellings": Saying(Text(nl="{} woningen", en="{} dwellings")),
    "dwelling_buildings": Saying(Text(nl="{} gebouwen", en="{} buildings")),
    "c_rate": Saying(
        Text(
            nl="dit plan rekent met {} kW per kWh, een aanname",
            en="this plan counts with {} kW per kWh, an assumption",
        )
    ),
    "battery_share_of_contract": Saying(
        Text(
            nl="{} van het contract, een aanname; een tragere batterij heeft minder vermogen",
            en="{} of the contract, an assumption; a slower battery has less power",
        )
    ),
}
"""By the subject of a condition."""


def seen(subject: str, value: Value) -> Text:
    """What was found on a subject, in words.

    >>> seen("signed", True)["nl"], seen("kwh", 1250.0)["nl"], seen("profit_eur", None)["en"]
    ('u hebt al getekend of besteld', '1.250 kWh', 'not known, fill in profit_eur')
    >>> seen("payback_years", Span(3.5, 4.0, 4.5))["nl"]
    'ongeveer 4 jaar, een schatting tussen 3,5 en 4,5'
    """
    saying = SAYINGS.get(subject, Saying())
    if value is None:
        return saying.unknown
    if isinstance(value, bool):
        return saying.yes if value else saying.no
    if inf in (value, getattr(value, "middle", None)):
        return NEVER
    if isinstance(value, Span):
        return _estimate(saying, value)
    what = said(value)
    return Text(nl=saying.figure.nl.format(what.nl), en=saying.figure.en.format(what.en))


def _estimate(saying: Saying, value: Span) -> Text:
    low, middle, high = (said(round(v, 1)) for v in (value.low, value.middle, value.high))
    return Text(
        nl=f"ongeveer {saying.figure.nl.format(middle.nl)}, een schatting tussen {low.nl} en {high.nl}",
        en=f"about {saying.figure.en.format(middle.en)}, an estimate between {low.en} and {high.en}",
    )


def is_figure(value: Value) -> bool:
    """Whether what was found says more than that a condition holds."""
    return isinstance(value, Span) or (isinstance(value, int | float) and not isinstance(value, bool))


def said(value: float | str | tuple[int, ...]) -> Text:
    """A figure, a word or divisions of the standard classification, in words.

    >>> said(1250.0)["nl"], said((10, 52))["nl"]
    ('1.250', 'SBI 10, 52')
    """
    if isinstance(value, tuple):
        divisions = ", ".join(map(str, value))
        return Text(nl=f"SBI {divisions}", en=f"SBI {divisions}")
    if isinstance(value, str):
        return KINDS.get(value) or (OWNERS[value].name if value in OWNERS else Text(nl=value, en=value))
    return Text(nl=_number(value).translate(str.maketrans(",.", ".,")), en=_number(value))


def _number(value: float) -> str:
    """A figure with commas between thousands, and decimals only where it is small."""
    small = abs(value) < 100 and value != round(value)
    return f"{value:,.2f}".rstrip("0").rstrip(".") if small else f"{value:,.0f}"
