#!/bin/sh
# Installs Debian's Chromium for the browser tests (tests/presentation/test_browser.py). Needs root.
set -eu
if command -v chromium >/dev/null 2>&1; then
    chromium --version
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "No apt-get on this machine: install Chromium yourself and set COLLECTIEF_CHROMIUM to its path." >&2
    exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
chromium --version
