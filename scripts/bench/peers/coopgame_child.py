"""Asks coopgame-py (MIT, Rust) for its rules on games that are given as lists: one line of JSON in, one out.

``{"worth": [...]}`` holds the values of all coalitions but the empty one, bit i of the place says that player i is in.
"""

import json
import sys
import time

import coopgame  # type: ignore[import-not-found]  # in the environment of peers only

RULES = {"shapley": coopgame.shapley, "nucleolus": coopgame.nucleolus, "prenucleolus": coopgame.prenucleolus}

for line in sys.stdin:
    begun = time.perf_counter()
    game = coopgame.Game(json.loads(line)["worth"])
    found: dict[str, dict[str, object]] = {"read": {"seconds": time.perf_counter() - begun}}
    for name, rule in RULES.items():
        begun = time.perf_counter()
        answer = rule(game)
        seconds = time.perf_counter() - begun
        found[name] = {"seconds": seconds, "shares": list(answer if isinstance(answer, list) else answer["allocation"])}
    print(json.dumps(found), flush=True)
