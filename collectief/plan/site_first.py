"""A group that does not pay by itself and does with what stands on its site: a turbine, a hub or a battery.

Groups are chosen before anything shared is looked at, so where none was chosen its site is weighed here with everybody
of the area in one. What the group loses and what its site gains is then one project, with one saving to divide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from collectief.measure import Measure, Setting
from collectief.model import Steps
from collectief.plan.capital import total_weight_eur
from collectief.plan.project import WithProjects, adopt, found
from collectief.plan.replay import Array
from collectief.plan.run import Run
from collectief.plan.screen import Screening, site
from collectief.plan.steps import design_steps
from collectief.plan.together import Chosen

SITE, ON_SITE = "site", frozenset(("charging_hub", "battery", "wind"))
"""The screening, and the keys of what may stand on a site."""


def with_site(
    setting: Setting,
    measures: Sequence[Measure],
    chosen: Chosen,
    shared: WithProjects,
    *,
    steps: Steps,
    load_kw: Mapping[str, Array],
    run: Run,
) -> tuple[Chosen, WithProjects, Screening] | None:
    """The groups, plan and screening with such a site, where that is cheaper than ``shared``; else None.

    Only where nothing else is shared: what was adopted without the site would have to be lived anew.
    """
    other = chosen.everybody
    if other is None or shared.adopted or run.stop.now() or ON_SITE.isdisjoint(m.key for m in measures):
        return None
    look = site(setting, measures, design_steps(setting, 1), agreed=other.life.sizes, run=run)
    wanted = found(setting, other.life.sizes, SITE, look)
    if wanted is None or look.found <= chosen.loss_eur:
        return None
    tried = adopt(setting, measures, other.life, [wanted], steps=steps, load_kw=load_kw, run=run)
    loss_eur = tried.before.eur_per_year - shared.before.eur_per_year
    loss_weight = total_weight_eur(setting, tried.before) - total_weight_eur(setting, shared.before)
    net = [replace(p, gain_eur=p.gain_eur - loss_eur, weight_eur=p.weight_eur - loss_weight) for p in tried.adopted]
    if not net or not all(p.adopted for p in net):
        return None
    apart = replace(other, divided=chosen.groups)
    return apart, WithProjects(tried.life, shared.before, (*shared.projects, *net)), look
