#!/bin/sh
# Sets up collectief and runs it: sh scripts/bootstrap.sh plan | test | ...  (what `make` calls; works without make).
# PY is the Python to use, VENV the folder of its packages, PARK and OUT what to plan and where to write it.
set -eu
cd "$(dirname "$0")/.."

VENV=${VENV:-.venv}
PARK=${PARK:-data/parken/vlasakker}
OUT=${OUT:-out/$(basename "$PARK")}
COVERED=90 # per cent of lines on the floors that compute; lines and branches of all files in docs/validation.md
SOLVER="tests/model tests/tree tests/measure tests/plan/test_answer.py tests/plan/test_smallest_sizes.py tests/verification/test_verify.py"
PAGES="tests/app tests/park tests/parks tests/presentation tests/profile"
BESIDE="$PAGES tests/verification" # about half of all seconds
BIN=bin
case "$(uname -s)" in MINGW* | MSYS* | CYGWIN*) BIN=Scripts ;; esac
PYTHON=$VENV/$BIN/python

usage() {
    cat <<'TEXT'
collectief: make <step>, or without make: sh scripts/bootstrap.sh <step>

  plan       install if needed, then plan the example park into out/vlasakker
  test       ruff, mypy and all tests; browser tests where Chromium is there
  test-fast  the tests without browser and without slow ones; test-long: with slow ones and those of minutes
  test-solver  the quick tests of what speaks to a solver, and of one whole answer
  cover      the quick tests of the floors that compute, with the lines that they cover
  setup      only install, into .venv
  lint       ruff           types  mypy           unit  pytest
  parks      make the example parks in data/parken again
  validate   other Pythons, coverage, browsers, mutants, peers, physics, times; writes docs/validation.md
  clean      remove .venv, out and caches

  Another Python: PY=python3.13 VENV=.venv313       Another park: PARK=my/park OUT=out/mine
TEXT
}

suits() { # whether a command is a Python that we support
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    if [ -n "${PY:-}" ]; then
        suits "$PY" && return
        echo "$PY is not there or older than Python 3.11." >&2
        exit 1
    fi
    for PY in python3 python python3.11 python3.12 python3.13 python3.14; do
        suits "$PY" && return
    done
    echo "No Python 3.11 or newer found. Install one (python.org, or your package manager), or set PY to its path." >&2
    exit 1
}

setup() { # installs once; again only when the lock or the project file changes
    wanted=$(cat requirements.lock pyproject.toml | cksum)
    if [ -x "$PYTHON" ] && [ "$(cat "$VENV/.stamp" 2>/dev/null || true)" = "$wanted" ]; then
        return
    fi
    if [ ! -x "$PYTHON" ]; then
        find_python
        if ! "$PY" -m venv "$VENV"; then
            echo "Python could not make $VENV. On Debian and Ubuntu: apt-get install python3-venv." >&2
            exit 1
        fi
    fi
    echo "Installing into $VENV (once, a few minutes) ..." >&2
    "$PYTHON" -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r requirements.lock
    "$PYTHON" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    echo "$wanted" >"$VENV/.stamp"
}

plan() { # code 5 is a sound plan that may not be the best, and the program said so: make would call it an error
    "$PYTHON" -m collectief plan "$PARK" --out "$OUT" || { code=$? && [ "$code" -eq 5 ]; } || exit "$code"
}

browser() { # the pytest mark to leave out where there is no browser; CI installs one
    if [ -n "${COLLECTIEF_CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null; then
        return
    fi
    if [ "${CI:-}" = true ]; then
        sh scripts/install_browser.sh >&2
    else
        echo "not browser"
    fi
}

lint() {
    "$PYTHON" -m ruff check .
    "$PYTHON" -m ruff format --check .
}

types() {
    "$PYTHON" -m mypy
}

unit() { # readers, pages and what checks plans run beside the floors that compute
    left_out=$(browser)
    left_out="${left_out:+$left_out and }not long"
    mkdir -p out
    "$PYTHON" -m pytest -q -p no:cacheprovider -m "$left_out" $BESIDE >out/pages-tests.log 2>&1 &
    pages=$!
    trap 'kill "$pages" 2>/dev/null || true' EXIT
    ended=0
    "$PYTHON" -m pytest -q -m "not long" $(ignored $BESIDE) || ended=$?
    wait "$pages" || ended=$?
    trap - EXIT
    cat out/pages-tests.log
    return "$ended"
}

cover() { # from Python 3.12 on lines cost next to nothing to count; with branches a test takes three times as long
    core=$("$PYTHON" -c 'import sys; print("sysmon" if sys.version_info >= (3, 12) else "ctrace")')
    COVERAGE_CORE=$core "$PYTHON" -m pytest -q -m "not slow and not long" $(ignored $PAGES) \
        --cov --cov-report=term --cov-fail-under="$COVERED"
}

ignored() {
    for folder in "$@"; do echo "--ignore=$folder"; done
}

step=${1:-help}
case "$step" in
    help | -h | --help) usage; exit ;;
    clean) rm -rf "$VENV" out .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis; exit ;;
    setup | plan | test | test-fast | test-long | test-solver | cover | lint | types | unit | parks | validate) setup ;;
    *) usage >&2; exit 2 ;;
esac

case "$step" in
    plan) plan ;;
    test) lint; types; unit ;;
    test-fast) "$PYTHON" -m pytest -q -m "not browser and not slow and not long" ;;
    test-long) "$PYTHON" -m pytest -q -m "not browser" ;;
    test-solver) "$PYTHON" -m pytest -q -m "not slow and not long" $SOLVER ;;
    cover) cover ;;
    lint) lint ;;
    types) types ;;
    unit) unit ;;
    parks) "$PYTHON" scripts/make_parks.py ;;
    validate) PYTHONPATH=scripts:tests/presentation "$PYTHON" -m validate ${ONLY:-} ;;
esac
