"""What can be typed after ``collectief compare``."""

from dataclasses import dataclass
from typing import Annotated

import typer

from collectief.app.options import Debug, Fresh, Json, Lang, Out, Park, Quiet, Seconds, Strict

Without = Annotated[
    list[str] | None,
    typer.Option(
        metavar="MEASURE",
        help="Laat een maatregel weg; all: elk op zijn beurt. / Leave out a measure; all: each in turn.",
    ),
]
With = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="KEY=VALUE",
        help="Een ander kengetal of een andere contractregel uit park.toml; meer met komma's. / Another figure, or "
        "another rule on contracts of park.toml; more with commas.",
    ),
]
Apart = Annotated[
    list[str] | None,
    typer.Option(metavar="COMPANY", help="Dit bedrijf doet niet mee. / This company stays out of what is shared."),
]
Co2 = Annotated[
    list[str] | None,
    typer.Option(
        metavar="EUR[,EUR...]", help="Een ton CO2 weegt zoveel mee. / A tonne of CO2 weighs so much in choices."
    ),
]
Frontier = Annotated[
    int | None,
    typer.Option(min=1, max=50, metavar="N", help="N plannen met steeds minder CO2. / N plans with less and less CO2."),
]
Robust = Annotated[
    bool, typer.Option("--robust", help="Met hoge pieken (P90) zonder meter. / With high peaks (P90) without a meter.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareForm:
    """What ``collectief compare`` asks: each option is a plan of its own beside the plan."""

    park: Park
    out: Out
    without: Without = None
    figures: With = None
    apart: Apart = None
    co2: Co2 = None
    frontier: Frontier = None
    robust: Robust = False
    lang: Lang = "nl"
    json: Json = False
    strict: Strict = False
    fresh: Fresh = False
    quiet: Quiet = False
    seconds: Seconds = None
    debug: Debug = False
