"""Kinds of owners: who pays tax on profit, and what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from collectief.text import Text

ProfitTax = Literal["corporate", "income", "none"]
"""``corporate`` is vennootschapsbelasting, ``income`` inkomstenbelasting of who owns the business."""


@dataclass(frozen=True, slots=True)
class OwnerKind:
    """A kind of owner: its tax on profit and its name."""

    tax: ProfitTax
    name: Text


OWNERS: Mapping[str, OwnerKind] = {
    "bv": OwnerKind("corporate", Text(nl="bv", en="private company (bv)")),
    "nv": OwnerKind("corporate", Text(nl="nv", en="public company (nv)")),
    "eenmanszaak": OwnerKind("income", Text(nl="eenmanszaak", en="sole trader")),
    "vof": OwnerKind("income", Text(nl="vof", en="partnership (vof)")),
    "vereniging": OwnerKind("none", Text(nl="vereniging zonder winstbelasting", en="association without profit tax")),
    "stichting": OwnerKind("none", Text(nl="stichting zonder winstbelasting", en="foundation without profit tax")),
    "belaste_vereniging": OwnerKind(
        "corporate",
        Text(nl="vereniging of stichting met winstbelasting", en="association or foundation that pays profit tax"),
    ),
    "cooperatie": OwnerKind("corporate", Text(nl="coöperatie", en="cooperative")),
    "energiebedrijf": OwnerKind("corporate", Text(nl="energiebedrijf", en="energy company")),
    "gemeente": OwnerKind("none", Text(nl="gemeente", en="municipality")),
}
"""By the word in ``owner_kind``. An association or foundation pays no profit tax unless it says so."""
