# Every command of the project; `make` alone lists them.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# gunicorn listens here; browsers reach every interface of this machine by its own address.
ADDRESS = $(patsubst 0.0.0.0:%,127.0.0.1:%,$(or $(BIND),127.0.0.1:$(PORT)))
NEW_KEY := $(BIN)/python -c "import secrets; print(secrets.token_urlsafe(64))"
# make check asks as the site runs in production, whatever .env and the shell say, and leaves no database.
PRODUCTION := env -i PATH="$$PATH" ENV_FILE=/dev/null DATABASE_URL=sqlite://:memory: SITE_URL=https://localhost SECRET_KEY="$$($(NEW_KEY))"
SQLITE := env -u DATABASE_URL
# Python keeps what it compiled: else each process that a test starts compiles the site anew.
unexport PYTHONDONTWRITEBYTECODE
PARALLEL := --numprocesses auto --dist loadscope --no-loadscope-reorder --ignore tests/browser
# A thread of the test server may outlive its test by a moment, with its socket: no fault of a page.
LIVE_SERVER := -W ignore::pytest.PytestUnhandledThreadExceptionWarning \
	-W ignore::pytest.PytestUnraisableExceptionWarning -W ignore::ResourceWarning

VNU := 26.9.27
CHECKER := .venv/vnu-$(VNU).jar

.PHONY: help run dev test test-system test-properties test-postgres test-browser test-browser-all test-next checker lighthouse bench stress check format icons lock python

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: .venv/.installed .env staticfiles/staticfiles.json ## Set everything up and serve with gunicorn on http://127.0.0.1:8000 (PORT or BIND override)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_content
	@echo
	@echo "  The portal:      $(if $(filter unix:%,$(ADDRESS)),,http://)$(ADDRESS)"
	@echo "  Make a curator:  $(MANAGE) createsuperuser, then sign in at /admin/"
	@echo
	@PORT=$(PORT) exec $(BIN)/gunicorn --config portal/gunicorn.py

dev: .venv/.installed-dev .env ## Serve with autoreload and the debug toolbar
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_content
	DEBUG=on $(MANAGE) runserver $(PORT)

test: .venv/.installed-dev ## All but whole crawls, started processes and browsers, on SQLite, with coverage
	$(SQLITE) $(BIN)/pytest $(PARALLEL) -m "not system" --cov --cov-report=term --cov-fail-under=95
	$(BIN)/coverage report --include='*/rules/*,*/graphics/*' --fail-under=100

test-system: .venv/.installed-dev ## Crawls of the whole site, and the site in processes of its own, on SQLite
	$(SQLITE) $(BIN)/pytest $(PARALLEL) -m system

test-properties: .venv/.installed-dev ## The rules by a thousand drawn examples each, where make test draws a hundred
	$(SQLITE) $(BIN)/pytest $(PARALLEL) -m "hypothesis and not django_db" --hypothesis-profile thorough

test-postgres: .venv/.installed-dev ## What asks a database, on PostgreSQL, but for the crawls: set DATABASE_URL
	@test -n "$$DATABASE_URL" || { echo "Set DATABASE_URL, such as postgres://postgres@127.0.0.1:5432/postgres"; exit 1; }
	$(BIN)/pytest $(PARALLEL) -m "database and not crawl" --ignore-glob '*/rules/*' --ignore-glob '*/graphics/*'

test-browser: .venv/.installed-dev ## Journeys and checks in Chromium (CHROMIUM names another than the system's)
	@command -v npm >/dev/null || test -f $(CHECKER) || echo "npm is missing: HTML will not be checked."
	@! command -v npm >/dev/null || $(MAKE) --no-print-directory checker
	$(SQLITE) VNU_JAR=$(CHECKER) $(BIN)/pytest -m "$(or $(JOURNEYS),browser and not other_way)" --numprocesses auto --dist worksteal $(LIVE_SERVER) tests/browser

test-browser-all: JOURNEYS := browser
test-browser-all: test-browser ## The same, with each journey in all its ways

