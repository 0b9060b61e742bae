"""What can go otherwise than planned, for who lends money: prices, the group, the grid, and the plan itself."""

from collectief.plan.outcome import Outcome
from collectief.plan.tempted import TEMPTS_EUR
from collectief.presentation.figures import paid
from collectief.presentation.level_words import level_in_words
from collectief.presentation.sheet import Question, Subject
from collectief.presentation.speech import Speech

MOST_TIPPING = 3
"""So many tipping points are enough to talk about."""


def risks(subject: Subject) -> tuple[Question, ...]:
    """Each risk with what the plan knows of it, or that it was not looked into."""
    found = [_prices(subject.outcome, subject.speech)]
    if subject.shared or subject.mine.shared:
        found += [_without(subject), when_members_leave(subject.outcome, subject.speech)]
    if subject.mine.groups:
        found.append(_operator(subject.speech))
    found += _at_risk(subject)
    found.append(_plan(subject.outcome, subject.speech))
    return tuple(found)


def _prices(outcome: Outcome, speech: Speech) -> Question:
    about = speech(nl="Prijzen", en="Prices")
    if outcome.sureness is None:
        return about, speech(
            nl="wat andere prijzen doen is hier niet doorgerekend; vraag daarom.",
            en="what other prices do was not calculated here; ask for it.",
        )
    said = [t.text[speech.language] for t in outcome.sureness.tipping if t.inside][:MOST_TIPPING]
    if said:
        return about, " ".join(said)
    return about, speech(
        nl="geen kengetal kantelt binnen zijn bekende grenzen het besluit, voor zover doorgerekend.",
        en="no figure tips the decision within its known range, as far as calculated.",
    )


def _without(subject: Subject) -> Question:
    """What it costs when the group does not come about."""
    speech, outcome = subject.speech, subject.outcome
    about = speech(nl="Als samen niet doorgaat", en="If together falls through")
    if subject.shared:
        eur = speech.euro(outcome.saving_eur)
        return about, speech(
            nl=f"alle bedrijven samen missen dan {eur} per jaar.", en=f"all companies lose {eur} a year."
        )
    share = outcome.allocations[outcome.chosen_rule].shares.get(subject.mine.owner, 0.0)
    alone = paid(outcome.cases["alone"], subject.mine.owner)
    return about, speech(
        nl=f"dan kost een jaar {speech.euro(alone)} en niet {speech.euro(share)}.",
        en=f"a year then costs {speech.euro(alone)} and not {speech.euro(share)}.",
    )


def when_members_leave(outcome: Outcome, speech: Speech) -> Question:
    """Whether some group would do better without the rest; no names."""
    found = outcome.core.get(outcome.chosen_rule)
    stable = None if found is None else found.stable
    about, least = speech(nl="Als leden weggaan", en="If members leave"), speech.euro(TEMPTS_EUR)
    if stable is True:
        return about, speech(
            nl=f"met wat ieder nu bouwt is geen groep bedrijven meer dan {least} per jaar beter af zonder de rest "
            "(bewezen).",
            en=f"with what each builds here no group of companies is more than {least} a year better off without the "
            "rest (proven).",
        )
    if stable is False:
        return about, speech(
            nl="een groep bedrijven is zonder de rest beter af; leg een opzegtermijn vast.",
            en="a group of companies is better off without the rest; agree a period of notice.",
        )
    return about, speech(
        nl="niet bewezen dat niemand wint door weg te gaan; leg een opzegtermijn vast.",
        en="it is not proven that nobody gains by leaving; agree a period of notice.",
    )


def _operator(speech: Speech) -> Question:
    return speech(nl="Netbeheerder", en="Grid operator"), speech(
        nl="het groepscontract is nog geen toezegging; zonder contract geldt 'ieder apart'.",
        en="the group contract is no promise yet; without it 'each alone' holds.",
    )


def _at_risk(subject: Subject) -> list[Question]:
    speech = subject.speech
    return [
        (
            speech(nl="Ongebruikt contract", en="Unused contract"),
            speech(
                nl=f"de netbeheerder mag {speech.quantity(r.at_risk_kw, 'kW')} terugnemen als dat ongebruikt blijft.",
                en=f"the operator may take back {speech.quantity(r.at_risk_kw, 'kW')} if that stays unused.",
            ),
        )
        for r in subject.outcome.contracts.at_risk
        if r.company == subject.mine.owner
    ]


def _plan(outcome: Outcome, speech: Speech) -> Question:
    """How far the plan was checked, and how many figures are not confirmed."""
    low = sum(f.confidence == "low" for f in outcome.facts)
    proof = outcome.cases["together"].proof
    level = "" if proof is None else f"{level_in_words(proof, speech)}; "
    return speech(nl="Het plan zelf", en="The plan itself"), speech(
        nl=f"{level}van {len(outcome.facts)} kengetallen zijn er {low} niet bevestigd.",
        en=f"{level}of {len(outcome.facts)} key figures {low} are not confirmed.",
    )
