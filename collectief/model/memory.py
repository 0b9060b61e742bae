"""What is freed goes back to the system, large arrays at once, where the C library lets one ask for that."""

import ctypes
import sys

MMAP_THRESHOLD, LARGE_BYTES = -3, 1_000_000
"""The name that glibc's `mallopt` has for it (malloc.h), and from which size on."""


def give_back() -> bool:
    """Ask for it, for the whole process and from now on; False where nobody can be asked (no glibc).

    By itself glibc raises that size to that of the largest array that was freed, and keeps what smaller ones leave: 300
    MB of a programme of 530,000 columns, in each thread that solved one.
    """
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None)
    try:
        library.malloc_trim(0)
        return bool(library.mallopt(MMAP_THRESHOLD, LARGE_BYTES))
    except AttributeError:
        return False
