"""Which lines of the energy tax a bound looks at: every bracket that a plan may come into."""

from dataclasses import replace

from small_setting import dairy

from collectief.measure.cooling import condensers
from collectief.measure.efficiency import ELECTRIC, saving_share
from collectief.money import marginal_rate
from collectief.plan.lenient import lenient

ME = "koel"


def test_what_wells_spare_on_cooling_may_bring_a_cold_store_into_a_lower_bracket() -> None:
    """All that saves is done: what is left lies a little above 50,000 kWh, and with an aquifer store below it."""
    plain, me = dairy(), dairy().park.company(ME)
    who, use = replace(me, carport_m2=0.0), replace(plain.uses[ME], roof_kwp=0.0, roofs=())
    none = replace(plain, uses={**plain.uses, ME: use}, duty=frozenset())
    kept = 1.0 - sum(saving_share(none, who, package) for package in ELECTRIC)
    load = use.electricity_kw * 51_000.0 / kept / float(use.electricity_kw.sum())
    setting = replace(none, uses={**plain.uses, ME: replace(use, electricity_kw=load, solar_now_kw=0.0 * load)})
    plant = condensers(setting, who)
    assert plant is not None
    left_kwh = 51_000.0 - float((plant.heat_kw * plant.saved_kw_per_kw).sum())
    assert left_kwh < 50_000.0
    year = setting.park.tax_year
    found = {round(one.rates[ME].tax_eur_per_kwh, 6) for one in lenient(setting, who)}
    assert {round(marginal_rate(kwh, "electricity", year), 6) for kwh in (left_kwh, 51_000.0)} <= found
