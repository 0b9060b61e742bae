"""What the world costs and weighs: tables with unit, year, source and confidence."""

from collectief.facts.fact import Confidence, Fact

__all__ = ["Confidence", "Fact"]
