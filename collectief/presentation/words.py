"""The words of the report for the keys of the code: cases, measures, bill lines, keys, areas, findings."""

from collections.abc import Mapping

from collectief.text import Text

CASE: Mapping[str, Text] = {
    "now": Text(nl="Nu", en="Now"),
    "required": Text(nl="Verplicht", en="Required"),
    "alone": Text(nl="Ieder apart", en="Each alone"),
    "together": Text(nl="Samen", en="Together"),
}
CASE_MEANING: Mapping[str, Text] = {
    "now": Text(nl="zoals het nu is, berekend", en="as it is now, calculated"),
    "required": Text(nl="nu plus wat de energiebesparingsplicht vraagt", en="now plus the energy-saving duty"),
    "alone": Text(nl="elk bedrijf doet wat voor zichzelf het beste is", en="each company does what is best by itself"),
    "together": Text(nl="de bedrijven doen het samen", en="the companies act together"),
}
MEASURE: Mapping[str, Text] = {
    "efficiency": Text(nl="Energiebesparing", en="Energy saving"),
    "solar": Text(nl="Zonnepanelen", en="Solar panels"),
    "carport": Text(nl="Zonnecarport", en="Solar carport"),
    "battery": Text(nl="Batterij", en="Battery"),
    "cold_shift": Text(nl="Koeling verschuiven", en="Shifting of cooling"),
    "heat_pump": Text(nl="Warmtepomp", en="Heat pump"),
    "ground_heat_pump": Text(nl="Bodemwarmtepomp", en="Ground heat pump"),
    "aquifer_store": Text(nl="Warmte-koudeopslag (WKO)", en="Heat and cold storage in an aquifer (ATES)"),
    "heat_tank": Text(nl="Warmtebuffer", en="Heat tank"),
    "heat_recovery": Text(nl="Eigen restwarmte", en="Own residual heat"),
    "process_heat": Text(nl="Elektrische proceswarmte", en="Electric process heat"),
    "heat_network": Text(nl="Warmtenet", en="Heat network"),
    "wind": Text(nl="Gedeelde windturbine", en="Shared wind turbine"),
    "direct_line": Text(nl="Directe lijn", en="Direct line"),
    "let_roof": Text(nl="Verhuurd dak", en="Roof to let"),
    "charging_hub": Text(nl="Laders", en="Chargers"),
    "shared_mobility": Text(nl="Deelauto's", en="Shared cars"),
    "own_cars": Text(nl="Eigen auto's die blijven", en="Own cars that stay"),
    "shared_hub": Text(nl="Laadplein", en="Charging hub"),
    "group_contract": Text(nl="Groepscontract", en="Group contract"),
    "transport_right": Text(nl="Recht naast het contract", en="Right beside the contract"),
    "capacity_limitation": Text(nl="Capaciteitsbeperkingscontract", en="Capacity limitation contract"),
    "shared_site": Text(nl="Gedeeld laadplein of gedeelde batterij", en="Shared charging hub or battery"),
    "block_right": Text(nl="Tijdsblokrecht", en="Time-block right"),
    "own_charging": Text(nl="Eigen laadpalen", en="Own chargers"),
}
NETWORK_PART: Mapping[str, Text] = {
    "source": Text(nl="gevoed", en="fed"),
    "connected": Text(nl="aangesloten", en="connected"),
    "booster": Text(nl="boosterwarmtepomp", en="booster heat pump"),
    "reserve": Text(nl="ketel in reserve", en="boiler in reserve"),
    "plant_boiler": Text(nl="elektrische ketel", en="electric boiler"),
    "tank": Text(nl="warmtebuffer", en="heat tank"),
    "pipes": Text(nl="leidingen", en="pipes"),
    "dry_cooler": Text(nl="droge koeler", en="dry cooler"),
}
"""What a heat network consists of (what it is fed and what is connected to it are the same kW), and wells beside."""
RIGHT_PART: Mapping[str, Text] = {
    "block": Text(nl="op vaste uren", en="in fixed hours"),
    "variable": Text(nl="zonder garantie", en="without guarantee"),
}
"""What kind of transport right a company takes beside its contract."""
LINE: Mapping[str, Text] = {
    "standing": Text(nl="Vastrecht net", en="Grid standing charge"),
    "contract_kw": Text(nl="Gecontracteerd vermogen", en="Contracted capacity"),
    "contract_rights": Text(nl="Rechten naast het vaste contract", en="Rights beside the firm contract"),
    "limitation_fee": Text(nl="Vergoeding voor beperken", en="Fee for lowering when called"),
    "peak_kw": Text(nl="Hoogste vermogen per maand (kW max)", en="Highest power of the month (kW max)"),
    "transport_kwh": Text(nl="Transport stroom (kWh)", en="Electricity transport (kWh)"),
    "group_surcharge": Text(nl="Toeslag groepscontract", en="Group contract surcharge"),
    "group_running": Text(nl="Organisatie van de groep", en="Running the group"),
    "electricity": Text(nl="Stroom, levering", en="Electricity, supply"),
    "feed_in": Text(nl="Teruglevering (opbrengst)", en="Feed-in (revenue)"),
    "electricity_tax": Text(nl="Energiebelasting stroom", en="Energy tax on electricity"),
    "line_tax": Text(nl="Energiebelasting directe lijn of verhuurd dak", en="Energy tax, direct line or roof to let"),
    "tax_reduction": Text(nl="Belastingvermindering", en="Tax reduction"),
    "gas": Text(nl="Gas, levering", en="Gas, supply"),
    "gas_transport": Text(nl="Transport gas", en="Gas transport"),
    "gas_tax": Text(nl="Energiebelasting gas", en="Energy tax on gas"),
    "charging_public": Text(nl="Openbaar laden", en="Public charging"),
    "vehicles": Text(nl="Poolauto's", en="Pool cars"),
    "heat_sold": Text(nl="Warmte verkocht aan woningen (opbrengst)", en="Heat sold to dwellings (revenue)"),
    "heat_bought": Text(nl="Warmte gekocht buiten het park", en="Heat bought outside the park"),
    "investment": Text(nl="Investeringen (per jaar, met rente)", en="Investments (per year, with interest)"),
    "upkeep": Text(nl="Onderhoud", en="Upkeep"),
}
UNCHANGED_CARS = Text(nl="Poolauto's zoals nu", en="Pool cars as they are now")
"""Beside the measures: cars of who shares none and keeps as many as now."""
BESIDE: Mapping[str, Text] = {
    "cars": UNCHANGED_CARS,
    "heat_sold": LINE["heat_sold"],
    "heat_bought": LINE["heat_bought"],
    "energy": Text(nl="Stroom, gas, net en belasting", en="Supply, grid and tax"),
}
"""What a case costs or earns beside its measures."""
LINE_GROUP: Mapping[str, tuple[Text, tuple[str, ...]]] = {
    "supply": (
        Text(nl="Stroom en gas", en="Electricity and gas"),
        ("electricity", "gas", "charging_public", "heat_bought"),
    ),
    "tax": (Text(nl="Belasting", en="Tax"), ("electricity_tax", "line_tax", "tax_reduction", "gas_tax")),
    "grid": (
        Text(nl="Net", en="Grid"),
        (
            "standing",
            "contract_kw",
            "contract_rights",
            "limitation_fee",
            "peak_kw",
            "transport_kwh",
            "group_surcharge",
            "gas_transport",
        ),
    ),
    "own": (Text(nl="Maatregelen", en="Measures"), ("investment", "upkeep", "group_running")),
    "vehicles": (Text(nl="Poolauto's", en="Pool cars"), ("vehicles",)),
    "feed_in": (Text(nl="Opbrengst", en="Revenue"), ("feed_in", "heat_sold")),
}
RULE: Mapping[str, Text] = {
    "contract_kw": Text(nl="naar contract (kW)", en="by contract (kW)"),
    "peak_kw": Text(nl="naar piek (kW)", en="by peak (kW)"),
    "kwh": Text(nl="naar kWh", en="by kWh"),
    "use": Text(nl="naar gebruik (piek, kWh)", en="by use (peak, kWh)"),
    "equal": Text(nl="gelijke delen", en="equal shares"),
    "stand_alone": Text(nl="naar kosten apart", en="by cost alone"),
    "equal_saving": Text(nl="gelijke besparing", en="equal saving"),
    "equal_percentage": Text(nl="gelijk percentage besparing", en="equal percentage saved"),
    "shapley": Text(nl="Shapley (toegevoegde waarde)", en="Shapley (added value)"),
    "nucleolus": Text(nl="nucleolus", en="nucleolus"),
    "prenucleolus": Text(nl="prenucleolus", en="prenucleolus"),
    "per_capita_nucleolus": Text(nl="nucleolus per bedrijf", en="per-capita nucleolus"),
    "least_core": Text(nl="kleinste kern", en="least core"),
    "closest_in_core": Text(nl="naar contract, stabiel gemaakt", en="by contract, made stable"),
    "own_key": Text(nl="eigen sleutel", en="own key"),
    "own_key_stable": Text(nl="eigen sleutel, stabiel gemaakt", en="own key, made stable"),
    "min_variance_core": Text(nl="gelijkmatigst in de kern", en="most even in the core"),
    "scrb": Text(nl="scheidbare kosten", en="separable costs"),
    "owen": Text(nl="schaarsteprijzen (Owen)", en="scarcity prices (Owen)"),
}
DIRECTION: Mapping[str, Text] = {
    "offtake": Text(nl="afname", en="offtake"),
    "feed_in": Text(nl="teruglevering", en="feed-in"),
}
CONSTRAINT: Mapping[str, Text] = {
    "transparent": Text(nl="ruimte, geen wachtrij", en="room, no queue"),
    "yellow": Text(nl="beperkt, geen wachtrij", en="limited, no queue"),
    "amber": Text(nl="in onderzoek, wachtrij", en="under investigation, queue"),
    "red": Text(nl="vol, wachtrij", en="full, queue"),
}
SEVERITY: Mapping[str, Text] = {
    "error": Text(nl="Fout", en="Error"),
    "repaired": Text(nl="Hersteld", en="Repaired"),
    "warning": Text(nl="Let op", en="Warning"),
}
CONFIDENCE: Mapping[str, Text] = {
    "high": Text(nl="hoog", en="high"),
    "medium": Text(nl="midden", en="medium"),
    "low": Text(nl="laag: niet bevestigd", en="low: not confirmed"),
}
ORIGIN: Mapping[str, Text] = {
    "measured": Text(nl="gemeten", en="measured"),
    "given": Text(nl="opgegeven", en="stated"),
    "estimated": Text(nl="geschat", en="estimated"),
}
SERIES: Mapping[str, Text] = {
    "weather": Text(nl="Weer", en="Weather"),
    "prices": Text(nl="Stroomprijzen", en="Electricity prices"),
    "co2": Text(nl="CO₂ van het net", en="CO₂ of the grid"),
    "solar": Text(nl="Opbrengst van zonnepanelen", en="Yield of solar panels"),
}
FIGURE: Mapping[str, Text] = {
    "offtake_kwh": Text(nl="afname (kWh)", en="offtake (kWh)"),
    "feed_in_kwh": Text(nl="teruglevering (kWh)", en="feed-in (kWh)"),
    "gas_m3": Text(nl="gas (m³)", en="gas (m³)"),
    "public_charging_kwh": Text(nl="openbaar laden (kWh)", en="public charging (kWh)"),
    "co2_kg": Text(nl="CO₂ (kg)", en="CO₂ (kg)"),
    "line_kwh": Text(nl="directe lijnen, verhuurd dak (kWh)", en="direct lines, roof to let (kWh)"),
    "offtake_peak_kw": Text(nl="piek afname (kW)", en="peak offtake (kW)"),
    "feed_in_peak_kw": Text(nl="piek teruglevering (kW)", en="peak feed-in (kW)"),
}
UNIT: Mapping[str, Text] = {
    "kWh/jaar": Text(nl="kWh/jaar", en="kWh/year"),
    "kWh stroom/jaar": Text(nl="kWh stroom/jaar", en="kWh electricity/year"),
    "kWh warmte/jaar": Text(nl="kWh warmte/jaar", en="kWh heat/year"),
    "kW uit lucht": Text(nl="kW uit lucht", en="kW from air"),
    "m3/jaar": Text(nl="m³/jaar", en="m³/year"),
    "voertuigen": Text(nl="auto('s)", en="car(s)"),
}
"""Units that are not the same in both languages."""
STATUS: Mapping[str, Text] = {
    "Optimal": Text(nl="zoeken klaar", en="search finished"),
    "optimal": Text(nl="zoeken klaar", en="search finished"),
    "bounded": Text(nl="met ondergrens", en="with a lower bound"),
    "Time limit reached": Text(nl="rekentijd om", en="time ran out"),
    "not on these days": Text(nl="past niet op typische dagen", en="does not fit typical days"),
}
"""How the search for a design ended, by the word of the solver."""
LEVEL: Mapping[str, Text] = {
    "checked": Text(
        nl="gecontroleerd: nagerekend op alle kwartieren van het jaar",
        en="checked: replayed on all quarter-hours of the year",
    ),
    "proven": Text(
        nl="bewezen tot {gap}: ook op het hele jaar is er een ondergrens",
        en="proven to {gap}: with a lower bound on the full year as well",
    ),
}
