"""``collectief import meter``: the profile of one company from the files of its meter."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

import numpy as np

from collectief.app.check_command import next_step
from collectief.app.ending import Unfit
from collectief.app.findings import tell
from collectief.app.options_meter import MeterForm
from collectief.app.place import writable
from collectief.app.terminal import answer, say
from collectief.app.words_meter import METER_READ, METER_REFUSED, SOLAR_ADDED, profile_there
from collectief.errors import InvalidPark
from collectief.park import Issue, errors
from collectief.park.check_words import Spot
from collectief.park.meter_dialect import Asked
from collectief.park.read_meter import read_meter
from collectief.park.read_meter_park import MeterPlace, meter_place
from collectief.park.things import Array
from collectief.park.write import write_profile
from collectief.profile.make_year import year_of
from collectief.profile.own_solar import before_solar

Found = TypeVar("Found")


def import_meter(form: MeterForm) -> None:
    """Read the files, tell every decision and repair, and write the profile; nothing is written on an error."""
    spot = Spot(str(form.park), [])
    place = _must(meter_place(form.park, form.company, spot), spot.found)
    taken = place.taken
    if taken is not None and not form.force:
        raise Unfit(profile_there(str(taken)))
    writable(place.path.parent)
    where = ", ".join(path.name for path in form.files)
    at = spot.at(where, form.company)
    kw = _must(read_meter(form.files, place.year.year, _asked(form, place.known), spot=at), spot.found)
    if form.solar == "made":
        kw = _with_solar(kw, place, form)
    place.path.parent.mkdir(parents=True, exist_ok=True)
    write_profile(place.path, kw, place.year.year)
    tell(spot.found, form.lang)
    words = METER_READ[form.lang]
    answer(words.format(path=place.path, kwh=f"{kw.sum() / 4:.0f}", peak=f"{kw.max():.1f}"))
    say(next_step(str(form.park), form.lang))


def _must(found: Found | None, issues: Iterable[Issue]) -> Found:
    """What was found; raises InvalidPark with the errors where it was not."""
    if found is None:
        raise InvalidPark(METER_REFUSED, errors(issues))
    return found


def _asked(form: MeterForm, known: Asked) -> Asked:
    """What is known of the company and what was typed."""
    return replace(
        known,
        unit=form.unit,
        stamp=form.stamp,
        clock=form.clock,
        decimal=form.decimal,
        ean=form.ean,
        net=form.solar == "made",
        solar_kwp=0.0 if form.solar == "none" else known.solar_kwp,
    )


def _with_solar(net_kw: Array, place: MeterPlace, form: MeterForm) -> Array:
    """The use before own solar, and what that rests on."""
    year = year_of(place.year, form.park)
    use, missed_kwh = before_solar(net_kw, place.known.solar_kwp, year=year)
    made = float(np.sum(use - net_kw)) / 4
    say(SOLAR_ADDED[form.lang].format(kwh=f"{made:.0f}", kwp=f"{place.known.solar_kwp:g}", missed=f"{missed_kwh:.0f}"))
    return use
