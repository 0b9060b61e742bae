"""What can be typed after ``collectief import meter``."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from collectief.app.options import Debug, Force, Lang
from collectief.park.meter_dialect import Clock, Decimal, Stamp, Unit

Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Meterbestanden, CSV. / Meter files, CSV.")]
Park = Annotated[Path, typer.Option(metavar="PARK", help="Map van het park. / Folder of the park.")]
Company = Annotated[str, typer.Option(metavar="ID", help="Id van het bedrijf. / Id of the company.")]
UnitOption = Annotated[Unit | None, typer.Option(help="Eenheid van de waarden. / Unit of the values.")]
StampOption = Annotated[
    Stamp | None, typer.Option(help="Tijd is begin of einde. / A time starts or ends its interval.")
]
ClockOption = Annotated[Clock | None, typer.Option(help="Klok: dutch heeft zomertijd. / Clock: dutch has summer time.")]
DecimalOption = Annotated[Decimal | None, typer.Option(help="Komma of punt. / Comma or point.")]
Ean = Annotated[str, typer.Option(metavar="EAN", help="Welke aansluiting, of all. / Which connection, or all.")]
Solar = Annotated[
    Literal["made", "none"] | None,
    typer.Option(
        help="Eigen zon: made telt de berekende opbrengst bij, none: zit er niet in. "
        "/ Own solar: made adds the calculated yield, none: it is not in the meter."
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterForm:
    """What ``collectief import meter`` asks."""

    files: Files
    park: Park
    company: Company
    unit: UnitOption = None
    stamp: StampOption = None
    clock: ClockOption = None
    decimal: DecimalOption = None
    ean: Ean = ""
    solar: Solar = None
    lang: Lang = "nl"
    force: Force = False
    debug: Debug = False
