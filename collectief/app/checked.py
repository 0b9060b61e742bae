"""A plan with its check: one that rests on steps of an earlier run and does not add up is calculated anew."""

from collections.abc import Callable
from dataclasses import replace

from collectief import Outcome, verify
from collectief.app.kept_folder import Folder
from collectief.app.terminal import say
from collectief.app.words import DAMAGED, DOUBTED, NONE_FOUND, UNKEPT
from collectief.errors import CollectiefError, Infeasible
from collectief.plan.run import Run, Stopped
from collectief.text import Language
from collectief.verification.verdict import Verdict


def checked(seek: Callable[[Run], Outcome], run: Run, language: Language) -> tuple[Outcome, Verdict]:
    """What ``seek`` finds, with the verdict on it; raises what it raises where no kept step is behind that."""
    try:
        outcome = seek(run)
        run("verify", 0.0)
        verdict = verify(outcome)
    except Stopped:
        raise
    except CollectiefError as error:
        if not _rests_on_kept(run):
            raise
        doubt = NONE_FOUND if isinstance(error, Infeasible) else DOUBTED
    else:
        if verdict.ok or not _rests_on_kept(run):
            return outcome, verdict
        doubt = DOUBTED
    say(doubt[language], style="bold")
    outcome = seek(replace(run, store=None))
    return outcome, verify(outcome)


def _rests_on_kept(run: Run) -> bool:
    return isinstance(run.store, Folder) and run.store.earlier > 0 and not run.stop.due


def tell_kept(folder: Folder | None, language: Language) -> None:
    """Say what was damaged, and whether a next run can go on from here."""
    if folder is None or folder.counts.unkept:
        say(UNKEPT[language])
    if folder is not None and folder.counts.damaged:
        say(DAMAGED[language].format(count=folder.counts.damaged))
