# make plan | make test. Everything is done by scripts/bootstrap.sh, which also works without make.
# Another Python: make test PY=python3.13 VENV=.venv313. Another park: make plan PARK=my/park OUT=out/mine.

STEPS = setup plan test test-fast test-long test-solver cover lint types unit parks validate clean

.PHONY: help $(STEPS)
.DEFAULT_GOAL := help

help:
	@sh scripts/bootstrap.sh help

setup: ## install into .venv what requirements.lock pins
plan: ## the two commands of the README in one: install, then plan the example park
test: ## lint, types, all tests
test-fast: ## tests without browser and slow ones
test-long: ## tests without browser
test-solver: ## quick tests of what speaks to a solver
cover: ## quick tests of the floors that compute, and the lines they cover
lint: ## ruff
types: ## mypy
unit: ## pytest
parks: ## make the example parks again
validate: ## other Pythons, coverage, browsers, mutants, peers, physics, times; writes docs/validation.md
clean: ## remove .venv, out and caches

$(STEPS):
	@PY="$(PY)" VENV="$(VENV)" PARK="$(PARK)" OUT="$(OUT)" ONLY="$(ONLY)" sh scripts/bootstrap.sh $@
