"""What to say where a solver finds nothing: what was found and what to do."""

from collectief.text import Text

OUT_OF_TIME = "Time limit reached"
"""How HiGHS says that it stopped before it found anything."""


def no_plan(status: str) -> Text:
    """Sentences for the word with which the solver ended.

    >>> no_plan("Infeasible").en.split(";")[0]
    'No plan keeps all limits at once'
    """
    if status == OUT_OF_TIME:
        return Text(
            nl="Binnen de rekentijd is geen plan gevonden. Dat zegt niet dat er geen is: "
            "probeer het met meer rekentijd of met minder keuzes.",
            en="No plan was found in the time given. That does not say that there is none: "
            "try again with more time or with fewer choices.",
        )
    return Text(
        nl=f"Geen enkel plan houdt alle grenzen tegelijk; de oplosser zegt: {status}. "
        "Kijk of de grenzen in de gegevens kloppen, en maak de krapste ruimer.",
        en=f"No plan keeps all limits at once; the solver says: {status}. "
        "See whether the limits in the data are right, and widen the tightest.",
    )
