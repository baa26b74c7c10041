# Sourced by tools that are called with a PYTHON first: from the repository's root, with a virtual environment of it in
# $place that is thrown away at the end. What follows PYTHON stays in "$@".
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=$1
shift

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
"$python" -m venv "$place"
