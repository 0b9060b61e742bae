"""The folder on this machine in which finished steps are kept, for its owner alone, up to a fixed size.

It never raises: what cannot be read is calculated again, and what cannot be written is not kept.
"""

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkstemp
from threading import Lock
from time import time

from collectief.app.step_file import Damaged, read, written
from collectief.plan.store import Kept

ELSEWHERE = "COLLECTIEF_CACHE"
"""The variable with which a person chooses another folder."""
STEP, HALF = ".step", ".half"
MOST_BYTES = 2**30
"""A gigabyte: some ten plans of a large park. What was longest unused goes first."""
MOST_OF_ONE = 2**28
"""No step is as large as a quarter of that; a file that is, is none of ours."""
ABANDONED_S = 86_400.0
"""A half-written file of a day old is of a run that was ended: no step takes a day to write."""


@dataclass(slots=True)
class Counts:
    """What a folder did in one run."""

    used: int = 0
    kept: int = 0
    damaged: int = 0
    unkept: int = 0


@dataclass(slots=True)
class Folder:
    """Finished steps as files; with ``fresh`` nothing is read of earlier runs."""

    path: Path
    fresh: bool = False
    most_bytes: int = MOST_BYTES
    counts: Counts = field(default_factory=Counts)
    earlier: int = 0
    """How many of the steps that were used another run had kept: on these alone an answer rests unseen."""
    _lock: Lock = field(default_factory=Lock)
    _bytes: int = 0
    _own: set[str] = field(default_factory=set)

    def read(self, key: str) -> Kept | None:
        """What was kept under this key; None where there is nothing, or nothing whole."""
        if self.fresh:
            return None
        try:
            found = self._read(key)
        except FileNotFoundError:
            return None
        except (OSError, Damaged):
            self.refuse(key, used=0)
            return None
        self._use(key, 1)
        return found

    def _use(self, key: str, times: int) -> None:
        self._count(used=times)
        with self._lock:
            self.earlier += 0 if key in self._own else times

    def _read(self, key: str) -> Kept:
        place = self._place(key)
        about = place.lstat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > MOST_OF_ONE:
            raise Damaged
        found = read(key, place.read_bytes())
        with suppress(OSError):
            os.utime(place)  # used now: what was longest unused goes first
        return found

    def write(self, key: str, kept: Kept) -> None:
        """Keep this, whole or not at all."""
        try:
            data = written(key, kept)
            self._write(self._place(key), data)
        except (OSError, ValueError):
            self._count(unkept=1)
            return
        self._count(kept=1)
        with self._lock:
            self._own.add(key)
            self._bytes += len(data)
            full = self._bytes > self.most_bytes
        if full:
            self.tidy()

    def _write(self, place: Path, data: bytes) -> None:
        number, name = mkstemp(dir=self.path, suffix=HALF)  # 0600 by itself
        half = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
            half.replace(place)
        except BaseException:
            with suppress(OSError):
                half.unlink()
            raise

    def refuse(self, key: str, *, used: int = 1) -> None:
        """Forget what cannot have come of its step; ``used`` says whether it was counted as read."""
        with suppress(OSError):
            self._place(key).unlink()
        self._count(damaged=1)
        self._use(key, -used)

    def _place(self, key: str) -> Path:
        return self.path / f"{key}{STEP}"

    def _count(self, **more: int) -> None:
        with self._lock:
            for name, number in more.items():
                setattr(self.counts, name, getattr(self.counts, name) + number)

    def tidy(self) -> None:
        """Remove what other runs left half written and, where it is full, what was longest unused: down to a half."""
        found = sorted(_files(self.path), key=lambda one: one[1].st_mtime)
        total = sum(about.st_size for _, about in found)
        most = self.most_bytes if total <= self.most_bytes else self.most_bytes // 2
        for place, about in found:
            abandoned = place.suffix == HALF and about.st_mtime < time() - ABANDONED_S
            if abandoned or (place.suffix == STEP and total > most):
                with suppress(OSError):
                    place.unlink()
                total -= about.st_size
        with self._lock:
            self._bytes = total


def opened(environment: Mapping[str, str] = os.environ, *, fresh: bool = False) -> Folder | None:
    """The folder made ready, for its owner alone; None where there can be none."""
    path = where(environment)
    if path is None:
        return None
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = path.lstat()
        if not stat.S_ISDIR(about.st_mode) or (hasattr(os, "getuid") and about.st_uid != os.getuid()):
            return None
        with suppress(OSError):  # on a read-only disk what is there can still be read
            path.chmod(0o700)
    except OSError:
        return None
    folder = Folder(path, fresh=fresh)
    folder.tidy()
    return folder


def where(environment: Mapping[str, str], system: str = sys.platform) -> Path | None:
    """Where the system keeps what can be made again; None without a home.

    >>> where({"COLLECTIEF_CACHE": "/tmp/steps"}).as_posix()
    '/tmp/steps'
    >>> where({"XDG_CACHE_HOME": "/home/an/.cache"}, "linux").as_posix()
    '/home/an/.cache/collectief'
    """
    if chosen := environment.get(ELSEWHERE):
        return Path(chosen)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    usual = {"win32": home / "AppData" / "Local", "darwin": home / "Library" / "Caches"}.get(system, home / ".cache")
    asked = environment.get("LOCALAPPDATA" if system == "win32" else "XDG_CACHE_HOME", "")
    return (Path(asked) if asked and Path(asked).is_absolute() else usual) / "collectief"


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """What was written here, half or whole; a file that another run removes meanwhile is passed over."""
    with suppress(OSError):
        for place in folder.iterdir():
            if place.suffix in {STEP, HALF}:
                with suppress(OSError):
                    yield place, place.lstat()
