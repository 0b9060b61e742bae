"""Why cars are shared, or are not: no pool cars, nobody within a walk, or too many of them out at the same time."""

from collections.abc import Sequence

from collectief.facts import fact
from collectief.measure import PARK, Build, Setting
from collectief.measure.pool_cars import Pool
from collectief.measure.shared_mobility import SHARED_MOBILITY, on_offer
from collectief.plan.numbers import dutch, english
from collectief.plan.outcome import Project, Reason
from collectief.text import Text, joined

NAME = Text(nl="Deelauto's", en="Shared cars")


def of_mobility(setting: Setting, project: Project | None, builds: Sequence[Build]) -> Reason:
    """What sharing saves and what companies save by keeping fewer cars themselves, or why neither."""
    kept = project if project is not None and project.adopted else None
    joint = [b for b in builds if b.owner == PARK]
    own = [b for b in builds if b.owner != PARK]
    said = [_no_pool(setting) if kept is None else _shared(setting, kept, joint)]
    saved = sum(setting.pools.own_gain_eur(b.owner) for b in own)
    if own:
        said.append(_fewer(own, saved))
    gain = (0.0 if kept is None else kept.gain_eur) + saved
    chosen = bool(builds)
    return Reason(SHARED_MOBILITY, chosen=chosen, eur_per_year=gain if chosen else None, text=joined(said))


def _shared(setting: Setting, project: Project, builds: Sequence[Build]) -> Text:
    cars, members = sum(b.amount for b in builds), [c for b in builds for c in b.part.split("/")]
    had = sum(setting.pools.kept[c].vehicles for c in members)
    hired = sum(pool.hired for pool in on_offer(setting) if pool.name in project.opens)
    now, then = sum(setting.pools.kept[c].eur_per_year for c in members), sum(b.eur_per_year for b in builds)
    return Text(
        nl=f"{NAME.nl}: {len(members)} bedrijven doen met {_cars(cars).nl} wat zij nu met {dutch(had)} doen. "
        f"{dutch(hired)} ritten per jaar vinden geen auto en worden gehuurd. De auto's kosten samen EUR {dutch(then)} "
        f"per jaar, nu EUR {dutch(now)}. Delen bespaart EUR {dutch(project.gain_eur)} boven wat ieder zelf kan. Dit is "
        "een schatting: wanneer auto's weg zijn, is niet gemeten.",
        en=f"{NAME.en}: {len(members)} companies do with {_cars(cars).en} what they do with {english(had)} now. "
        f"{english(hired)} trips a year find no car and are hired. The cars cost EUR {english(then)} a year together, "
        f"now EUR {english(now)}. Sharing saves EUR {english(project.gain_eur)} beyond what each can do by itself. "
        "This is an estimate: when cars are away was not measured.",
    )


def _cars(number: float) -> Text:
    """So many cars, in words."""
    nl, en = ("auto", "car") if number == 1 else ("auto's", "cars")
    return Text(nl=f"{dutch(number)} {nl}", en=f"{english(number)} {en}")


def _fewer(builds: Sequence[Build], saved: float) -> Text:
    """Companies that keep fewer cars by themselves and hire."""
    who = len(builds)
    firms = ("bedrijf kan", "company can") if who == 1 else ("bedrijven kunnen", "companies can")
    return Text(
        nl=f"{who} {firms[0]} ook zelf met minder auto's toe door af en toe te huren: dat scheelt EUR {dutch(saved)} "
        "per jaar.",
        en=f"{who} {firms[1]} also do with fewer cars alone by hiring now and then: that saves EUR {english(saved)} "
        "a year.",
    )


def _no_pool(setting: Setting) -> Text:
    why = _why(setting)
    return Text(nl=f"{NAME.nl}: {why.nl}", en=f"{NAME.en}: {why.en}")


def _why(setting: Setting) -> Text:
    drivers = [c for c in setting.park.companies if c.id in setting.pools.kept]
    if not drivers:
        return Text(
            nl="niet van toepassing. Geen bedrijf heeft poolauto's opgegeven (kolom pool_cars).",
            en="not applicable. No company stated any pool cars (column pool_cars).",
        )
    if sum(setting.may_share(c) for c in drivers) < 2:  # one company shares with nobody
        return Text(
            nl="niet van toepassing. Er zijn geen twee bedrijven met poolauto's die willen delen.",
            en="not applicable. There are no two companies with pool cars that want to share.",
        )
    if setting.pools.near == 0:
        walk_m = fact("pool.walk_m").value
        return Text(
            nl=f"niet gekozen. Geen twee bedrijven met poolauto's liggen binnen {dutch(walk_m)} m lopen van elkaar.",
            en=f"not chosen. No two companies with pool cars lie within a walk of {english(walk_m)} m.",
        )
    return _too_dear(setting, max(on_offer(setting), key=setting.pools.gain_eur))


def _too_dear(setting: Setting, best: Pool) -> Text:
    """The best pool against what its members can do by themselves."""
    apart, more = sum(setting.pools.own[c].vehicles for c in best.members), -setting.pools.gain_eur(best)
    if best.vehicles >= apart:
        return Text(
            nl=f"niet gekozen. De auto's zijn te vaak tegelijk weg: ook de beste pool heeft er {dutch(best.vehicles)} "
            f"nodig, net als de bedrijven apart, en boeken kost geld (EUR {dutch(more)} per jaar duurder).",
            en=f"not chosen. The cars are away at the same time too often: even the best pool needs "
            f"{english(best.vehicles)}, as the companies do apart, and booking costs money (EUR {english(more)} a year "
            "dearer).",
        )
    return Text(
        nl=f"niet gekozen. De beste pool doet met {dutch(best.vehicles)} in plaats van {dutch(apart)} auto's, maar "
        f"boeken en huren kosten EUR {dutch(more)} per jaar meer dan dat scheelt.",
        en=f"not chosen. The best pool does with {english(best.vehicles)} instead of {english(apart)} cars, but "
        f"booking and hiring cost EUR {english(more)} a year more than that saves.",
    )
