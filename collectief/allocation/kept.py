"""Values of coalitions on disk, so that a calculation that was interrupted goes on where it was."""

import hashlib
import json
from collections.abc import Iterator, MutableMapping
from math import isfinite
from pathlib import Path

from collectief.allocation.game import Coalition
from collectief.model.rows import Rows


class Kept(MutableMapping[Coalition, float]):
    """A mapping from coalitions to values that writes each value to a file of its own question.

    ``question`` names all that values depend on: other inputs must have another, or old values would count for new ones
    (`hash_of` makes one of rows). A line that is damaged, as the last one of a run that was killed, is not there.
    """

    def __init__(self, folder: Path, question: str) -> None:
        self._path = folder / f"{hashlib.sha256(question.encode()).hexdigest()}.jsonl"
        folder.mkdir(parents=True, exist_ok=True)
        self._values = dict(_read(self._path))

    def __getitem__(self, key: Coalition) -> float:
        return self._values[key]

    def __setitem__(self, key: Coalition, value: float) -> None:
        if self._values.get(key) == value:
            return
        self._values[key] = value
        with self._path.open("a", encoding="utf-8") as file:  # a line of its own, also behind one that was cut off
            file.write("\n" + json.dumps([sorted(key), value]))

    def __delitem__(self, key: Coalition) -> None:
        del self._values[key]

    def __iter__(self) -> Iterator[Coalition]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def _read(path: Path) -> Iterator[tuple[Coalition, float]]:
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            names, value = json.loads(line)
            if isfinite(float(value)):
                yield frozenset(map(str, names)), float(value)
        except (ValueError, TypeError):
            continue


def hash_of(rows: Rows, beside: str = "") -> str:
    """A name for rows and what is asked ``beside`` these: the same for the same numbers, another for any other."""
    made = hashlib.sha256(f"{beside} {rows.owners}".encode())
    brings = rows.brings.tocsr()
    arrays = (rows.cost, rows.equal, rows.lower, rows.upper, rows.integer, rows.owner)
    for array in (*arrays, rows.a.data, rows.a.indices, rows.a.indptr, brings.data, brings.indices, brings.indptr):
        made.update(repr(array.shape).encode() + array.tobytes())
    return made.hexdigest()
