#!/bin/sh
# Installs what tests/browser/test_engines.py drives beside Chromium, where it can: Debian's Firefox ESR, and WebKitGTK
# with its driver and a screen for it. Elsewhere it does nothing, and those tests are skipped with their reasons.
set -eu
missing=
command -v firefox-esr >/dev/null || missing="firefox-esr"
command -v WebKitWebDriver >/dev/null || missing="$missing webkit2gtk-driver"
command -v Xvfb >/dev/null || missing="$missing xvfb"
[ -n "$missing" ] || exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing $missing." >&2
    # shellcheck disable=SC2086  # several names
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing; } >&2 ||
        echo "Not installed: $missing." >&2
fi
