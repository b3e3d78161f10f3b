# Two commands do everything on a machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test coverage check stub bench validation docs dist matrix locks changelog clean
.DEFAULT_GOAL := demo
# For each target of the fuzzing of `make robust`, and for its kills.
SECONDS := 600

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Say which: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@echo "Installing into $(VENV); this takes a minute or two"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable . --group dev
	@touch $@

demo: $(READY)
	$(BIN)/python notebooks/demo.py

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses auto

coverage: $(READY)
	rm -rf build/coverage
	mkdir -p build/coverage
	$(BIN)/python -m coverage run -m pytest --numprocesses auto
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --skip-covered --sort=cover

stub: $(READY)
	$(BIN)/python tools/public_stub.py

check: $(READY)
	$(BIN)/python -m estimates check datasets/*/

bench: $(READY)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group bench
	$(BIN)/python benchmarks/run.py

docs: $(READY)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group docs
	$(BIN)/python docs/generate.py
	$(BIN)/python -m sphinx -q -E -W --keep-going -b html docs build/docs
	$(BIN)/python tools/check_links.py build/docs
	@echo "The site is in build/docs/index.html"

validation: $(READY)
	$(BIN)/python validation/coverage.py
	$(BIN)/python validation/compare.py
	$(BIN)/python validation/latex.py
	$(BIN)/python validation/bias_model.py --simulate
	$(BIN)/python validation/citing/compare.py

robust: $(READY)
	-$(BIN)/python -m pip install --quiet --constraint constraints.txt --group robust
	$(BIN)/python -m validation.robust --seconds $(SECONDS)

dist: $(READY)
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl

locks: $(READY)
	$(BIN)/uv pip compile --quiet --no-header --resolution lowest-direct --python-version 3.11 --all-extras --group frames pyproject.toml --output-file locks/oldest.txt
	$(BIN)/uv pip compile --quiet --no-header --resolution highest --python-version 3.13 --all-extras --group frames pyproject.toml --output-file locks/newest.txt

matrix: $(READY)
	PATH="$(CURDIR)/$(BIN):$$PATH" tools/matrix.sh

changelog: $(READY)
	$(BIN)/towncrier build --yes --version "$$($(BIN)/python -c "import estimates; print(estimates.__version__)")"

clean:
	rm -rf $(VENV) build dist
