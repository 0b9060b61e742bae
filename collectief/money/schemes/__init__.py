"""Which scheme fits which investment of whom, why, and what it brings after tax."""

from collectief.money.schemes.answer import Answer, Verdict, answer, answers
from collectief.money.schemes.asset import Applicant, Asset, Span
from collectief.money.schemes.thing_words import listed
from collectief.money.schemes.worth import Worth, worth

__all__ = ["Answer", "Applicant", "Asset", "Span", "Verdict", "Worth", "answer", "answers", "listed", "worth"]
