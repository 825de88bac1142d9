# The commands of the project. `make` or `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV_READY := $(VENV)/.dev-ready

.DEFAULT_GOAL := help
.PHONY: help setup run test lint types format bench evaluate audit sbom train train-entities polish-model clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(READY): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV_READY): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $(READY) $@

setup: $(READY) ## install the program into .venv

run: $(READY) ## set up, build over the starter base, serve on http://127.0.0.1:8000
	@$(BIN)/praktyki serve --prepare

test: $(DEV_READY) ## run all tests, on all cores
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(DEV_READY) ## check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_READY) ## check types, strictly
	$(BIN)/mypy

format: $(DEV_READY) ## mend style and format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV_READY) ## measure speed and memory
	$(BIN)/praktyki bench

DATA ?= ../shared
evaluate: $(DEV_READY) ## measure quality on judged needs (DATA=folder with eval/)
	$(BIN)/praktyki evaluate --queries $(DATA)/eval/queries.jsonl --qrels $(DATA)/eval/qrels.jsonl

audit: $(DEV_READY) ## look for known vulnerabilities of what is installed
	$(BIN)/python deploy/audit.py

SBOM ?= build/sbom.cdx.json
sbom: $(DEV_READY) ## write the bill of materials of the program (CycloneDX; SBOM=file)
	@mkdir -p $(dir $(SBOM))
	$(PYTHON) -m venv --clear build/sbom-env
	build/sbom-env/bin/python -m pip install --quiet --disable-pip-version-check .
	build/sbom-env/bin/python -m pip uninstall --quiet --yes pip setuptools
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --sv 1.6 -o $(SBOM) build/sbom-env/bin/python
	@rm -rf build/sbom-env
	@echo "$(SBOM)"

train: $(DEV_READY) ## train the own encoder anew (DATA=folder with data/)
	$(BIN)/praktyki train $(DATA)/data index/models/own

train-entities: $(DEV_READY) ## train the own entity pipeline anew (DATA=folder with data/)
	$(BIN)/python -m ingest.training.entities $(DATA)/data ingest/models/entities

polish-model: $(READY) ## install pl_core_news_sm, the entity pipeline of spaCy for Polish (needs the internet)
	$(BIN)/python -m spacy download pl_core_news_sm

clean: ## remove what was built; var/ (your records) stays
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
