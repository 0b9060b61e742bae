"""The sheet for the company itself: the amounts, what it can do now, when to decide, and which question where."""

from dataclasses import replace

from collectief.plan.decision_calendar import decisions, questions
from collectief.plan.grant_windows import grant_windows
from collectief.plan.ladder import ladder
from collectief.plan.milestones import milestones
from collectief.plan.spending import Spending
from collectief.presentation.blocks import Block, Bullets, Paragraph, Section
from collectief.presentation.figures import paid
from collectief.presentation.section_calendar import counter_table, decision_table, window_table
from collectief.presentation.section_ladder import ladder_table
from collectief.presentation.section_staying import staying
from collectief.presentation.sheet import Subject
from collectief.presentation.sheet_rent import rent
from collectief.presentation.speech import Speech, in_sentence
from collectief.presentation.words import CASE, MEASURE


def for_itself(subject: Subject) -> Section:
    """What this owner decides, when and with whom."""
    speech, outcome, owner = subject.speech, subject.outcome, subject.mine.owner
    blocks: list[Block] = [_amounts(subject)]
    if not subject.shared:
        rungs = ladder(outcome, subject.company)
        if rungs:
            blocks.append(ladder_table(subject.name, rungs, speech))
        else:
            text = speech(
                nl="In uw gebied is nog ruimte om meer af te nemen: een wachtrij is er niet.",
                en="In your area there is still room to take more: there is no queue.",
            )
            blocks.append(Paragraph(text))
    steps = decisions(outcome, start=outcome.start, owner=owner, found=subject.fitting)
    fixed = milestones(outcome, start=outcome.start, owner=owner, found=subject.fitting)
    blocks += [decision_table(steps, speech, fixed)] if steps else []
    windows = grant_windows(outcome, subject.fitting, owner=owner)
    blocks += [window_table(windows, speech)] if windows else []
    blocks += staying(outcome, speech) if subject.shared else ()
    asked = questions(outcome, owner)
    if asked:
        caption = speech(nl="Welke vraag aan welk loket", en="Which question at which counter")
        table = counter_table(asked, caption, speech)
        note = speech(
            nl="Vragen over wat gedeeld wordt, stelt de vereniging.",
            en="The association asks the questions on what is shared.",
        )
        blocks.append(replace(table, note=note) if subject.mine.shared else table)
    title = (
        speech(nl="Voor de vereniging: wat, wanneer en bij wie", en="For the association: what, when and where")
        if subject.shared
        else speech(nl="Voor uzelf: wat u doet, wanneer en bij wie", en="For yourself: what you do, when and where")
    )
    return Section("zelf", title, tuple(blocks))


def _amounts(subject: Subject) -> Bullets:
    """What it costs and takes."""
    speech, flow = subject.speech, subject.flow("now")
    items = [(speech(nl="Kosten per jaar:", en="Cost a year:"), _costs(subject))]
    payback = flow.payback_years
    back = (
        speech(nl="verdient zich niet terug", en="is never earned back")
        if payback is None
        else speech(
            nl=f"verdient zich terug in {speech.number(payback, 1)} jaar",
            en=f"is earned back in {speech.number(payback, 1)} years",
        )
    )
    if flow.investment_eur > 0:
        eur = speech.euro(flow.investment_eur) + _whose(subject)
        items.append(
            (speech(nl="Investering:", en="Investment:"), speech(nl=f"{eur}; dat {back}.", en=f"{eur}; it {back}."))
        )
    items += _budget(subject)
    items += rent(subject)
    if not subject.shared:
        items.append((speech(nl="Samen met anderen:", en="With others:"), _with_others(subject)))
    return Bullets(tuple(items))


def _budget(subject: Subject) -> list[tuple[str, str]]:
    """What it said that it can spend, and what of that is left in the plan."""
    speech = subject.speech
    mine = [one for one in subject.outcome.budgets if one.company == subject.mine.owner]
    return [(speech(nl="Uw budget:", en="Your budget:"), _spent(one, speech)) for one in mine]


def _spent(one: Spending, speech: Speech) -> str:
    budget, law, spent = (speech.euro(eur) for eur in (one.budget_eur, one.required_eur, one.together_eur))
    if one.short_eur > 0:
        return speech(
            nl=f"{budget}. De energiebesparingsplicht vraagt meer: {law}. Dat staat in dit plan; verder investeert u "
            "zelf niets.",
            en=f"{budget}. The energy-saving duty asks more: {law}. That is in this plan; you invest in nothing else "
            "yourself.",
        )
    return speech(
        nl=f"{budget}; dit plan gebruikt daarvan {spent} voor wat van uzelf is.",
        en=f"{budget}; this plan uses {spent} of it for what is your own.",
    )


def _costs(subject: Subject) -> str:
    outcome, speech, owner = subject.outcome, subject.speech, subject.mine.owner
    share = outcome.allocations[outcome.chosen_rule].shares.get(owner, 0.0)
    amounts = {
        key: case.eur_per_year if subject.shared else share if key == "together" else paid(case, owner)
        for key, case in outcome.cases.items()
    }
    said = [f"{CASE[key][speech.language].lower()} {speech.euro(amounts[key])}" for key in ("now", "alone", "together")]
    return f"{', '.join(said)}{_whose(subject)}."


def _whose(subject: Subject) -> str:
    return subject.speech(nl=" (alle bedrijven)", en=" (all companies)") if subject.shared else ""


def _with_others(subject: Subject) -> str:
    """What it shares, and what holds when it does not join."""
    speech = subject.speech
    if not subject.mine.shared:
        return speech(
            nl="in dit plan deelt u niets met anderen; u kunt dit alleen doen.",
            en="in this plan you share nothing with others; you can do this by yourself.",
        )
    names = speech.listing([in_sentence(speech.word(MEASURE, key)) for key in sorted(subject.mine.shared)])
    return speech(
        nl=f"{names}. Doet u niet mee, dan geldt wat hierboven bij 'ieder apart' staat.",
        en=f"{names}. If you do not join, what stands above at 'each alone' holds.",
    )
