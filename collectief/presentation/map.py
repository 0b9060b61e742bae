"""The map of a plan, drawn with folium from the park's own layers: no tiles, no request, no text that can run."""

from collections.abc import Iterator
from itertools import count

import folium
from branca.element import Element, MacroElement
from folium.template import Template

from collectief.plan.outcome import Outcome
from collectief.presentation.map_areas import energy_areas, in_degrees, surroundings
from collectief.presentation.map_homes import dwellings
from collectief.presentation.map_layers import (
    Layer,
    buildings,
    heat_pipes,
    parcels,
    savings,
    sites,
    streets,
)
from collectief.presentation.map_lines import direct_lines
from collectief.presentation.map_pools import shared_cars
from collectief.presentation.map_sources import heat_sources
from collectief.presentation.reading_order import in_reading_order
from collectief.presentation.speech import Speech
from collectief.text import Language

MOST_ZOOM = 19
LEAST_RADIUS = 3
"""Pixels: a smaller dot is hard to see or touch."""


class Spoken(MacroElement):
    """Zoom buttons and layer button in the reader's language, and dots that shrink before they hide a building.

    A dot has its full size from one pixel per metre on.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        L.control.zoom({zoomInTitle: {{ this.closer|tojson }}, zoomOutTitle: {{ this.away|tojson }}})
            .addTo({{ this._parent.get_name() }});
        L.control.scale({imperial: false}).addTo({{ this._parent.get_name() }});
        (function (container) {
            const toggle = container.querySelector(".leaflet-control-layers-toggle");
            if (toggle) { toggle.title = {{ this.layers|tojson }}; toggle.setAttribute("role", "button"); }
            container.setAttribute("role", "region");
            container.setAttribute("aria-label", {{ this.label|tojson }});
        })({{ this._parent.get_name() }}.getContainer());
        (function (map) {
            const full = new Map(), least = {{ this.least }};
            function fit() {
                const wide = map.getSize().x;
                if (!wide) return;
                const ends = [[0, 0], [wide, 0]].map(spot => map.containerPointToLatLng(spot));
                const part = Math.min(1, wide / map.distance(ends[0], ends[1]));
                map.eachLayer(dot => {
                    if (!(dot instanceof L.CircleMarker) || !dot.getRadius()) return;
                    if (!full.has(dot)) full.set(dot, dot.getRadius());
                    dot.setRadius(Math.max(Math.min(least, full.get(dot)), full.get(dot) * part));
                });
            }
            map.on("zoomend resize overlayadd", fit);
        })({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, speech: Speech) -> None:
        """Words in one language."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Spoken"
        self.closer = speech(nl="Inzoomen", en="Zoom in")
        self.away = speech(nl="Uitzoomen", en="Zoom out")
        self.layers = speech(nl="Lagen", en="Layers")
        self.label = speech(nl="Kaart van het park", en="Map of the park")
        self.least = LEAST_RADIUS


def layers(outcome: Outcome, speech: Speech) -> tuple[Layer, ...]:
    """The layers from the ground up; a layer without features is left out."""
    parts = (
        energy_areas,
        parcels,
        dwellings,
        streets,
        heat_pipes,
        buildings,
        direct_lines,
        shared_cars,
        heat_sources,
        sites,
        savings,
    )
    ordered = in_reading_order(outcome)
    made = (part(ordered, speech) for part in parts)
    return tuple(layer for layer in made if layer.features)


def draw_map(outcome: Outcome, language: Language = "nl") -> folium.Map:
    """The plan on a map; same outcome, same html."""
    speech = Speech(language)
    west, south, east, north = in_degrees(surroundings(outcome))
    drawn = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        tiles=None,
        max_zoom=MOST_ZOOM,
        zoom_control=False,
        attribution_control=False,
        scroll_wheel_zoom=False,
        zoom_snap=0.25,
    )
    for layer in layers(outcome, speech):
        _folium_layer(layer).add_to(drawn)
    folium.LayerControl(collapsed=True).add_to(drawn)
    Spoken(speech).add_to(drawn)
    drawn.fit_bounds([[south, west], [north, east]])
    _number(drawn.get_root(), count(1))
    return drawn


def _folium_layer(layer: Layer) -> folium.GeoJson:
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": list(layer.features)},
        name=layer.name,
        show=layer.shown,
        marker=folium.CircleMarker(radius=0 if layer.printed else 6, fill=True),
        on_each_feature=_PRINTED if layer.printed else _REACHED if layer.dots else None,
        tooltip=_tooltip(layer),
        popup=folium.GeoJsonPopup(*_fields(layer.popup), max_width=320) if layer.popup else None,
    )


_REACHED = folium.JsCode(
    """
    function (feature, layer) {
        layer.on("add", function () {
            const dot = layer.getElement();
            if (dot) {
                dot.setAttribute("tabindex", "0");
                dot.setAttribute("role", "button");
                const words = new DOMParser().parseFromString(feature.properties.spoken, "text/html");
                dot.setAttribute("aria-label", words.body.textContent);
            }
        });
    }
    """
)
"""Focus opens the tooltip and Enter the popup: Leaflet does that once an element can have the focus."""


_PRINTED = folium.JsCode(
    """
    function (feature, layer) {
        if (feature.geometry.type === "Point") {
            const words = "<b>" + feature.properties.name + ":</b> " + feature.properties.printed;
            layer.bindTooltip(words, {permanent: true, direction: "center", className: "printed"});
        }
    }
    """
)
"""What stands on the map all the time; the properties are escaped like those of every other layer."""


def _tooltip(layer: Layer) -> folium.GeoJsonTooltip | None:
    if not layer.tooltip:
        return None
    return folium.GeoJsonTooltip(*_fields(layer.tooltip))


def _fields(found: tuple[tuple[str, str], ...]) -> tuple[list[str], list[str]]:
    return [key for key, _ in found], [label for _, label in found]


def _number(element: Element, numbers: Iterator[int]) -> None:
    """Give an element and all below it ids that count, in place of random ones."""
    element._id = f"{next(numbers):04d}"  # noqa: SLF001 - folium offers no other way to name its elements
    for name, child in list(element._children.items()):  # noqa: SLF001
        own = name == child.get_name()
        _number(child, numbers)
        del element._children[name]  # noqa: SLF001
        element._children[child.get_name() if own else name] = child  # noqa: SLF001
