# Everything that a fresh machine needs is installed by the target that needs it.
#   make demo       environment, install, then check the bundled vault
#   make test       lint, types, import contracts, tests, the plugin; PLUGIN=no leaves the plugin out
#   make test-all   the same and the long suites
#   make plugin     the Obsidian plugin, tested; needs Node
#   make lint | make bench | make clean
#   make peers      the environment of the tools that `bench_run.py --peer` compares with

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# What is fetched and unpacked goes on beside what is checked.
MAKEFLAGS += --jobs=2

.PHONY: stress demo install browser neovim node plugin suite whole-suite test test-all lint format bench peers clean

demo: install
	$(BIN)/vault-run check vault

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[all]' --group dev
	$(BIN)/python -m compileall -q vault_runner # where python may not write bytecode each start would compile anew
	touch $(STAMP)

lint: install
	$(BIN)/ruff format --check vault_runner tests
	$(BIN)/ruff check vault_runner tests
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install
	$(BIN)/ruff check --fix vault_runner tests
	$(BIN)/ruff format vault_runner tests

# A Chromium and a font with Chinese characters, from the system's packages.
browser:
	sh tests/browser.sh

# A Neovim, which some tests of the language server use if it can be had.
neovim:
	sh tests/neovim.sh

# A Node for the plugin, from the system's packages, or else a word on how to get one.
node:
	sh tests/node.sh

# The Obsidian plugin: types, lint, unit tests, build, and its scenarios in a real Chromium: with a scripted backend
# that can fail in every way, and beside them with the real one.
plugin: install browser node plugin-bridge/node_modules/.package-lock.json
	cd plugin-bridge && npm run --silent typecheck && npm run --silent lint && npm run --silent unit
	cd plugin-bridge && npm run --silent build
	cd plugin-bridge && VAULT_RUNNER_BACKEND=$(CURDIR)/$(BIN)/vault-run npm run --silent browser:all

plugin-bridge/node_modules/.package-lock.json: plugin-bridge/package-lock.json | node
	cd plugin-bridge && npm ci --no-audit --no-fund --loglevel=error
	touch $@

PLUGIN ?= yes
# The system's packages are installed one after the other: they share a lock.
neovim node: | browser
ifneq ($(PLUGIN),no)
test test-all: plugin
neovim: | node
endif

# The plugin's scenarios wait for a browser most of the time: python's tests go on beside them.
test: suite
suite: lint browser neovim
	$(BIN)/python -m pytest -n 2 --dist worksteal -m 'not slow'

test-all: whole-suite
whole-suite: lint browser neovim
	$(BIN)/python -m pytest -n 2 --dist worksteal

# An editor that saves all the time against the writer, 5,000 saves a mode, and 500 kills of the writer; then 10,000
# notes made at random, whose other bytes must stay.
stress: install
	VAULT_RUN_SAVES=2500 VAULT_RUN_KILLS=500 $(BIN)/python -m pytest -s --timeout=900 tests/stress
	VAULT_RUN_EXAMPLES=10000 $(BIN)/python -m pytest --timeout=3600 tests/properties/test_write_regions.py

bench: install
	for script in tests/bench/bench_*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

# An environment of its own for the tools that bench_run.py compares with.
peers: .venv-peers/.installed

.venv-peers/.installed: constraints.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	.venv-peers/bin/python -m pip install --quiet --constraint constraints.txt \
	    torch numpy matplotlib ipykernel pytest pytest-xdist nbmake==1.5.5
	touch $@

clean:
	rm -rf $(VENV) .venv-peers .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
