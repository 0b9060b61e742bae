"""An environment of its own for tools that do not go with those of the package."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def python_beside(folder: Path, installed: Sequence[str]) -> Path:
    """A Python in this folder with these packages; made where it is not there yet.

    Ends with a sentence where they cannot be installed, and leaves no half an environment for a next time.
    """
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", *installed]
        setting = {**os.environ, "PIP_NO_INPUT": "1"}
        done = subprocess.run(install, check=False, capture_output=True, text=True, env=setting)
        if done.returncode:
            shutil.rmtree(folder)
            said = (done.stderr.strip().splitlines() or ["nothing said"])[-1]
            raise SystemExit(
                f"{folder.name}: could not install {', '.join(installed)} ({said}). Try again where it can."
            )
    return python
