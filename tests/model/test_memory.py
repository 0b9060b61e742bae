"""What large arrays took is given back to the system once they are freed."""

import subprocess
import sys

import pytest

from collectief.model import memory

PROBE = """
import sys
import numpy as np
from collectief.model.memory import give_back

def held_mb():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))

if sys.argv[1] == "asked":
    assert give_back()
np.ones(3_500_000)  # freed at once: from now on the C library keeps what is smaller than this
before = held_mb()
arrays, between = [], []
for _ in range(40):
    arrays.append(np.ones(500_000))
    between.append(np.ones(10))
kept = between[-1], np.ones(20_000)  # something small stands behind the large ones
del arrays
print(held_mb() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be asked")
def test_who_asks_keeps_nothing_of_arrays_that_are_freed() -> None:
    """Forty arrays of 4 MB, in a process of its own as it holds for the whole of one."""
    asked = subprocess.run([sys.executable, "-c", PROBE, "asked"], capture_output=True, text=True, check=True)
    assert float(asked.stdout) < 20.0


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_elsewhere_nothing_is_asked(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing breaks."""
    monkeypatch.setattr(sys, "platform", system)
    assert memory.give_back() is False


def test_a_library_without_it_is_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """musl has no `mallopt`."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())
    assert memory.give_back() is False
