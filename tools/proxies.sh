#!/bin/sh
# Installs nginx and Caddy for the tests of deploy/, as root on Debian, where they are missing; elsewhere it says so, and
# those tests are skipped. Neither is started as a service.
set -eu
PATH=$PATH:/usr/sbin

missing=""
for name in nginx caddy openssl; do
    command -v "$name" >/dev/null || missing="$missing $name"
done
[ -z "$missing" ] && exit 0

if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Not found:$missing; installing Debian's." >&2
    apt-get update -qq >&2
    for name in $missing; do
        # run level 1: what is installed does not start
        RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$name" >&2 ||
            echo "Not to be had: $name. Its tests are skipped." >&2
    done
else
    echo "Not found:$missing. Their tests are skipped." >&2
fi
