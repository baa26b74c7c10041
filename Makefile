# One command each. `make run` and `make test` start from nothing: they build .venv, install what is pinned in the
# requirements files and go on.
#
#   make run      serve the explorer at http://localhost:8501 (PORT=… for another port)
#   make test     what matters most, in a real browser too (ARGS="tests/test_clinic.py -k phone" for a few)
#   make test-all every test: more states, languages and widths of the pages, servers that are started anew, and the
#                 list of checks in Firefox and WebKitGTK too
#   make fuzz     hostile input, a hundred times as much as in the tests (FUZZ=1000 for more)
#   make lint     style and types            make format   put the style right
#   make check    is the dataset sound?      make bench    how fast is a tap, how heavy a first visit
#   make shots    pictures of every page     make atlas    rebuild the body atlas from its meshes
#   make sheet    the contact sheets: all muscles, in docs/anatomy, and all patterns, in shots/
#   make messages gather the texts to translate into locales/    make wheel   the explorer as one file, in dist/
#   make lock     renew requirements.lock after a change of requirements.txt
#   make describe write what the tables hold into data/datapackage.json
#   make next     the tests with the newest Streamlit and Plotly, in an environment that is thrown away
#   make proxies  nginx and Caddy with the files of deploy/ before two servers, and a browser that does what a visitor does
#   make clean    remove what make has made

VENV ?= .venv
PORT ?= 8501
ARGS ?=
PYTHON := $(VENV)/bin/python

.PHONY: run test test-all fuzz proxies lint scripts format check describe messages lock next bench shots atlas sheet wheel clean
.DEFAULT_GOAL := run

run: $(VENV)/.run
	$(PYTHON) -m referral serve --port $(PORT)

# Two workers, a file of tests at a time, in the order in which tests/conftest.py puts the files.
PYTEST = CHROMIUM="$$(tools/chromium.sh $(PYTHON))" $(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test: $(VENV)/.dev
	$(PYTEST) -m "not long" $(ARGS)

test-all: $(VENV)/.dev
	tools/engines.sh
	$(PYTEST) $(ARGS)

# Hostile datasets, clinic files, catalogues and links: FUZZ times as many as in `make test`, each time others.
fuzz: $(VENV)/.dev
	FUZZ=$${FUZZ:-100} $(PYTHON) -m pytest -m fuzz $(ARGS)

proxies: $(VENV)/.dev
	tools/proxies.sh
	CHROMIUM="$$(tools/chromium.sh $(PYTHON))" $(PYTHON) -m pytest -rs tests/test_deploy.py tests/browser/test_proxies.py $(ARGS)

lint: $(VENV)/.dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	@$(MAKE) --no-print-directory scripts

# The types of the browser's scripts, by TypeScript's compiler (package.json). The app itself needs no Node.
scripts:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory node_modules/.package.json && node_modules/.bin/tsc -p .; \
	else echo "Not checked: the types of the scripts (referral/ui/components/**/*.js), since Node is missing."; fi

node_modules/.package.json: package.json
	npm install --no-package-lock --no-audit --no-fund --silent
	@cp package.json $@

format: $(VENV)/.dev
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

check: $(VENV)/.dev
	$(PYTHON) -m referral check $(ARGS)

describe: $(VENV)/.run
	$(PYTHON) -m tools.describe

messages: $(VENV)/.run
	$(PYTHON) -m tools.messages $(ARGS)

lock: | $(PYTHON)
	tools/lock.sh $(PYTHON) $(ARGS)

next: $(VENV)/.dev
	tools/next.sh $(PYTHON) $(ARGS)

# Ten minutes, and a machine that does nothing else. Writes benchmarks/RESULTS.md; ARGS="--only tap" for a part.
bench: $(VENV)/.dev
	CHROMIUM="$$(tools/chromium.sh $(PYTHON))" $(PYTHON) -m benchmarks.report $(ARGS)

shots: $(VENV)/.dev
	CHROMIUM="$$(tools/chromium.sh $(PYTHON))" $(PYTHON) -m tools.shots $(ARGS)

atlas: $(VENV)/.tools
	$(PYTHON) -m tools.atlas $(ARGS)

sheet: $(VENV)/.run
	$(PYTHON) -m tools.sheet
	mkdir -p shots
	$(PYTHON) -m tools.pattern_sheet --points --out shots/patterns

wheel: $(VENV)/.dev
	$(PYTHON) -m hatchling build --target wheel

clean:
	rm -rf $(VENV) node_modules dist shots .pytest_cache .mypy_cache .ruff_cache .hypothesis

# What the explorer runs with comes from requirements.lock: requirements.txt with all that it draws in, each file known by
# its hash. A stamp a requirements file: installed again only when the file has changed. start.py compares .run with its
# file.
LOCKED = $(PYTHON) -m pip install --quiet --require-hashes -r requirements.lock

$(PYTHON):
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --upgrade pip

$(VENV)/.run: requirements.lock | $(PYTHON)
	$(LOCKED)
	@cp requirements.lock $@

$(VENV)/.dev: requirements-dev.txt requirements.txt requirements.lock requirements-tools.txt | $(PYTHON)
	$(LOCKED)
	$(PYTHON) -m pip install --quiet -r requirements-dev.txt
	@touch $@ $(VENV)/.tools
	@cp requirements.lock $(VENV)/.run

$(VENV)/.tools: requirements-tools.txt | $(PYTHON)
	$(PYTHON) -m pip install --quiet -r requirements-tools.txt
	@touch $@
