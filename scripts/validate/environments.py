"""The tests in fresh environments of each Python that is on this machine, from the lock."""

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from validate.page import Section

VERSIONS = ("3.12", "3.14")
"""CI tests the oldest that we serve and 3.13 each time; these are the rest."""
SHOWN = ("pulp", "highspy", "numpy", "pandas", "geopandas")
ASK = (
    "import json, sys, importlib.metadata as m;"
    "print(json.dumps([sys.version.split()[0], *(m.version(n) for n in sys.argv[1:])]))"
)


def environments(root: Path) -> Section:
    """Install and test on every Python that CI does not test, where it is found."""
    rows, remarks = [], []
    for version in VERSIONS:
        command = next((c for c in _candidates(version) if _runs(c)), None)
        if command is None:
            remarks.append(f"Python {version} is not on this machine: not tested.")
        else:
            rows.append(_tested(root, command, version))
    return Section(
        "Other Pythons",
        "A fresh environment from `requirements.lock`, then `make test-long` in it: all but browsers. CI tests 3.11 "
        "whole, and 3.13 without what takes long.",
        ("Python", *SHOWN, "install, s", "tests, s", "result"),
        rows,
        remarks,
    )


def _candidates(version: str) -> Iterator[str]:
    yield f"python{version}"
    home = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from (str(path) for path in sorted(home.glob(f"versions/{version}*/bin/python{version}"), reverse=True))


def _runs(command: str) -> bool:
    """Whether there is a Python behind the name: a shim may have none."""
    if shutil.which(command) is None:
        return False
    return subprocess.run([command, "-c", "import ensurepip"], capture_output=True, check=False).returncode == 0


def _tested(root: Path, command: str, version: str) -> list[str]:
    folder = f".venv{version.replace('.', '')}-validate"
    setting = {**os.environ, "PY": command, "VENV": folder}
    shutil.rmtree(root / folder, ignore_errors=True)
    try:
        install_s, installed = _step(root, "setup", setting)
        if installed.returncode:
            return [version, *["-"] * len(SHOWN), f"{install_s:.0f}", "-", f"not installed: {_last(installed.stderr)}"]
        tests_s, tested = _step(root, "test-long", setting)
        asked = [str(root / folder / "bin" / "python"), "-c", ASK, *SHOWN]
        found = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
        return [*found, f"{install_s:.0f}", f"{tests_s:.0f}", _summary(tested.stdout)]
    finally:
        shutil.rmtree(root / folder, ignore_errors=True)


def _step(root: Path, step: str, setting: dict[str, str]) -> tuple[float, subprocess.CompletedProcess[str]]:
    began = time.perf_counter()
    command = ["sh", "scripts/bootstrap.sh", step]
    done = subprocess.run(command, cwd=root, env=setting, capture_output=True, text=True, check=False)
    return time.perf_counter() - began, done


def _summary(output: str) -> str:
    """The last line of pytest, without its time."""
    found = re.findall(r"^=*\s*(\d+ (?:passed|failed|error).*?)(?: in [\d.]+.*)?$", output, re.MULTILINE)
    return found[-1] if found else f"no result: {_last(output)}"


def _last(text: str) -> str:
    return (text.strip().splitlines() or ["nothing said"])[-1][:120]
