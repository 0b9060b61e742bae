"""What the operator pays for lowering offtake when it calls (capacity limitation contract)."""

KW_PER_MW = 1000.0


def limitation_eur(contract_kw: float, lowers_to_kw: float, *, hours: float, eur_per_mw_h: float) -> float:
    """The fee of a year, EUR: MW between contract and what a company lowers to, for each called hour.

    >>> limitation_eur(250.0, 125.0, hours=200, eur_per_mw_h=150.0)
    3750.0
    """
    return (contract_kw - lowers_to_kw) / KW_PER_MW * hours * eur_per_mw_h
