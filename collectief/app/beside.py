"""Work beside the main thread, so that Ctrl-C is heard at once: a solver does not listen while it calculates."""

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as StillBusy
from dataclasses import dataclass
from threading import Thread
from typing import TypeVar

from collectief.app.terminal import say
from collectief.app.words import STOPPING
from collectief.plan.run import Stop
from collectief.text import Language

Result = TypeVar("Result")
LISTEN_S = 0.2
"""How often the main thread looks up: on some systems Ctrl-C is not heard during a wait without end."""


def beside(work: Callable[[], Result], interrupted: Callable[[], bool] = lambda: False) -> Result:
    """What ``work`` returns, or the exception that it raises.

    Ctrl-C asks ``interrupted``, which may say that the work goes on to its end. Else KeyboardInterrupt is raised: the
    work goes on unseen and ends with the process, which must not wait for it.
    """
    future: Future[Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 - handed over to the main thread, nothing is hidden
            future.set_exception(error)

    Thread(target=run, name="work", daemon=True).start()
    while not future.done():
        try:
            future.exception(timeout=LISTEN_S)
        except StillBusy:
            continue
        except KeyboardInterrupt:
            if future.done() or not interrupted():
                raise
    return future.result()


@dataclass(frozen=True, slots=True)
class Heard:
    """Hears Ctrl-C: the first leaves the plan that stands, where there is one; any other ends everything."""

    stop: Stop
    language: Language

    def beside(self, work: Callable[[], Result]) -> Result:
        """What ``work`` returns, or the exception that it raises; see the function of this name."""
        return beside(work, self.asked)

    def asked(self) -> bool:
        """Ask to stop, and say so; False where that would leave no plan, or was asked before."""
        if self.stop.asked or not self.stop.plan_stands:
            return False
        self.stop.ask()
        say(STOPPING[self.language], style="bold")
        return True
