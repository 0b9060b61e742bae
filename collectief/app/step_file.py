"""How a finished step stands in a file: a checksum, a line of JSON, and bare numbers; no pickle and nothing packed.

What a file says of its own size is compared with its size before anything is read of it.
"""

import hashlib
import json
from typing import Any, Final

import numpy as np

from collectief.plan.store import Array, Kept

MARK: Final = b"collectief step 1\n"
SUM_BYTES = 65
"""A SHA-256 in hexadecimal digits, and the end of its line."""
NUMBER = np.dtype("<f8")


class Damaged(ValueError):
    """A file that is not whole, or was never written here."""


def written(key: str, kept: Kept) -> bytes:
    """The bytes of a step; raises ValueError for what JSON or a checked file cannot hold."""
    sizes = [[name, len(values)] for name, values in kept.arrays.items()]
    head = json.dumps({"key": key, "said": kept.said, "arrays": sizes}, allow_nan=False).encode() + b"\n"
    body = head + b"".join(np.ascontiguousarray(values, dtype=NUMBER).tobytes() for values in kept.arrays.values())
    return MARK + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def read(key: str, data: bytes) -> Kept:
    """The step that these bytes hold; raises Damaged where they are not exactly what was written under this key."""
    start = len(MARK) + SUM_BYTES
    body = data[start:]
    if data[:start] != MARK + hashlib.sha256(body).hexdigest().encode() + b"\n":
        raise Damaged
    head, _, rest = body.partition(b"\n")
    try:
        told = json.loads(head, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Damaged from None
    if not isinstance(told, dict) or told.get("key") != key or not isinstance(told.get("said"), dict):
        raise Damaged
    return Kept(told["said"], _arrays(told.get("arrays"), rest))


def _no_number(word: str) -> None:
    raise Damaged(word)


def _arrays(told: Any, rest: bytes) -> dict[str, Array]:
    """The arrays that are told of: their names differ, and together they are as long as what is there."""
    if not isinstance(told, list) or not all(_is_size(one) for one in told):
        raise Damaged
    if len({name for name, _ in told}) != len(told) or sum(count for _, count in told) * NUMBER.itemsize != len(rest):
        raise Damaged
    found, start = {}, 0
    for name, count in told:
        found[name] = np.frombuffer(rest, NUMBER, count, start).astype(np.float64)
        start += count * NUMBER.itemsize
    return found


def _is_size(one: Any) -> bool:
    return isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) and type(one[1]) is int and one[1] >= 0
