"""Why a measure of companies themselves is not in the plan: not on offer, nothing to apply it to, or not cheaper."""

from collections.abc import Callable, Mapping, Sequence

from collectief.measure import Measure, Setting
from collectief.measure.capacity_limitation import LIMITATION
from collectief.measure.let_roof import hosts
from collectief.measure.rights import TRANSPORT_RIGHT
from collectief.model import Size
from collectief.text import Text

NOTHING_TO_DO: Mapping[str, Text] = {
    "efficiency": Text(
        nl="Alles wat kan worden bespaard, wordt al door de energiebesparingsplicht gevraagd.",
        en="All that can be saved is already asked by the energy-saving duty.",
    ),
    "solar": Text(
        nl="Geen dak heeft nog ruimte voor panelen, voor zover opgegeven.",
        en="No roof has room left for panels, as far as stated.",
    ),
    "carport": Text(
        nl="Geen bedrijf heeft parkeerterrein opgegeven dat overdekt kan worden (kolom carport_m2).",
        en="No company stated parking that could be covered (column carport_m2).",
    ),
    "battery": Text(
        nl="Geen grootverbruiker gebruikt zo veel stroom dat één batterijmodule elke dag werk heeft.",
        en="No large user takes so much power that one battery module has work every day.",
    ),
    "cold_shift": Text(
        nl="Geen grootverbruiker heeft een koelhuis of gekoelde hal, naar zijn sector.",
        en="No large user has a cold store or cooled hall, by its sector.",
    ),
    "heat_pump": Text(
        nl="Geen bedrijf verwarmt zijn gebouw met gas en met water dat een warmtepomp haalt, voor zover opgegeven.",
        en="No company heats its building with gas and with water that a common heat pump reaches, as far as stated.",
    ),
    "ground_heat_pump": Text(
        nl="Geen gebouw vraagt zo veel warmte als de kleinste bodemwarmtepomp geeft, voor zover opgegeven.",
        en="No building asks as much heat as the smallest ground heat pump gives, as far as stated.",
    ),
    "aquifer_store": Text(
        nl="Geen gebouw vraagt zo veel warmte als de kleinste warmte-koudeopslag geeft, voor zover opgegeven.",
        en="No building asks as much heat as the smallest aquifer store gives, as far as stated.",
    ),
    "heat_tank": Text(
        nl="Geen bedrijf heeft op een koude dag zo veel warmte nodig dat de kleinste buffer werk heeft.",
        en="No company needs so much heat on a cold day that the smallest tank has work.",
    ),
    "heat_recovery": Text(nl="Geen bedrijf heeft restwarmte opgegeven.", en="No company stated any residual heat."),
    "process_heat": Text(
        nl="Geen bedrijf stookt gas voor een proces waarvan de temperatuur bekend is.",
        en="No company burns gas for a process of which the temperature is known.",
    ),
    "charging_hub": Text(
        nl="Geen bedrijf heeft elektrisch rijden opgegeven.", en="No company stated any electric driving."
    ),
}
NO_BUILDING_FOR_HEAT = Text(
    nl="Wie restwarmte heeft, heeft geen gebouw dat ermee verwarmd kan worden.",
    en="Who has residual heat has no building that it could heat.",
)
NOT_OFFERED = Text(
    nl="niet aangeboden. In de gegevens van het park staat geen aanbod van de netbeheerder (regel in park.toml). Vraag "
    "ernaar als het net vol is.",
    en="not offered. The data of the park hold no offer of the grid operator (a setting in park.toml). Ask for it "
    "where the grid is full.",
)
NOBODY_MAY = Text(
    nl="niet van toepassing. Het aanbod geldt voor grootverbruikers achter een vol station die minder kunnen afnemen; "
    "die zijn er niet.",
    en="not applicable. The offer is for large users behind a full station that can take less; there are none.",
)
NO_TURBINE = Text(
    nl="niet gekozen. Achter de aansluiting van een groep kost hij meer dan hij bespaart, of er is geen groep.",
    en="not chosen. Behind the connection of a group it costs more than it saves, or there is no group.",
)
NO_PLACE = Text(
    nl="niet van toepassing. In park.toml staat geen plek voor een turbine ([wind]), of er kan geen groep zijn.",
    en="not applicable. park.toml names no place for a turbine ([wind]), or there can be no group.",
)
NO_RIGHTS = Text(
    nl="niet aangeboden. In de gegevens van het park staat geen recht dat de netbeheerder aanbiedt (aanbod.csv).",
    en="not offered. The data of the park hold no right that the grid operator offers (aanbod.csv).",
)
NO_LINES = Text(
    nl="niet aangeboden. In park.toml staat niet dat er eigen kabels tussen buren mogen liggen ([direct_line]).",
    en="not offered. park.toml does not say that private cables between neighbours may be laid ([direct_line]).",
)
NO_NEIGHBOUR = Text(
    nl="niet van toepassing. Geen bedrijf met panelen of een dak ervoor ligt zo dicht bij een ander.",
    en="not applicable. No company with panels or a roof for them lies so close to another.",
)
NO_LINE_PAYS = Text(
    nl="niet gekozen. Wat een buur van het dak kan gebruiken, is naar schatting minder waard dan de kabel kost.",
    en="not chosen. What a neighbour can use of the roof is estimated to be worth less than the cable costs.",
)
NO_ROOFS = Text(
    nl="niet aangeboden. Geen bedrijf zegt dat het zijn dak verhuurt (kolom let_roof).",
    en="not offered. No company says that it lets its roof (column let_roof).",
)
NO_ROOM = Text(
    nl="niet van toepassing. Op de daken die te huur zijn past geen veld dat groot genoeg is.",
    en="not applicable. No field that is large enough fits on the roofs that are to let.",
)
NO_ROOF_PAYS = Text(
    nl="niet gekozen. Wat panelen van een ander daar opleveren is naar schatting minder dan ze kosten, of de bedrijven "
    "gebruiken hun dak zelf: eigen panelen besparen ook energiebelasting.",
    en="not chosen. What panels of somebody else bring there is estimated to be less than they cost, or the companies "
    "use their roof themselves: own panels save energy tax as well.",
)
NOT_CHEAPER = Text(
    nl="niet gekozen. Op de doorgerekende typische dagen werd het bij geen enkel bedrijf goedkoper.",
    en="not chosen. On the typical days that were calculated it made nothing cheaper for any company.",
)


