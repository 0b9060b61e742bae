"""The vendored libraries are the published ones, with their licences."""

import hashlib
from pathlib import Path

import collectief.presentation

VENDOR = Path(collectief.presentation.__file__).parent / "vendor"
SUMS = {
    name: digest for digest, name in (line.split("  ") for line in (VENDOR / "SHA256SUMS").read_text().splitlines())
}


def test_every_vendored_file_has_the_sum_that_was_recorded() -> None:
    files = {p.relative_to(VENDOR).as_posix(): p for p in VENDOR.glob("*-*/**/*") if p.is_file()}
    assert {name: hashlib.sha256(p.read_bytes()).hexdigest() for name, p in files.items()} == SUMS


def test_each_library_comes_with_its_licence() -> None:
    for folder in (p for p in VENDOR.iterdir() if p.is_dir() and not p.name.startswith("__")):
        licence = next(folder.glob("LICENSE*")).read_text()
        assert "copyright" in licence.lower()
