"""Measures what docs/validation.md says: other Pythons, mutants, whole runs."""
