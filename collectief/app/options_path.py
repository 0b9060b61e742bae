"""What can be typed after ``collectief path``."""

from dataclasses import dataclass
from typing import Annotated

import typer

from collectief.app.options import Debug, Fresh, Json, Lang, Out, Park, Quiet, Seconds, Strict

Years = Annotated[str, typer.Option(metavar="YEAR,YEAR...", help="De planjaren, 2027,2030,2035. / The planning years.")]
Figures = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="[YEAR:]KEY=VALUE",
        help="Een eigen kengetal, eventueel vanaf een jaar. / A figure of your own, from a year on if you like.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathForm:
    """What ``collectief path`` asks: a plan for each of these years, on what stands from the years before."""

    park: Park
    out: Out
    years: Years
    figures: Figures = None
    lang: Lang = "nl"
    json: Json = False
    strict: Strict = False
    quiet: Quiet = False
    seconds: Seconds = None
    fresh: Fresh = False
    debug: Debug = False
