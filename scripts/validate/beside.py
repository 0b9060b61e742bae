"""An environment of its own for tools that do not go with those of the package."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def python_beside(folder: Path, installed: Sequence[str]) -> Path:
    """A Python in this folder with these packages; made where it is not there yet."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", *installed]
        subprocess.run(install, check=True, capture_output=True, env={**os.environ, "PIP_NO_INPUT": "1"})
    return python
