"""From a park to an answer: as it is, each alone, all together, replayed on the full year."""