def why_not(setting: Setting, measure: Measure, held: Sequence[str] = ()) -> Text:
    """The name of the measure and the reason; ``held`` are companies that their budget holds back."""
    why = _why(setting, measure)
    if why is NOT_CHEAPER and (who := [c for c in held if _can(setting, measure, c)]):
        why = _budget(setting, who)
    return Text(nl=f"{measure.title.nl}: {why.nl}", en=f"{measure.title.en}: {why.en}")


def _why(setting: Setting, measure: Measure) -> Text:
    if measure.key in NOT_SHARED:
        return NOT_SHARED[measure.key](setting, measure)
    if (absent := _not_offered(setting, measure)) is not None:
        return absent
    if _possible(setting, measure):
        return NOT_CHEAPER
    if measure.key in (LIMITATION, TRANSPORT_RIGHT):
        return NOBODY_MAY
    nothing = NOTHING_TO_DO.get(measure.key)
    if measure.key == "heat_recovery" and any(c.residual_heat for c in setting.park.companies):
        nothing = NO_BUILDING_FOR_HEAT
    if nothing is None:
        return Text(nl="niet van toepassing.", en="not applicable.")
    return Text(nl=f"niet van toepassing. {nothing.nl}", en=f"not applicable. {nothing.en}")


def _budget(setting: Setting, who: Sequence[str]) -> Text:
    """Where money is short nobody knows what would be built with more."""
    names = ", ".join(setting.park.company(c).name for c in who)
    return Text(
        nl=f"niet gekozen. Bij {names} knelt het budget (kolom budget_eur); of dit daar met meer geld loont, is niet "
        "apart berekend. Bij geen ander bedrijf werd het goedkoper op de doorgerekende typische dagen.",
        en=f"not chosen. The budget of {names} binds (column budget_eur); whether this pays there with more money was "
        "not calculated apart. It made nothing cheaper for any other company on the typical days that were calculated.",
    )


def _not_offered(setting: Setting, measure: Measure) -> Text | None:
    """What only the operator can offer, and does not."""
    if measure.key == LIMITATION and setting.park.rules.limitation is None:
        return NOT_OFFERED
    return NO_RIGHTS if measure.key == TRANSPORT_RIGHT and not setting.park.offers else None


def _no_turbine(setting: Setting, measure: Measure) -> Text:
    return NO_TURBINE if any(measure.shared_parts(setting)) else NO_PLACE


def _no_line(setting: Setting, measure: Measure) -> Text:
    if setting.park.rules.direct_line_m is None:
        return NO_LINES
    return NO_LINE_PAYS if any(measure.shared_parts(setting)) else NO_NEIGHBOUR


def _no_roof(setting: Setting, measure: Measure) -> Text:
    if not hosts(setting):
        return NO_ROOFS
    return NO_ROOF_PAYS if any(measure.shared_parts(setting)) else NO_ROOM


NOT_SHARED: Mapping[str, Callable[[Setting, Measure], Text]] = {
    "wind": _no_turbine,
    "direct_line": _no_line,
    "let_roof": _no_roof,
}
"""Why there is none of what only several companies can build."""


def _possible(setting: Setting, measure: Measure) -> bool:
    """Whether any company could do it at all."""
    return any(_can(setting, measure, c.id) for c in setting.park.companies)


def _can(setting: Setting, measure: Measure, company: str) -> bool:
    return any(isinstance(part, Size) for part in measure.own_parts(setting, setting.park.company(company)))
