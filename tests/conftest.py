"""Tests hear Ctrl-C, also where what started them ignores it: a shell does so for its jobs in the background."""

import signal


def pytest_configure() -> None:
    """Give the interrupt back its usual meaning, for the tests and for the programs that they start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
