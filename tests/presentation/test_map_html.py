"""The map as text: what is in it, what is not, and the same each time."""

import base64
import hashlib
import json
import re
from dataclasses import replace

import folium
import pytest
from branca.element import Element
from hostile import PAYLOADS, everywhere
from outcome_fixture import make_outcome
from page_reader import PageReader

from collectief.plan.outcome import Outcome
from collectief.presentation import draw_map, map_html
from collectief.presentation.map import layers
from collectief.presentation.map_areas import surroundings
from collectief.presentation.speech import Speech

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@pytest.fixture(scope="module")
def page(outcome: Outcome) -> str:
    return map_html(outcome)


def test_the_same_outcome_gives_the_same_bytes(page: str) -> None:
    assert map_html(make_outcome()) == page


def test_drawing_leaves_the_ids_of_folium_random(outcome: Outcome) -> None:
    draw_map(outcome)
    assert Element().get_name() != Element().get_name()


def test_draw_map_gives_a_folium_map_for_a_notebook(outcome: Outcome) -> None:
    drawn = draw_map(outcome)
    assert isinstance(drawn, folium.Map)
    assert "L.geoJson" in drawn.get_root().render()


def test_the_policy_allows_exactly_the_scripts_that_are_there(page: str) -> None:
    policy = next(a["content"] for t, a in PageReader(page).tags if t == "meta" and "http-equiv" in a)
    assert policy is not None
    digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in SCRIPT.findall(page)]
    assert re.findall(r"'sha256-([^']+)'", policy) == digests
    assert len(digests) == 3
    assert policy.startswith("default-src 'none';")
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]


def test_no_address_elsewhere_is_left(page: str) -> None:
    reader = PageReader(page)
    assert not [a for _, a in reader.tags if any((a.get(k) or "").startswith("http") for k in ("src", "href"))]
    for host in ("cdn.jsdelivr", "cdnjs", "code.jquery", "bootstrapcdn", "openstreetmap", "sourceMappingURL"):
        assert host not in page


def test_layers_have_constant_names_in_both_languages(outcome: Outcome) -> None:
    names = {lang: [layer.name for layer in layers(outcome, Speech(lang))] for lang in ("nl", "en")}
    hostile = make_outcome(everywhere(PAYLOADS["script"]))
    assert [layer.name for layer in layers(hostile, Speech("nl"))] == names["nl"]
    assert len(names["nl"]) == 7
    assert not set(names["nl"]) & set(names["en"])


@pytest.mark.parametrize("kind", PAYLOADS)
def test_every_word_of_every_feature_is_harmless(kind: str) -> None:
    for layer in layers(make_outcome(everywhere(PAYLOADS[kind])), Speech("nl")):
        for feature in layer.features:
            words = [v for k, v in feature["properties"].items() if k != "style"]
            assert not [w for w in words if set(w) & set("<>\"'`$\\{}")], (layer.name, words)


def test_a_name_is_not_a_template_for_python() -> None:
    """Branca compiles what it has rendered once more: an unescaped brace would run on this machine."""
    script = SCRIPT.findall(map_html(make_outcome(everywhere("{{ 6*7 }}"))))[2].replace("\\u0026", "&")
    plain = SCRIPT.findall(map_html(make_outcome(everywhere("six times seven"))))[2]
    assert script.count("&#123;&#123; 6*7 &#125;&#125;") == plain.count("six times seven") > 20


def test_areas_are_cut_off_near_the_park(outcome: Outcome) -> None:
    wide = json.loads(json.dumps(next(layer for layer in layers(outcome, Speech("nl")) if layer.printed).features))
    west, _, east, _ = surroundings(outcome).bounds
    xs = [x for f in wide if f["geometry"]["type"] == "Polygon" for x, _ in f["geometry"]["coordinates"][0]]
    metres_per_degree = 68_000  # at 52 degrees north
    assert (max(xs) - min(xs)) * metres_per_degree < 4 * (east - west)


def test_the_printed_percentage_is_there_only_where_others_are_known(outcome: Outcome) -> None:
    layer = next(layer for layer in layers(outcome, Speech("nl")) if layer.printed)
    printed = {f["properties"]["name"]: f["properties"]["printed"] for f in layer.features}
    assert printed["Station Noord"].replace("\N{NO-BREAK SPACE}", " ") == "afname 100 % → 98 %"
    assert "%" not in printed["Station Zuid"]
    assert "kW" in printed["Station Zuid"]


def test_a_wider_pipe_carries_more(outcome: Outcome) -> None:
    layer = next(layer for layer in layers(outcome, Speech("en")) if layer.name == "Heat pipes")
    widths = [f["properties"]["style"]["weight"] for f in layer.features]
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > widths[-1]


def test_a_company_that_pays_more_gets_a_hollow_dot(outcome: Outcome) -> None:
    layer = layers(replace(outcome, chosen_rule="kwh"), Speech("en"))[-1]
    fills = {f["properties"]["who"]: f["properties"]["style"]["fillColor"] for f in layer.features}
    assert [who for who, fill in fills.items() if fill == "#ffffff"] == [
        "Koelhuis &quot;Noord&quot; &amp; Zn. &lt;BV&gt;"
    ]


def test_a_park_without_a_heat_network_has_no_layer_for_it(outcome: Outcome) -> None:
    bare = replace(outcome.cases["together"], builds=())
    names = [layer.name for layer in layers(replace(outcome, cases={**outcome.cases, "together": bare}), Speech("en"))]
    assert "Heat pipes" not in names
    assert "Gain per company" in names
