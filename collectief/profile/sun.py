"""Solar power of one kWp on a tilted plane, hour by hour, from global radiation (pvlib)."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pvlib
from numpy.typing import NDArray

from collectief.facts import fact
from collectief.park.roofs import Layout
from collectief.profile.year import Year

Array = NDArray[np.float64]
EAST, SOUTH, WEST, NORTH = (90.0,), (180.0,), (270.0,), (0.0,)
LIES: Mapping[Layout, tuple[str, tuple[float, ...]]] = {
    "flat_east_west": ("solar.roof_tilt_deg", EAST + WEST),
    "flat_south": ("solar.south_tilt_deg", SOUTH),
    "east_west": ("solar.pitched_tilt_deg", EAST + WEST),
    "east": ("solar.pitched_tilt_deg", EAST),
    "south": ("solar.pitched_tilt_deg", SOUTH),
    "west": ("solar.pitched_tilt_deg", WEST),
    "north": ("solar.pitched_tilt_deg", NORTH),
}
"""The slope and the sides of the panels of each layout; equal parts lie on each side."""
DARK_KW = 1e-9
"""Less is rounding of the night, on which the inverter's curve would divide."""
HALF_HOUR = pd.Timedelta(minutes=30)
"""Solar positions are taken in the middle of an hour: its mean radiation belongs there."""


def sun_position(start: pd.DatetimeIndex) -> pd.DataFrame:
    """Solar position at De Bilt in the middle of each hour; pvlib's columns in degrees, index ``start``."""
    place = pvlib.location.Location(fact("debilt.latitude_deg").value, fact("debilt.longitude_deg").value)
    return pd.DataFrame(place.get_solarposition(start + HALF_HOUR)).set_axis(start)


def clear_sky_w_m2(start: pd.DatetimeIndex) -> Array:
    """Global radiation under a clear sky (Haurwitz) in each hour, W/m2, shape of ``start``."""
    sky = pvlib.clearsky.haurwitz(sun_position(start)["apparent_zenith"])
    return np.asarray(sky["ghi"], dtype=np.float64)


def solar_kw_per_kwp(year: Year, tilt_deg: float, *, azimuth_deg: float) -> Array:
    """Alternating current of 1 kWp, shape (8760,) in kW; azimuth 90 east, 180 south, 270 west.

    Sun in the middle of the hour, Erbs for the diffuse part, Hay-Davies for the tilted plane, Faiman for the
    temperature of the cell, PVWatts for direct current, losses and inverter. Place: De Bilt.
    """
    return _kw_per_kwp(year, sun_position(year.start), tilt_deg=tilt_deg, azimuth_deg=azimuth_deg)


def roof_profile(year: Year) -> Array:
    """The usual flat roof, half east and half west at 15 degrees: kW per kWp, shape (8760,).

    Where the year has a measured yield, that.
    """
    if year.roof_kw_per_kwp is not None:
        return year.roof_kw_per_kwp
    return _calculated(year, "flat_east_west")


def layout_profile(year: Year, layout: Layout) -> Array:
    """Panels that lie in this way: kW per kWp, shape (8760,).

    Where the year has a measured yield, in the measure in which that yields more or less than is calculated for it.
    """
    if layout == "flat_east_west":
        return roof_profile(year)
    found = _calculated(year, layout)
    if year.roof_kw_per_kwp is None:
        return found
    usual = _calculated(year, "flat_east_west")
    return found * (float(year.roof_kw_per_kwp.sum()) / max(float(usual.sum()), DARK_KW))


def _calculated(year: Year, layout: Layout) -> Array:
    """The mean of the sides on which the panels of a layout lie, from the radiation of the year."""
    sun, (slope, sides) = sun_position(year.start), LIES[layout]
    tilt = fact(slope).value
    each = [_kw_per_kwp(year, sun, tilt_deg=tilt, azimuth_deg=side) for side in sides]
    return np.asarray(sum(each[1:], each[0]) / len(each))


def _kw_per_kwp(year: Year, sun: pd.DataFrame, *, tilt_deg: float, azimuth_deg: float) -> Array:
    """Alternating current of 1 kWp under these positions of the sun, shape (8760,) in kW."""
    plane = _plane(year, sun, tilt_deg=tilt_deg, azimuth_deg=azimuth_deg)
    cell_degc = pvlib.temperature.faiman(plane, year.degc, year.wind_m_s)
    direct_kw = pvlib.pvsystem.pvwatts_dc(plane, cell_degc, 1.0, fact("solar.power_per_degc").value)
    kept = 1.0 - fact("solar.losses").value
    efficiency = fact("solar.inverter_efficiency").value
    lit_kw = np.where(direct_kw > DARK_KW, direct_kw * kept, 0.0)
    power_kw = pvlib.inverter.pvwatts(lit_kw, 1.0 / efficiency, efficiency)
    return np.asarray(np.maximum(np.nan_to_num(power_kw), 0.0), dtype=np.float64)


def _plane(year: Year, sun: pd.DataFrame, *, tilt_deg: float, azimuth_deg: float) -> Array:
    """Radiation that enters panels of this slope, W/m2: beam less its reflection on the glass, plus diffuse."""
    zenith = np.asarray(sun["apparent_zenith"], dtype=np.float64)
    toward = np.asarray(sun["azimuth"], dtype=np.float64)
    day = np.asarray(year.start.day_of_year)
    parts = pvlib.irradiance.erbs(year.ghi_w_m2, zenith, day)
    total = pvlib.irradiance.get_total_irradiance(
        tilt_deg,
        azimuth_deg,
        zenith,
        toward,
        np.asarray(parts["dni"]),
        year.ghi_w_m2,
        np.asarray(parts["dhi"]),
        dni_extra=np.asarray(pvlib.irradiance.get_extra_radiation(day)),
        albedo=fact("solar.albedo").value,
        model="haydavies",
    )
    glass = pvlib.iam.physical(pvlib.irradiance.aoi(tilt_deg, azimuth_deg, zenith, toward))
    return np.asarray(np.asarray(total["poa_direct"]) * glass + np.asarray(total["poa_diffuse"]), dtype=np.float64)
