# Two commands from a bare clone: `make demo` and `make test`. Each installs what is missing, then runs.
SHELL := /bin/bash
BIN := .venv/bin

.PHONY: demo test setup setup-dev lint check bench bench-extraction benchmark pack-coverage safety lock schema samples clean

demo: setup
	$(BIN)/oncotailor demo

test: setup-dev lint
	$(BIN)/python -m pytest -n 2 --dist loadgroup

setup:
	./setup.sh run

setup-dev:
	./setup.sh dev

# What CI runs before the tests, and what one runs before a commit.
lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

bench: setup-dev
	$(BIN)/python -m bench.speed

# Accuracy and silent errors on layouts that nobody tuned for; the scanned modes take minutes.
bench-extraction: setup-dev
	$(BIN)/python -m bench.extraction --cases 50

# Which branches of the rules the invented patients reach; fails below 100 %.
pack-coverage: setup-dev
	$(BIN)/python -m bench.pack_coverage --missing

# Thousands of generated profiles against what must never be said; minutes.
safety: setup-dev
	$(BIN)/python -m bench.safety --profiles 5000

# Writes docs/BENCHMARK.md anew: every set of layouts in every mode; more than an hour on two cores.
benchmark: setup-dev
	$(BIN)/python -m bench.report --cases 30 --seed 2611 --sets lastlook,newcomers,letters,reserve,guests,arrivals --paper lastlook

# Writes the lock files anew from the *.in files; the locks hold hashes and no address of a registry.
lock: setup-dev
	./setup.sh lock

schema: setup-dev
	$(BIN)/python -m schemas.json_schema

samples: setup-dev
	$(BIN)/python -m sample_records.make

clean:
	rm -rf .venv out build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