test-next: .venv/.installed-dev ## The suite on Python 3.13 and Django 6.1, in .venv-next; it may fail, and says what does
	@test -n "$(NEXT_PYTHON)" || echo "Skipped: Python 3.13 was not found, so nothing was tried on it or on Django 6.1. NEXT_PYTHON names one."
	@test -z "$(NEXT_PYTHON)" || { $(MAKE) --no-print-directory .venv-next/.installed && \
		$(SQLITE) .venv-next/bin/pytest $(PARALLEL) -W default --tb line -rfE; } || \
		echo "The next versions fail where it says so above; make test-next may."

NEXT_PYTHON ?= $(shell for one in python3.13 "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.13*/bin/python3.13; do \
	"$$one" -c 'import sys; print(sys.executable)' 2>/dev/null && break; done)

checker: $(CHECKER) ## Fetch the Nu checker of HTML with npm; it runs on Java

lighthouse: .venv/.installed-dev ## Every type of page in Lighthouse: some fifteen minutes, with Node (ONLY="home;role")
	$(BIN)/python -m tests.bench.lighthouse

bench: .venv/.installed-dev ## Speed of pages and of ranking at three sizes: some ten minutes
	$(BIN)/python -m tests.bench

stress: .venv/.installed-dev ## Readers beside writers, imports, sign-ins and double submits: some ten minutes
	for bench in load imports sign_ins double_submits; do $(BIN)/python -m tests.bench.$$bench || exit 1; done

check: .venv/.installed-dev ## Lint, format, types, import contracts, templates, migrations, deployment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(PRODUCTION) $(BIN)/mypy
	$(BIN)/lint-imports
	git ls-files 'templates/*.html' | xargs $(BIN)/djade --check --target-version 5.2
	$(BIN)/djangofmt check templates
	$(BIN)/djangofmt --check templates
	$(PRODUCTION) $(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

format: .venv/.installed-dev ## Format code and templates
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-git ls-files 'templates/*.html' | xargs $(BIN)/djade --target-version 5.2
	$(BIN)/djangofmt templates

icons: .venv/.installed-dev ## Draw the name mark anew as pixels, into static/icons
	$(BIN)/python -m scripts.draw_icons

lock: .venv/.installed-dev ## Write the locks anew from pyproject.toml, with hashes and without an index address
	$(BIN)/uv pip compile pyproject.toml --upgrade $(LOCK) -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.lock $(LOCK) -o requirements-dev.lock

LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet

# An older .venv is looked at too: nothing else would say why it cannot install the locks.
python:
	@$(or $(wildcard .venv/bin/python),$(PYTHON)) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	"Python 3.11 or newer is needed: make PYTHON=python3.12 (remove .venv first if it is older)")'

.venv/bin/python: | python
	$(PYTHON) -m venv --clear .venv || { rm -rf .venv; exit 1; }

# The locks hold everything, so nothing is left to resolve: a pip of 2023 would look for a newer
# release of what a package asks with an extra, and refuse it for having no hash.
.venv/.installed: requirements.lock | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@touch $@

# After the other, so that two pips never write at once.
.venv/.installed-dev: requirements-dev.lock | .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

# What the lock holds, and another Django over it: the lock is for the one that the site runs on.
.venv-next/.installed: requirements-dev.lock | .venv/.installed-dev
	$(BIN)/uv venv --quiet --clear --no-project --python $(NEXT_PYTHON) .venv-next
	$(BIN)/uv pip install --quiet --python .venv-next --no-deps --require-hashes -r requirements-dev.lock
	$(BIN)/uv pip install --quiet --python .venv-next --no-deps 'django==6.1.*'
	@touch $@

$(CHECKER): | .venv/bin/python
	npm pack vnu-jar@$(VNU) --silent --pack-destination .venv
	tar -xzf .venv/vnu-jar-$(VNU).tgz -C .venv --strip-components 3 package/build/dist/vnu.jar
	@rm .venv/vnu-jar-$(VNU).tgz && mv .venv/vnu.jar $@

staticfiles/staticfiles.json: .venv/.installed .env $(shell find static -type f)
	@DEBUG=off $(MANAGE) collectstatic --no-input --clear --verbosity 0
	@touch $@

.env: | .venv/bin/python
	@umask 077; key="$$($(NEW_KEY))" && printf '%s\n' "SECRET_KEY=$$key" \
		HTTPS=off EMAIL_URL=consolemail:// EMAIL_VERIFICATION=optional > .venv/env && mv .venv/env $@
	@echo "Wrote .env for local use; .env.example explains what it may hold."
