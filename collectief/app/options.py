"""What can be typed after each command, as one frozen form per command.

A form is the signature of its command: the name of a field becomes the name of an option.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from collectief.park import Constraint
from collectief.text import Language

Form = TypeVar("Form")


def answers(form: type[Form]) -> Callable[[Callable[[Form], None]], Callable[..., None]]:
    """Turn a function of a filled-in form into a function of its fields, as typer wants it."""

    def wrap(function: Callable[[Form], None]) -> Callable[..., None]:
        def command(**typed: Any) -> None:
            function(form(**typed))

        command.__signature__ = inspect.signature(form)  # type: ignore[attr-defined]
        command.__name__, command.__doc__ = function.__name__, function.__doc__
        return command

    return wrap


def folder(typed: str) -> Path:
    """A folder by its name; raises ValueError for no name, which would be the folder where one is."""
    if not typed.strip():
        raise ValueError(typed)
    return Path(typed)


Park = Annotated[Path, typer.Argument(metavar="PARK", help="Map van het park. / Folder of the park.")]
Out = Annotated[
    Path, typer.Option(parser=folder, metavar="DIR", help="Map voor de uitkomst. / Folder for the outcome.")
]
Lang = Annotated[Language, typer.Option(help="Taal. / Language.")]
Json = Annotated[bool, typer.Option("--json", help="JSON op stdout. / JSON on stdout.")]
Strict = Annotated[bool, typer.Option("--strict", help="Let-op is ook fout. / Warnings are errors too.")]
Debug = Annotated[bool, typer.Option("--debug", help="Toon waar het misging. / Show where it went wrong.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Geen voortgang. / No progress.")]
Stable = Annotated[
    bool,
    typer.Option("--require-stable", help="Code 6 als stabiel niet bewezen is. / Code 6 unless proven stable."),
]


Sure = Annotated[bool, typer.Option("--sure", help="Kijk wat de uitkomst verandert. / See what changes the outcome.")]
Prove = Annotated[
    bool,
    typer.Option(
        "--prove",
        help="Bewijs het jaar, en reken zonder morgen te kennen. / Prove the year, and live it day by day.",
    ),
]
EveryHour = Annotated[
    bool,
    typer.Option("--every-hour", help="Zoek ook op alle uren: duurt minuten. / Search all hours as well: minutes."),
]
Rolling = Annotated[
    bool, typer.Option("--rolling", help="Reken zonder morgen te kennen. / See what is saved without knowing tomorrow.")
]
Seconds = Annotated[
    float | None,
    typer.Option(min=0.0, metavar="N", help="Zoek hooguit zo lang, in seconden. / Search for at most N seconds."),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Lees niets van eerder. / Read nothing of earlier runs.")]
Start = Annotated[
    str,
    typer.Option(metavar="DATE", help="Eerste dag van de kalender, 2026-01-31. / First day of the calendar."),
]

CO2Cap = Annotated[
    float | None,
    typer.Option(
        "--co2-cap", metavar="TONNES", help="Hooguit zoveel ton CO2 per jaar. / At most so many tonnes a year."
    ),
]
Budget = Annotated[
    float | None,
    typer.Option(metavar="EUR", help="Hooguit zoveel investering. / At most so much investment."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanForm:
    """What ``collectief plan`` asks."""

    park: Park
    out: Out
    lang: Lang = "nl"
    json: Json = False
    strict: Strict = False
    quiet: Quiet = False
    require_stable: Stable = False
    sure: Sure = False
    prove: Prove = False
    every_hour: EveryHour = False
    co2_cap: CO2Cap = None
    budget: Budget = None
    rolling: Rolling = False
    start: Start = ""
    seconds: Seconds = None
    fresh: Fresh = False
    debug: Debug = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SureForm:
    """What ``collectief sure`` asks: as a plan, and the widest figures planned anew."""

    park: Park
    out: Out
    lang: Lang = "nl"
    json: Json = False
    strict: Strict = False
    quiet: Quiet = False
    start: Start = ""
    seconds: Seconds = None
    fresh: Fresh = False
    debug: Debug = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckForm:
    """What ``collectief check`` asks."""

    park: Park
    lang: Lang = "nl"
    json: Json = False
    strict: Strict = False
    debug: Debug = False


Buildings = Annotated[
    Path, typer.Argument(metavar="FILE", help="Panden als GeoPackage of GeoJSON. / Buildings, GeoPackage or GeoJSON.")
]
NewPark = Annotated[Path, typer.Option(parser=folder, metavar="PARK", help="Map voor het park. / Folder for the park.")]
Name = Annotated[str, typer.Option(help="Naam van het park. / Name of the park.")]
Streets = Annotated[Path | None, typer.Option(metavar="FILE", help="Straten. / Streets.")]
Operator = Annotated[str, typer.Option(help="Netbeheerder en jaar. / Grid operator and year.")]
Congestion = Annotated[
    Constraint | None,
    typer.Option(help="Kleur op de capaciteitskaart; standaard red. / Class on the capacity map; default red."),
]
Footprint = Annotated[
    float, typer.Option(min=0.0, help="Kleinste bedrijfspand, m2 grond. / Smallest company building, m2 of ground.")
]
Weather = Annotated[Path | None, typer.Option(metavar="FILE", help="Uurgegevens KNMI. / KNMI hourly file.")]
Prices = Annotated[Path | None, typer.Option(metavar="FILE", help="Stroomprijzen ENTSO-E. / ENTSO-E power prices.")]
Co2 = Annotated[Path | None, typer.Option(metavar="FILE", help="CO2-cijfers NED. / NED CO2 figures.")]
YearNumber = Annotated[int, typer.Option(min=1990, max=2200, help="Jaar van de berekening. / Year to calculate.")]
Force = Annotated[bool, typer.Option("--force", help="Vervang wat er staat. / Replace what is there.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class BagForm:
    """What ``collectief import bag`` asks."""

    file: Buildings
    out: NewPark
    name: Name = ""
    streets: Streets = None
    operator: Operator = "enexis_2025"
    congestion: Congestion = None
    min_footprint: Footprint = 500.0
    weather: Weather = None
    prices: Prices = None
    co2: Co2 = None
    year: YearNumber = 2025
    lang: Lang = "nl"
    force: Force = False
    debug: Debug = False
