"""A warning beside the saving: how much of it comes from what driving is taken to cost today."""

from collectief.facts import fact
from collectief.plan.outcome import Case, Outcome
from collectief.presentation.blocks import Notice
from collectief.presentation.speech import Speech

LARGE = 0.1
"""Part of the saving from which a reader must know where it comes from."""


def public_charging_eur(case: Case) -> float:
    """EUR a year for charging in public, of all together."""
    return sum(bill.lines.get("charging_public", 0.0) for bill in case.bills.values())


def charging_notice(outcome: Outcome, speech: Speech) -> tuple[Notice, ...]:
    """What less public charging brings, where that is a large part of the saving against now."""
    now, together = outcome.cases["now"], outcome.cases["together"]
    before, after = public_charging_eur(now), public_charging_eur(together)
    if before - after <= LARGE * abs(now.eur_per_year - together.eur_per_year):
        return ()
    price = fact("charging.public_eur_per_kwh")
    eur, each = speech.euro(before - after), speech.number(price.value, 2)
    sure_nl = "; die prijs is niet bevestigd" if price.confidence == "low" else ""
    sure_en = "; that price is not confirmed" if price.confidence == "low" else ""
    return (
        Notice(
            "care",
            speech(nl="Laden bepaalt veel.", en="Charging decides much."),
            speech(
                nl=f"Openbaar laden gaat van {speech.euro(before)} naar {speech.euro(after)} per jaar. Van de "
                f"besparing tegen nu hangt dus {eur} af van de aanname dat elk elektrisch voertuig nu in het openbaar "
                f"laadt, voor EUR {each} per kWh{sure_nl}. De stroom en de laders op eigen terrein gaan daar nog af. "
                "Vraag de bedrijven hoe zij nu laden.",
                en=f"Public charging goes from {speech.euro(before)} to {speech.euro(after)} a year. So {eur} of the "
                f"saving against now rests on the assumption that every electric vehicle charges in public today, at "
                f"EUR {each} per kWh{sure_en}. Power and chargers at the own site still have to be paid from it. Ask "
                "the companies how they charge now.",
            ),
        ),
    )
