#!/bin/bash
# Runs the tests with the newest Streamlit and Plotly, in an environment that is thrown away, and says what breaks.
#
#   tools/next.sh PYTHON [what pytest is to run]     make next ARGS="tests/ui tests/browser/test_edges.py"
source "$(dirname "$0")/thrown_away.sh"

# Everything else as it is pinned; these two as they come.
sed -E 's/^(streamlit|plotly)==[^ ]+/\1/' requirements.txt >"$place/requirements.txt"
cp requirements-dev.txt requirements-tools.txt "$place/"
"$place/bin/python" -m pip install --quiet --upgrade -r "$place/requirements-dev.txt"

tried=$("$place/bin/python" -m pip list --format freeze | grep -E '^(streamlit|plotly)=' | paste -sd' ')
echo "Pinned: $(grep -oE '^(streamlit|plotly)==[^ ]+' requirements.txt | paste -sd' '). Tried: $tried."
chromium=$(tools/chromium.sh "$place/bin/python")
if CHROMIUM=$chromium "$place/bin/python" -m pytest -p no:cacheprovider -n 2 --dist loadfile --tb short -rfE "$@"; then
    echo "Nothing breaks with $tried."
else
    echo "The tests named above break with $tried; what we rely on is in referral/ui/edges.py and components/edges.js."
    exit 1
fi
