# Every command sets up what it needs first; nothing has to be installed by hand.
PYTHON ?= python3
PORT ?= 8000
export PORT ARGS FORCE E

.DEFAULT_GOAL := help
.PHONY: help run stop reset test lint audit attack bench messages requirements

help: ## This list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/\1|\2/' | while IFS='|' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

run: ## Everything on http://localhost:8000/ (PORT=9000 for another port); Ctrl-C stops it
	@exec $(PYTHON) -m deploy.local run

stop: ## Stop the `make run` of this clone from another terminal
	@exec $(PYTHON) -m deploy.local stop

reset: ## Stop and delete var/: databases, media, logs (FORCE=1 does not ask)
	@exec $(PYTHON) -m deploy.local reset

test: ## All tests, in parallel, on services of their own (ARGS="tests/catalog -k upload")
	@exec $(PYTHON) -m deploy.local test

lint: ## Format, style, security, types, architecture, templates, settings, migrations, TypeScript
	@exec $(PYTHON) -m deploy.local lint

audit: ## Known faults of the packages we use; asks pypi.org and npmjs.org
	@exec $(PYTHON) -m deploy.local audit

attack: ## Attacks on a platform of their own and what they saw (E=http://127.0.0.1:8000 for one that runs)
	@exec $(PYTHON) -m deploy.local attack

bench: ## Benchmarks, each beside its limit (ARGS="provisioning" for one)
	@exec $(PYTHON) -m deploy.local bench

messages: ## Bring the translation catalogues up to date with the code
	@exec $(PYTHON) -m deploy.local messages

requirements: ## Compile requirements/*.txt with hashes from the *.in files
	@exec $(PYTHON) -m deploy.local requirements
