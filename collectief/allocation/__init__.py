"""Who pays what: cooperative games, pure mathematics on the value of coalitions."""

from collectief.allocation.game import Allocation, Coalition, CoreReport, Game

__all__ = ["Allocation", "Coalition", "CoreReport", "Game"]
