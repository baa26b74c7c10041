#!/bin/sh
# Prints the path of a Chromium for the browser tests; installs one if there is none. Usage: chromium.sh PYTHON
# In order: the one named by CHROMIUM, one on the PATH, Debian's (as root), the one that Playwright brings.
set -eu
python=$1

find_installed() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" && return 0
    done
    return 1
}

if [ -n "${CHROMIUM:-}" ]; then
    echo "$CHROMIUM"
    exit 0
fi
find_installed && exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "No Chromium found; installing Debian's." >&2
    if apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >&2; then
        find_installed && exit 0
    fi
fi

echo "No Chromium found; installing Playwright's." >&2
"$python" -m playwright install chromium >&2
"$python" -c 'from playwright.sync_api import sync_playwright as start
with start() as playwright:
    print(playwright.chromium.executable_path)'
