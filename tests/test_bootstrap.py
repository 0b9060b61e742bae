"""What `make plan` ends with: a Python that is not one stands in for the program, so only the script is looked at."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SH, CKSUM = shutil.which("sh") or "", shutil.which("cksum") or ""
ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.skipif(not (SH and CKSUM), reason="a script of sh")
@pytest.mark.parametrize(("program", "make"), [(0, 0), (5, 0), (2, 2), (130, 130)])
def test_a_sound_plan_that_may_not_be_the_best_is_no_error_of_make(tmp_path: Path, program: int, make: int) -> None:
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.write_text(f"#!/bin/sh\nexit {program}\n")
    python.chmod(0o755)
    installed = b"".join((ROOT / name).read_bytes() for name in ("requirements.lock", "pyproject.toml"))
    (tmp_path / ".stamp").write_bytes(subprocess.run([CKSUM], input=installed, capture_output=True, check=True).stdout)
    done = subprocess.run(
        [SH, str(ROOT / "scripts" / "bootstrap.sh"), "plan"],
        env={**os.environ, "VENV": str(tmp_path), "OUT": str(tmp_path / "out")},
        capture_output=True,
        check=False,
    )
    assert done.returncode == make, done.stderr
