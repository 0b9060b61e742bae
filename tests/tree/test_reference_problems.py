"""Problems with a published optimum: SteinLib B; left out where they do not lie beside the repository."""

import csv
from pathlib import Path

import pytest

from bench.stp import read_stp
from collectief.tree import best_tree

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference" / "steiner"
needs_them = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference problems are not here")


@needs_them
@pytest.mark.parametrize("name", ["b01", "b06", "b12", "b18"])
def test_the_published_optimum_is_found_and_proven(name: str) -> None:
    with (REFERENCE / "optima.csv").open(encoding="utf-8", newline="") as file:
        optimum = {row["instance"]: float(row["optimum"]) for row in csv.DictReader(file)}[name]
    tree = best_tree(read_stp(REFERENCE / f"{name}.stp").problem, gap=0.0)
    assert (tree.value, tree.bound, tree.ended) == (optimum, optimum, "proven")
