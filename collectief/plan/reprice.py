"""Bills of a plan anew with other figures: the same sizes and flows, only what they cost changes.

The plan's own code makes the bills (`cases`), so with nothing swung every bill is the same to the last digit.
What a figure does to a design is not seen here: a cheaper battery gets cheaper, not larger.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from collectief.facts import fact, noted, swung
from collectief.measure import MEASURES, Measure, Setting
from collectief.plan.cases import by_law, lived, today
from collectief.plan.one_less import one_less, removable, without
from collectief.plan.outcome import Case, CaseKey, LifeKey, Outcome
from collectief.plan.prepare import Array, prepare, quarters
from collectief.plan.price_lines import IN_SETTING, Lines, amounts_of, lines_of
from collectief.plan.replay import Dispatch

Way = str
"""A way through the year: a case, ``group`` (together before the shared projects), with a shared project that was tried
and left out, or one of these without a measure of the companies."""
Costs = Mapping[Way, float]
"""EUR a year per way."""
COMPARED: tuple[Way, ...] = ("alone", "together")
LIVED: Mapping[Way, LifeKey] = {"alone": "alone", "group": "group", "together": "together"}
CALCULATED = ("now", "required")


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """All that is needed to bill a plan again, made once per plan with the figures as they are in the tables."""

    outcome: Outcome
    setting: Setting
    load_kw: Mapping[str, Array]
    measures: tuple[Measure, ...]
    lines: Mapping[Way, Lines] = field(default_factory=dict)
    eur: Costs = field(default_factory=dict)
    moved_by_figures: Costs = field(default_factory=dict)
    """EUR a year of `lines`, with the figures of the tables."""
    quick_keys: frozenset[str] = frozenset()
    """Figures that move nothing but `lines`."""
    keys: frozenset[str] = frozenset()
    """Figures that any bill reads."""

    def case(self, way: Way) -> Case:
        """One way of living, billed with the figures as they are now (swung or not)."""
        setting = self._priced()
        if way in CALCULATED:
            return (today if way == "now" else by_law)(setting, self.load_kw)
        life = self.outcome.lives[LIVED[way]]
        key: CaseKey = "alone" if way == "alone" else "together"
        dispatch = Dispatch(life.flows, {}, 0.0)
        return lived(setting, self.measures, life.sizes, dispatch=dispatch, load_kw=self.load_kw, key=key)

    def kin(self, way: Way) -> tuple[Way, ...]:
        """A way, and the same without any one measure of the companies."""
        return (way, *(w for w in self.lines if w.startswith(f"{way}/")))

    def costs(self, values: Mapping[str, float], ways: Sequence[Way] = COMPARED) -> Costs:
        """EUR a year of some ways with these figures instead of those in the tables; none: the plan's own euros."""
        if not set(values) <= self.quick_keys:
            with swung(values):
                return {way: self.case(way).eur_per_year for way in ways}
        with swung(values):
            setting = self._priced()
            after = {way: self.lines[way].eur(setting, values) for way in ways}
        return {way: self.eur[way] + (after[way] - self.moved_by_figures[way]) for way in ways}

    def _priced(self) -> Setting:
        """The setting with interest, running costs and tariffs as they are now; uses and duties stay as planned."""
        park, rules = self.setting.park, self.setting.park.rules
        kept = {c.id: self.setting.rates[c.id] for c in park.companies}
        return replace(
            self.setting,
            interest=fact("interest.real").value if rules.interest is None else rules.interest,
            group_fixed_eur=_or(rules.group_fixed_eur, "group.fixed_eur_per_year"),
            group_member_eur=_or(rules.group_member_eur, "group.member_eur_per_year"),
            rates={c.id: replace(kept[c.id], tariff=park.tariff(c.connection.tariff)) for c in park.companies},
        )


def ledger(
    outcome: Outcome,
    measures: tuple[Measure, ...] = MEASURES,
    *,
    setting: Setting | None = None,
    load_kw: Mapping[str, Array] | None = None,
) -> Ledger:
    """The ledger of a plan that was made with these measures; its outcome must hold how everybody lives."""
    loads = quarters(outcome.park, outcome.year) if load_kw is None else load_kw
    here = prepare(outcome.park, outcome.year, loads) if setting is None else setting
    empty = Ledger(outcome, here, loads, measures)
    ways = [way for way in LIVED if way != "group" or any(p.adopted for p in outcome.projects)]
    with noted() as read:
        cases = {way: empty.case(way) for way in ways}
    lines = {
        way: lines_of(here, amounts_of(here, case), outcome.lives[LIVED[way]].sizes, measures=measures)
        for way, case in cases.items()
    }
    eur = {way: case.eur_per_year for way, case in cases.items()}
    for project in outcome.projects:
        if project.tried is not None:
            sizes, dispatch, way = project.tried.sizes, Dispatch(project.tried.flows, {}, 0.0), tried(project.key)
            case = lived(here, measures, sizes, dispatch=dispatch, load_kw=loads, key="together")
            eur[way], lines[way] = case.eur_per_year, lines_of(here, amounts_of(here, case), sizes, measures=measures)
    for way, case in cases.items():
        life = outcome.lives[LIVED[way]]
        for measure in removable(here, life.sizes, measures):
            less = without(measure.key, way)
            eur[less], lines[less] = one_less(here, case, life, measure, measures=measures, load_kw=loads)
    return replace(
        empty,
        lines=lines,
        eur=eur,
        moved_by_figures={way: one.eur(here) for way, one in lines.items()},
        quick_keys=_only_quick(here, lines),
        keys=frozenset(read),
    )


def tried(key: str) -> Way:
    """What the way with a shared project that was left out is called."""
    return f"tried/{key}"


def _only_quick(setting: Setting, lines: Mapping[Way, Lines]) -> frozenset[str]:
    """Figures that the quick lines read; of the tariffs only what stands still whatever is used."""
    with noted() as read:
        for one in lines.values():
            one.eur(setting)
        for key in IN_SETTING:
            fact(key)
    built = {key for one in lines.values() for b in one.built.values() for key in b.keys}
    return frozenset(k for k in read | built if not k.startswith("tariff.") or k.endswith(".standing_eur_year"))


def _or(value: float | None, key: str) -> float:
    return fact(key).value if value is None else value
