"""What figures are called in plain words, with their article; where a table has none, the key itself."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from collectief.facts.tables import read_rows
from collectief.text import Text

ARTICLES = ("de ", "het ", "the ")
PRICE_MEAN = ".price_mean_eur_per_mwh"
STANDING = ".standing_eur_year"
TAXED: Mapping[str, Text] = {"electricity": Text(nl="stroom", en="electricity"), "gas": Text(nl="gas", en="gas")}


@cache
def _names() -> Mapping[str, Text]:
    """Names by key. Read once: the table does not change while the program runs."""
    return MappingProxyType({row["key"]: Text(nl=row["nl"], en=row["en"]) for row in read_rows("names")})


def fact_name(key: str) -> Text:
    """The name of a figure within a sentence.

    >>> fact_name("solar.eur_per_kwp").nl
    'de prijs van zonnepanelen'
    >>> fact_name("year.2025.price_mean_eur_per_mwh").en
    'the price of electricity on the exchange'
    """
    if key.startswith("year.") and key.endswith(PRICE_MEAN):
        return Text(nl="de stroomprijs op de beurs", en="the price of electricity on the exchange")
    if key.startswith("tariff.") and key.endswith(STANDING):
        category = key.removeprefix("tariff.").removesuffix(STANDING)
        return Text(nl=f"het vastrecht van {category}", en=f"the standing charge of {category}")
    return _tax_name(key) or _names().get(key, Text(nl=key, en=key))


def _tax_name(key: str) -> Text | None:
    """The name of a rate of the energy tax, such as ``tax.gas.2026.1``."""
    words = key.split(".")
    if words[0] != "tax" or len(words) != 4 or words[1] not in TAXED:
        return None
    carrier = TAXED[words[1]]
    return Text(
        nl=f"de energiebelasting op {carrier.nl} (schijf {words[3]})",
        en=f"the energy tax on {carrier.en} (bracket {words[3]})",
    )


def fact_label(key: str) -> Text:
    """The same as a label: without its article.

    >>> fact_label("interest.real").nl
    'rente'
    """
    name = fact_name(key)
    return Text(nl=_bare(name.nl), en=_bare(name.en))


def _bare(words: str) -> str:
    found = next((a for a in ARTICLES if words.startswith(a)), "")
    return words.removeprefix(found)
