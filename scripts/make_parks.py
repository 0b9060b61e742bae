"""Make the example parks in data/parken again: ``python scripts/make_parks.py [folder]``.

The same script gives the same bytes for text files and the same values for maps and profiles.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from parks import koelpoort, smidse_zuid, vlasakker
from parks.drawn_text import koelpoort_text, smidse_text
from parks.hand import empty_text, heat_text, mini_text
from parks.mini import EMPTY, HEAT, MINI, SHARING
from parks.shared_cars import sharing_text
from parks.square_files import write
from parks.vlasakker_text import vlasakker_text

HOME = Path(__file__).resolve().parents[1] / "data" / "parken"


def main(arguments: Sequence[str]) -> None:
    """Write the seven parks into a folder; data/parken when none is given."""
    home = Path(arguments[0]) if arguments else HOME
    folder = home / "vlasakker"
    vlasakker.make(folder)
    (folder / "HERKOMST.md").write_text(vlasakker_text(folder), encoding="utf-8")
    texts = ((MINI, mini_text(MINI)), (EMPTY, empty_text(EMPTY)), (HEAT, heat_text(HEAT)))
    for park, text in (*texts, (SHARING, sharing_text(SHARING))):
        write(park, home / park.id)
        (home / park.id / "HERKOMST.md").write_text(text, encoding="utf-8")
    for drawn, told in ((koelpoort, koelpoort_text), (smidse_zuid, smidse_text)):
        (home / drawn.KEY / "HERKOMST.md").write_text(told(drawn.make(home / drawn.KEY)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
