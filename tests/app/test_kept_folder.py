"""Kept steps stand in files of their owner: whole or not at all, and whatever is odd is refused in silence."""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from collectief.app import kept_folder, step_file
from collectief.app.kept_folder import ABANDONED_S, Folder, opened
from collectief.app.step_file import MARK, Damaged
from collectief.plan.store import Kept

KEY = "a" * 64
STEP = Kept({"upper": 0.1 + 0.2, "sizes": {"b": 1.0, "a": 2.0}}, {"z": np.array([1.5, -0.0]), "a": np.array([])})


def folder(tmp_path: Path) -> Folder:
    """A folder that is ready."""
    made = opened({"COLLECTIEF_CACHE": str(tmp_path / "kept")})
    assert made is not None
    return made


def same(one: Kept | None, other: Kept) -> bool:
    """Whether two steps are the same to the last bit and in the same order."""
    return one is not None and step_file.written(KEY, one) == step_file.written(KEY, other)


def test_what_is_kept_comes_back_to_the_last_bit_and_in_its_order(tmp_path: Path) -> None:
    here = folder(tmp_path)
    here.write(KEY, STEP)
    assert same(here.read(KEY), STEP)
    assert (here.counts.kept, here.counts.used) == (1, 1)
    assert here.read("b" * 64) is None


def test_only_what_another_run_kept_counts_as_earlier(tmp_path: Path) -> None:
    here = folder(tmp_path)
    here.write(KEY, STEP)
    here.read(KEY)
    assert (here.counts.used, here.earlier) == (1, 0)
    later = folder(tmp_path)
    later.read(KEY)
    assert (later.counts.used, later.earlier) == (1, 1)
    later.refuse(KEY)
    assert (later.counts.used, later.earlier) == (0, 0)


def test_only_the_owner_may_look(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("rights are another matter there")
    (tmp_path / "kept").mkdir(mode=0o755)
    here = folder(tmp_path)
    here.write(KEY, STEP)
    assert here.path.stat().st_mode & 0o777 == 0o700
    assert [p.stat().st_mode & 0o777 for p in here.path.iterdir()] == [0o600]


def test_fresh_reads_nothing_and_still_keeps(tmp_path: Path) -> None:
    folder(tmp_path).write(KEY, STEP)
    fresh = Folder(tmp_path / "kept", fresh=True)
    assert fresh.read(KEY) is None
    fresh.write(KEY, STEP)
    assert fresh.counts.kept == 1


def forged(told: object, rest: bytes = b"") -> bytes:
    """A file with a checksum that is right, whatever it says."""
    body = (told if isinstance(told, bytes) else json.dumps(told).encode()) + b"\n" + rest
    return MARK + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def told(arrays: object, *, key: str = KEY, said: object = None) -> dict[str, object]:
    """The head of a step."""
    return {"key": key, "said": {} if said is None else said, "arrays": arrays}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        MARK,
        forged(b"no json"),
        forged(b"[" * 10**5),
        forged(b"1" * 10**5),
        forged([1]),
        forged(told([], key="b" * 64)),
        forged(told([], said=[])),
        forged(told({"a": 1})),
        forged(told([["a", 2**62]])),
        forged(told([["a", 1]])),
        forged(told([["a", -1], ["b", 2]]), bytes(8)),
        forged(told([["a", True]]), bytes(8)),
        forged(told([["a", 1], ["a", 1]]), bytes(16)),
        forged(told([["a"]])),
        forged(told([], said={"x": float("nan")})),
        forged(told([]), b"more"),
    ],
    ids=range(18),
)
def test_a_file_that_was_never_written_here_is_refused_and_made_again(data: bytes, tmp_path: Path) -> None:
    here = folder(tmp_path)
    (here.path / f"{KEY}.step").write_bytes(data)
    with pytest.raises(Damaged):
        step_file.read(KEY, data)
    assert here.read(KEY) is None
    assert (here.counts.damaged, here.counts.used) == (1, 0)
    here.write(KEY, STEP)
    assert same(here.read(KEY), STEP)


def test_every_changed_byte_and_every_length_is_noticed() -> None:
    data = step_file.written(KEY, STEP)
    for place in range(len(data)):
        changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        for odd in (changed, data[:place]):
            with pytest.raises(Damaged):
                step_file.read(KEY, odd)


def _folder_there(place: Path) -> None:
    place.mkdir()


def _link_there(place: Path) -> None:
    place.symlink_to("/dev/zero")


def _pipe_there(place: Path) -> None:
    os.mkfifo(place)


@pytest.mark.parametrize("put", [_folder_there, _link_there, _pipe_there])
def test_what_is_no_plain_file_is_never_opened(put: Callable[[Path], None], tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("no pipes there")
    here = folder(tmp_path)
    put(here.path / f"{KEY}.step")
    assert here.read(KEY) is None
    assert here.counts.damaged == 1


def test_a_file_too_large_to_be_a_step_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = folder(tmp_path)
    here.write(KEY, STEP)
    monkeypatch.setattr(kept_folder, "MOST_OF_ONE", 10)
    assert here.read(KEY) is None


def test_what_json_cannot_hold_is_not_kept(tmp_path: Path) -> None:
    here = folder(tmp_path)
    here.write(KEY, Kept({"upper": float("inf")}))
    assert (here.counts.unkept, list(here.path.iterdir())) == (1, [])


def test_where_nothing_can_be_written_nothing_is_left_and_nothing_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = folder(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    here.write(KEY, STEP)
    assert (here.counts.unkept, here.counts.kept, list(here.path.iterdir())) == (1, 0, [])
    here.path.rmdir()
    here.write(KEY, STEP)
    assert here.counts.unkept == 2


def test_there_is_no_folder_where_a_file_or_a_link_stands(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "file/below", "link"):
        assert opened({"COLLECTIEF_CACHE": str(tmp_path / name)}) is None


def test_what_was_longest_unused_goes_first(tmp_path: Path) -> None:
    here = folder(tmp_path)
    size = len(step_file.written(KEY, STEP))
    here.most_bytes = 4 * size
    for number, name in enumerate("abcd"):
        here.write(name * 64, STEP)
        os.utime(here.path / f"{name * 64}.step", (number, number))
    assert here.read("a" * 64) is not None  # used now
    here.write("e" * 64, STEP)
    assert {p.stem[0] for p in here.path.iterdir()} == {"a", "e"}


def test_half_a_file_of_a_run_that_was_ended_goes_and_one_that_is_being_written_stays(tmp_path: Path) -> None:
    here = folder(tmp_path)
    for name, age_s in (("old", 2 * ABANDONED_S), ("new", 0.0)):
        half = here.path / f"{name}.half"
        half.write_bytes(b"half")
        os.utime(half, (half.stat().st_mtime - age_s,) * 2)
    here.tidy()
    assert [p.name for p in here.path.iterdir()] == ["new.half"]


def test_many_at_once_write_and_read_the_same_steps(tmp_path: Path) -> None:
    folders = [folder(tmp_path) for _ in range(4)]
    keys = [f"{number % 5}" * 64 for number in range(200)]

    def use(number: int) -> bool:
        here = folders[number % len(folders)]
        here.write(keys[number], STEP)
        found = here.read(keys[number])
        return found is not None and found.said == STEP.said

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(len(keys))))
    assert sum(f.counts.damaged for f in folders) == 0
