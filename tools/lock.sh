#!/bin/bash
# Renews requirements.lock from requirements.txt: every package that the explorer needs, those of its packages too, each
# with the hashes of its files, for every system and Python from the oldest that it runs on. In an environment that is
# thrown away.
#
#   tools/lock.sh PYTHON [options of uv pip compile]     make lock ARGS="--upgrade-package certifi"
source "$(dirname "$0")/thrown_away.sh"

"$place/bin/python" -m pip install --quiet "uv==0.13.9"
# What is locked already stays, unless requirements.txt or an option says otherwise. No address of an index is written.
"$place/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-emit-find-links --custom-compile-command "make lock" --output-file requirements.lock "$@" requirements.txt
echo "requirements.lock: $(grep -cE '^[a-z]' requirements.lock) packages"
