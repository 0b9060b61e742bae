"""Where the example parks are, and how tests type a command."""

from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Typed = Callable[..., Result]
"""Words after ``collectief`` to what came of them."""
PARKS = Path(__file__).parents[2] / "data" / "parken"
