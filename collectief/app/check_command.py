"""``collectief check``: everything that is wrong with the data of a park, in one go."""

import json
import shlex

from collectief.app.ending import Ending, end
from collectief.app.findings import listing
from collectief.app.looked_at import look_at
from collectief.app.options import CheckForm
from collectief.app.terminal import answer, answer_whole, say
from collectief.app.words import NEXT_PLAN, REFUSED, SOUND, USABLE
from collectief.text import Language


def check_park(form: CheckForm) -> None:
    """Print all findings on stdout, as text or JSON; ends in 3 where they stop a plan."""
    found = look_at(form.park)
    if form.json:
        answer_whole(json.dumps([issue.as_dict(form.lang) for issue in found.issues], indent=1) + "\n")
    else:
        for line in listing(found.issues, form.lang):
            answer(line)
    if found.blocking(strict=form.strict):
        raise end(REFUSED, Ending.INVALID, form.lang)
    say((USABLE if found.issues else SOUND)[form.lang])
    say(next_step(str(form.park), form.lang))


def next_step(folder: str, language: Language) -> str:
    """What to type for a plan of this park.

    >>> next_step("mijn park", "en")
    "Next step: collectief plan 'mijn park' --out uitkomst --lang en"
    """
    tail = "" if language == "nl" else f" --lang {language}"
    return NEXT_PLAN[language].format(command=f"collectief plan {shlex.quote(folder)} --out uitkomst{tail}")
