"""``collectief``, also as ``python -m collectief``: Ctrl-C ends it in one line, while it is being read in as well."""

import os
import sys
from importlib import import_module

INTERRUPTED = 130
"""The code of `app.ending.Ending`, which is not read in yet."""
WORDS = "Gestopt op uw verzoek. / Stopped at your request.\n"
"""In both languages: which one was asked is not read yet."""


def main() -> None:
    """Read in the command line and do what it says; a line begins anew after the sign of Ctrl-C."""
    try:
        import_module("collectief.app.cli").main()
    except KeyboardInterrupt:
        sys.stderr.write(f"\n{WORDS}")
        sys.stderr.flush()
        os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
