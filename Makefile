# One command each. `make run` and `make test` start from nothing: they build .venv, install what is pinned in the
# requirements files and go on.
#
#   make run      serve the explorer at http://localhost:8501 (PORT=… for another port)
#   make test     every test, the ones in a real browser too (ARGS="tests/test_clinic.py -k phone" for a few)
#   make lint     style and types            make format   put the style right
#   make check    is the dataset sound?      make bench    how fast is a tap, how heavy a first visit
#   make shots    pictures of every page     make atlas    rebuild the body atlas from its meshes
#   make messages gather the texts to translate into locales/
#   make clean    remove what make has made

VENV ?= .venv
PORT ?= 8501
ARGS ?=
PYTHON := $(VENV)/bin/python

.PHONY: run test lint format check messages bench shots atlas clean
.DEFAULT_GOAL := run

run: $(VENV)/.run
	@echo "Open http://localhost:$(PORT)"
	$(PYTHON) -m streamlit run server.py --server.port $(PORT)

test: $(VENV)/.dev
	CHROMIUM="$$(tools/chromium.sh $(PYTHON))" $(PYTHON) -m pytest -n 2 --dist loadfile $(ARGS)

lint: $(VENV)/.dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy

format: $(VENV)/.dev
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

check: $(VENV)/.run
	$(PYTHON) -m referral check $(ARGS)

messages: $(VENV)/.run
	$(PYTHON) -m tools.messages $(ARGS)

bench: $(VENV)/.dev
	CHROMIUM="$$(tools/chromium.sh $(PYTHON))" $(PYTHON) -m benchmarks.bench_tap $(ARGS)
	CHROMIUM="$$(tools/chromium.sh $(PYTHON))" $(PYTHON) -m benchmarks.bench_start
	$(PYTHON) -m benchmarks.bench_handout

shots: $(VENV)/.dev
	CHROMIUM="$$(tools/chromium.sh $(PYTHON))" $(PYTHON) -m tools.shots $(ARGS)

atlas: $(VENV)/.tools
	$(PYTHON) -m tools.atlas $(ARGS)

clean:
	rm -rf $(VENV) shots .pytest_cache .mypy_cache .ruff_cache .hypothesis

# A stamp a requirements file: installed again only when the file has changed.
$(PYTHON):
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --upgrade pip

$(VENV)/.run: requirements.txt | $(PYTHON)
	$(PYTHON) -m pip install --quiet -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt requirements-tools.txt | $(PYTHON)
	$(PYTHON) -m pip install --quiet -r requirements-dev.txt
	@touch $@ $(VENV)/.run $(VENV)/.tools

$(VENV)/.tools: requirements-tools.txt | $(PYTHON)
	$(PYTHON) -m pip install --quiet -r requirements-tools.txt
	@touch $@
