"""The words of ``collectief import meter``."""

from collectief.text import Text

METER_REFUSED = Text(nl="Het meterbestand kan niet worden gebruikt.", en="The meter file cannot be used.")
METER_READ = Text(
    nl="Het profiel staat in {path}: {kwh} kWh in het jaar, hoogste kwartier {peak} kW.",
    en="The profile is in {path}: {kwh} kWh in the year, highest quarter-hour {peak} kW.",
)
SOLAR_ADDED = Text(
    nl="Let op: bij wat de meter zag is de berekende opbrengst van {kwp} kWp geteld ({kwh} kWh). In {missed} kWh "
    "spreken meter en opbrengst elkaar tegen; daar is het verbruik op nul gezet. Een gemeten opbrengst is beter.",
    en="Mind: the calculated yield of {kwp} kWp was added to what the meter saw ({kwh} kWh). In {missed} kWh meter and "
    "yield contradict each other; there the use was set to zero. A measured yield is better.",
)


def profile_there(place: str) -> Text:
    """A profile that would be replaced."""
    return Text(
        nl=f"Er is al een profiel: {place}. Vervang het met --force.",
        en=f"There is a profile already: {place}. Replace it with --force.",
    )
