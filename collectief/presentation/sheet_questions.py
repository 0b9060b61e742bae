"""What a park's data do not say and an installer must ask or measure, per measure."""

from collections.abc import Mapping

from collectief.text import Text

ALWAYS: tuple[tuple[Text, Text], ...] = (
    (
        Text(nl="Aansluitpunt", en="Connection point"),
        Text(
            nl="waar de hoofdverdeler staat, of er een vrije groep is en hoe de kabel kan lopen, is niet bekend.",
            en="where the main board is, whether it has a free field and how a cable can run is not known.",
        ),
    ),
    (
        Text(nl="Adres en EAN", en="Address and EAN"),
        Text(
            nl="niet in de gegevens; het bedrijf heeft ze van de netbeheerder.",
            en="not in the data; the company has them from the grid operator.",
        ),
    ),
)
PER_MEASURE: Mapping[str, Text] = {
    "efficiency": Text(
        nl="welke lampen, regelingen en machines er nu zijn, en hoeveel uur ze draaien.",
        en="which lamps, controls and machines there are now, and how many hours they run.",
    ),
    "solar": Text(
        nl="draagkracht, leeftijd en asbest van het dak, richting en schaduw, en wat de verzekeraar eist.",
        en="strength, age and asbestos of the roof, direction and shade, and what the insurer demands.",
    ),
    "carport": Text(
        nl="de bodem onder de palen, kabels en bomen, hoogte voor vrachtwagens, en wat de gemeente toestaat.",
        en="the soil under the posts, cables and trees, height for lorries, and what the municipality allows.",
    ),
    "battery": Text(
        nl="een plek met afstand tot gebouwen, brandveiligheid, geluid, en wat verzekeraar en gemeente eisen.",
        en="a place away from buildings, fire safety, noise, and what insurer and municipality demand.",
    ),
    "cold_shift": Text(
        nl="hoe warm en hoe koud de goederen mogen worden, hoe snel de ruimte opwarmt, en wie de koeling mag sturen.",
        en="how warm and how cold the goods may become, how fast the room warms up, and who may steer the cooling.",
    ),
    "heat_pump": Text(
        nl="hoe warm het verwarmingswater moet zijn, plek en geluid van de buitenunit, en of de kabel het aankan.",
        en="how warm the heating water must be, place and noise of the outdoor unit, and if the cable can take it.",
    ),
    "ground_heat_pump": Text(
        nl="of de bodem en de gemeente een bron toelaten, hoe diep, of de bron in de zomer wordt opgewarmd, en hoe "
        "warm het verwarmingswater moet zijn.",
        en="if the soil and the municipality allow a source, how deep, whether it is warmed again in summer, and how "
        "warm the heating water must be.",
    ),
    "aquifer_store": Text(
        nl="of bodem en provincie twee bronnen toelaten (drinkwater, oude vervuiling, bronnen van anderen), hoeveel "
        "water ze geven, en wie jaarlijks de warmtebalans meet.",
        en="if soil and province allow two wells (drinking water, old pollution, wells of others), how much water they "
        "give, and who measures the balance of heat every year.",
    ),
    "heat_tank": Text(
        nl="een plek die het gewicht van het water draagt, en hoe warm en hoe koud het water in de verwarming is.",
        en="a place that carries the weight of the water, and how warm and how cold the water of the heating is.",
    ),
    "heat_recovery": Text(
        nl="temperatuur en uren van de restwarmte, en de weg van bron naar ruimte.",
        en="temperature and hours of the residual heat, and the way from source to room.",
    ),
    "process_heat": Text(
        nl="temperatuur, druk en uren van het proces, stoom of heet water, en of de kabel het vermogen aankan.",
        en="temperature, pressure and hours of the process, steam or hot water, and if the cable can take it.",
    ),
    "wind": Text(
        nl="of bestemmingsplan, afstand tot huizen, geluid, slagschaduw en luchtvaart een turbine toelaten.",
        en="if spatial plan, distance to houses, noise, shadow and aviation allow a turbine.",
    ),
    "direct_line": Text(
        nl="de weg van de kabel en wiens grond dat is (KLIC), beveiliging en meters aan beide kanten, en de melding "
        "bij de ACM.",
        en="the way of the cable and whose land that is, protection and meters at both ends, and the notice to the "
        "ACM.",
    ),
    "let_roof": Text(
        nl="draagvermogen en leeftijd van het dak, wie eigenaar van het pand is, plek voor een eigen meter, en of de "
        "aansluiting de teruglevering aankan.",
        en="strength and age of the roof, who owns the building, place for a meter of its own, and if the connection "
        "can take the feed-in.",
    ),
    "charging_hub": Text(
        nl="hoeveel wagens tegelijk staan, hoe laat ze weg moeten, en of de palen samen begrensd kunnen worden.",
        en="how many vehicles stand at once, when they must leave, and whether the chargers can be capped together.",
    ),
    "heat_network": Text(
        nl="plek van de afleverset, temperaturen van net en gebouw, en voor leidingen: bodem, kabels en bomen (KLIC).",
        en="place of the substation, temperatures of network and building, and for pipes: soil, cables and trees.",
    ),
}
"""What to find out on the spot before anything is offered."""
