# Three commands do everything: `make demo`, `make serve` and `make test`. Each sets up its own virtual environment.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

nightly_parts := night-tests knowledge-mutants code-mutants fuzz licences
.PHONY: $(nightly_parts) demo serve dev test test-spark nightly check static form proofs pages bench docs generate lock audit release clean

demo: $(VENV)/.run
	$(BIN)/balance-rules assess examples/desk_lifter/profile.yaml --log examples/desk_lifter/hevy.csv
	$(BIN)/balance-rules log examples/desk_lifter/strong.csv

# The service and its page, on this machine alone, until Ctrl+C; on a desktop the page opens in the browser.
serve: $(VENV)/.serve
	$(BIN)/balance-rules serve --port $(PORT) --open

# What a contributor works with: the tools, and the package as it stands in this folder.
dev: $(VENV)/.dev

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadfile -q

check: static test

# All that CI asks for beside the tests, two at a time: form, types and layers; knowledge and its proofs; pages, site.
static: $(VENV)/.dev
	$(MAKE) --jobs 2 --output-sync=target form proofs pages

form: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

proofs: $(VENV)/.dev
	$(BIN)/balance-rules knowledge lint
	$(BIN)/balance-rules verify --fresh

pages: $(VENV)/.dev
	$(BIN)/python -m docs.generate --check
	$(BIN)/zensical build --strict

bench: $(VENV)/.dev
	$(PIP) install --require-hashes -r requirements-bench.lock
	$(BIN)/python -m benchmarks

# Spark, 400 MB of it, in an environment of its own; Java is installed where it is missing and can be.
test-spark: $(VENV)-spark/.ready
	@command -v java >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		&& apt-get update -qq && apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless; } || true
	$(VENV)-spark/bin/python -m pytest -q tests/cohort/test_cohort_spark.py

# What takes too long for every change, hours in all; each part is a command of its own.
nightly: $(nightly_parts) audit

# The tests with all their cases (`effort` in them says how many) and those in files `nightly_*.py`.
night-tests: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadfile -q --hypothesis-profile nightly \
		-o python_files='test_*.py nightly_*.py'

# Every mutant of the knowledge, and of the code that judges and reads.
knowledge-mutants: $(VENV)/.dev
	PYTHONPATH=tests $(BIN)/python -m verify.mutation

code-mutants: $(VENV)/.dev
	$(BIN)/python -m tools.mutants

# A million hostile inputs over every door.
fuzz: $(VENV)/.dev
	PYTHONPATH=.:tests $(BIN)/python -m fuzz --inputs 1000000

licences: $(VENV)/.dev
	$(BIN)/python -m tools.supply licences

docs: $(VENV)/.dev
	$(BIN)/python -m docs.generate
	$(BIN)/zensical build --strict

generate: $(VENV)/.dev
	$(BIN)/python -m docs.generate

# The lock files, one for the library and one for each extra; needs uv on the path. Everything else installs from them.
# The development lock comes first, and the extras keep to its versions; those of benchmarks and Spark hold it too.
EXTRAS := audit cohort duckdb excel fhir ibis mcp pandas programme prov serve verify
LOCK := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url pyproject.toml
lock:
	$(LOCK) --extra dev -o requirements-dev.lock
	$(LOCK) -c requirements-dev.lock -o requirements.lock
	$(LOCK) --extra dev --extra bench -o requirements-bench.lock
	$(LOCK) --extra dev --extra spark -o requirements-spark.lock
	for extra in $(EXTRAS); do $(LOCK) --extra $$extra -c requirements-dev.lock -o requirements-$$extra.lock || exit 1; done

# Known vulnerabilities of all that is pinned; asks the advisory database, so it needs the network.
audit: $(VENV)-audit/.ready
	for lock in requirements*.lock; do $(VENV)-audit/bin/pip-audit --require-hashes --disable-pip -r $$lock || exit 1; done

# The wheel, built twice and the same, with its bill of materials and the checksums of both, in dist/.
release: $(VENV)/.dev
	@test -z "$$(git status --porcelain)" || { echo "commit or remove what git status shows first" >&2; exit 1; }
	rm -rf dist build && mkdir -p dist build/again
	$(BIN)/python -m hatchling build -t sdist -t wheel -d dist
	$(BIN)/python -m hatchling build -t wheel -d build/again
	cmp dist/*.whl build/again/*.whl
	$(BIN)/python -m tools.supply licences
	$(BIN)/python -m tools.supply bom > dist/bom.cdx.json
	cd dist && sha256sum * > SHA256SUMS

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if (3, 11) <= v < (3, 14) else f"balance_rules needs Python 3.11 to 3.13, and {sys.executable} is {v.major}.{v.minor}: run make with PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.created requirements-programme.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements-programme.lock
	$(PIP) install --no-deps .
	@touch $@

$(VENV)/.serve: $(VENV)/.run requirements-serve.lock
	$(PIP) install --require-hashes -r requirements-serve.lock
	@touch $@

$(VENV)/.dev: $(VENV)/.created requirements-dev.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@sh tests/install_chromium.sh
	@touch $@ $(VENV)/.run

$(VENV)-spark/.ready: requirements-spark.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)-spark
	$(VENV)-spark/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements-spark.lock
	$(VENV)-spark/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)-audit/.ready: requirements-audit.lock
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements-audit.lock
	@touch $@

clean:
	rm -rf $(VENV) $(VENV)-spark $(VENV)-audit build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
