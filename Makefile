PYTHON ?= python3
BIN := .venv/bin

.PHONY: install run test check format lint types imports gate eval lock clean

CHECK_PYTHON = import sys; sys.exit(sys.version_info < (3, 11) and "Lotse needs Python 3.11 or newer; set PYTHON=python3.x")
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
# What pip would do after it, alone on one core. A file for another Python is not compiled, which is no fault.
COMPILE := $(BIN)/python -m compileall -qq -j 0 .venv/lib knowledge ingest assistant evals api || true

install: .venv/.run

.venv/.run: requirements.lock pyproject.toml
	$(PYTHON) -c '$(CHECK_PYTHON)'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	$(COMPILE)
	touch $@

# One pass for a new machine: the lock of the developers holds all of the other one. It names all that is needed, so its
# packages are unpacked in two halves side by side: every other one, a package begins at the left edge.
HALVES = import re, pathlib; lock = re.split(r"(?m)^(?=[a-z])", pathlib.Path("requirements-dev.lock").read_text()); \
	[pathlib.Path(f".venv/half-{n}").write_text("".join(lock[n::2])) for n in (0, 1)]
.venv/.dev: requirements-dev.lock pyproject.toml
	$(PYTHON) -c '$(CHECK_PYTHON)'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -c '$(HALVES)'
	@$(MAKE) --no-print-directory --jobs=2 .venv/half-0.done .venv/half-1.done
	$(PIP) --no-deps --no-build-isolation --editable .
	touch .venv/.run $@

.venv/half-%.done: .venv/half-%
	$(PIP) --no-deps --require-hashes -r $<
	touch $@

.venv/.compiled: .venv/.dev
	$(COMPILE)
	touch $@

run: install
	$(BIN)/lotse serve

# Side by side, the output of each in one piece where make can do that: mypy keeps one core busy, all others the second.
check: .venv/.dev
	@$(MAKE) --no-print-directory --jobs=2 $(filter --output-sync,$(.FEATURES:%=--%)) types .venv/.compiled format lint imports

format: .venv/.dev
	$(BIN)/ruff format --check .

lint: .venv/.dev
	$(BIN)/ruff check .

types: .venv/.dev
	$(BIN)/mypy

imports: .venv/.dev
	$(BIN)/lint-imports

# Answers are gated here, too: tests/api/test_gate_sabotage.py. Files start in the order of tests/conftest.py, the long ones first.
# Tests start hundreds of processes: where Python is told to keep no compiled files, each would compile all anew.
test: export PYTHONDONTWRITEBYTECODE =
test: check
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# Both ask a Lotse of their own, in an empty folder and without LOTSE_ settings or .env: no data of yours is touched, no
# running Lotse is in the way, and the figures are those of the code. The date is the gate's, see evals/gate/gate.toml.
OWN = dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && cd "$$dir" && \
	lotse() { env -i PATH="$$PATH" HOME="$$HOME" TERM="$$TERM" LOTSE_DATA_DIR="$$dir/data" LOTSE_TODAY=2026-11-27 "$(CURDIR)/$(BIN)/lotse" "$$@"; }

gate: install
	@$(OWN) && lotse eval gate

# All own sets: a run, a report to read, and docs/quality.md. An earlier run is thrown away, not continued.
EVAL := $(CURDIR)/dist/eval
eval: install
	@rm -rf "$(EVAL)" && mkdir -p "$(EVAL)" && start=$$(date +%s) && $(OWN) && \
	lotse eval run "$(CURDIR)"/evals/sets/*.jsonl --out "$(EVAL)/run" && \
	lotse eval report "$(EVAL)/run" --html "$(EVAL)/report.html" --markdown "$(CURDIR)/docs/quality.md" && \
	echo "$$(( ($$(date +%s) - start + 59) / 60 )) Minuten, Bericht: $(EVAL)/report.html"

# Needs uv. Universal: one lock for every platform and Python version that Lotse supports; no index address in it.
lock:
	uv pip compile pyproject.toml --extra postgres --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -o requirements.lock
	uv pip compile pyproject.toml --extra postgres --group build --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -c requirements.lock --upgrade -o requirements-dev.lock

clean:
	rm -rf .venv data dist
