"""The words of caps that were typed."""

from collectief.text import Text

NOT_SURE = Text(
    nl="--sure en een grens (--co2-cap, --budget) gaan niet samen: met andere kengetallen is het plan binnen de grens "
    "een ander. Vraag ze na elkaar.",
    en="--sure and a cap (--co2-cap, --budget) do not go together: with other figures the plan within the cap is "
    "another one. Ask for one after the other.",
)


def no_cap(option: str) -> Text:
    """Something behind an option that is no cap."""
    what = Text(nl="ton CO2 per jaar", en="tonnes CO2 a year") if option == "--co2-cap" else Text(nl="EUR", en="EUR")
    return Text(
        nl=f"Wat bij {option} staat, kan geen grens zijn. Schrijf een getal van 0 of meer, in {what.nl}.",
        en=f"What stands at {option} cannot be a cap. Write a number of 0 or more, in {what.en}.",
    )
