"""Checks a plan with other tools than those that made it: quarter-hours, tariffs and arithmetic."""

from collectief.verification.verdict import Check, Verdict
from collectief.verification.verify import verify

__all__ = ["Check", "Verdict", "verify"]
