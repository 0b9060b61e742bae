"""Work beside the main thread, so that Ctrl-C is heard at once: a solver does not listen while it calculates."""

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as StillBusy
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")
LISTEN_S = 0.2
"""How often the main thread looks up: on some systems Ctrl-C is not heard during a wait without end."""


def beside(work: Callable[[], Result]) -> Result:
    """What ``work`` returns, or the exception that it raises.

    After a KeyboardInterrupt the work goes on unseen and ends with the process, which must not wait for it.
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
    return future.result()
