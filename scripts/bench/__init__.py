"""Measures the year and the profiles: what docs/year.md and docs/profiles.md say."""
