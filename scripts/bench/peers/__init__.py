"""The reference problem, and one file per tool that solves it."""
