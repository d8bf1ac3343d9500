# Everything is built and installed under target/, bindings-node/ and the clients' folders.

export CARGO_TARGET_DIR := $(CURDIR)/target
CARGO := cargo --locked
BIN := target/release
DEBUG := target/debug
VENV := target/venv
PYTHON := $(VENV)/bin/python
STAMPS := target/stamps
RESULT := target/demo.json

# Kotlin and Swift run wherever they can; in CI they must. A root of a Debian system needs no Swift:
# bindings-swift/toolchain.sh installs one into a cache folder.
KOTLIN := $(if $(CI),yes,$(shell command -v javac >/dev/null && command -v mvn >/dev/null && echo yes))
SWIFT := $(if $(CI),yes,$(shell command -v swift >/dev/null || \
	{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; } && echo yes))
MOBILE := $(if $(KOTLIN),kotlin) $(if $(SWIFT),swift)
WITHOUT := $(if $(KOTLIN),,--without Kotlin) $(if $(SWIFT),,--without Swift)

.DEFAULT_GOAL := help
.PHONY: help demo test bench format readme cli equipment python node kotlin swift clients \
	check-format check-rust check-cli check-service check-python check-node check-kotlin check-swift \
	check-identical check-demo check-hostile check-flows check-public-sdks check-fleet check-outage \
	check-readme

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

demo: clients ## Run every failure in every client and print one table
	@$(PYTHON) tests/demo.py $(DEMO) $(WITHOUT)

test: ## Run all checks of all languages, as CI does
	@tests/checks.sh format rust cli service python node kotlin swift identical demo hostile \
		flows public-sdks outage fleet readme

bench: cli equipment python node $(MOBILE) ## Print medians and ratios against floors and peers
	@echo "building: benchmarks" && $(CARGO) build -q --release -p avatar-errors-bench
	@$(PYTHON) bench/table.py $(MOBILE)

format: python node ## Format everything
	cargo fmt
	$(VENV)/bin/ruff format $(PYTHON_SOURCES)
	cd bindings-node && npm run --silent format

readme: $(RESULT) ## Write the README's tables
	python3 tests/readme.py --write

# What is built

cli: ## Build the command line
	@echo "building: command line" && $(CARGO) build -q --release -p avatar-errors-cli

equipment: ## Build the stand-in service and the generator
	@echo "building: stand-in service, generator"
	@$(CARGO) build -q -p avatar-errors-service -p avatar-errors-generator

python: $(STAMPS)/venv ## Build the wheel and install it
	@echo "building: Python wheel"
	@rm -rf target/wheels
	@$(VENV)/bin/maturin build -q --release --locked -m bindings-python/Cargo.toml -o target/wheels
	@$(PYTHON) -m pip install -q --force-reinstall --no-deps target/wheels/*.whl

node: $(STAMPS)/node ## Build the Node package
	@echo "building: Node package"
	@cd bindings-node && npm run --silent build

kotlin: ## Build the Kotlin library and its client
	@echo "building: Kotlin library"
	@bindings-kotlin/build.sh -DskipTests

swift: ## Build the Swift package, with a Swift of its own where there is none
	@echo "building: Swift package"
	@bindings-swift/toolchain.sh
	@bindings-swift/build.sh -c release --product classify-lines -q

clients: equipment python node $(MOBILE) ## Build and install the clients of all languages
	@for language in rust python node $(MOBILE); do \
		echo "building: $$language clients"; \
		for script in tests/clients/$$language/install.sh tests/clients/$$language/build.sh; do \
			if [ -f $$script ]; then $$script || exit 1; fi; \
		done; \
	done

$(STAMPS)/venv: bindings-python/pyproject.toml tests/clients/python/requirements.txt
	@echo "installing: Python tools"
	@python3 -m venv --clear $(VENV)
	@$(PYTHON) -m pip install -q --upgrade pip
	@$(PYTHON) -m pip install -q --group bindings-python/pyproject.toml:dev \
		-r tests/clients/python/requirements.txt
	@mkdir -p $(@D) && touch $@

$(STAMPS)/node: bindings-node/package-lock.json
	@echo "installing: Node tools"
	@cd bindings-node && npm ci --silent
	@mkdir -p $(@D) && touch $@

# What is checked, each alone

PYTHON_SOURCES := bindings-python tests/clients/python $(wildcard tests/*.py) tests/fleet tests/public-sdks \
	ops bench

check-format: $(STAMPS)/venv $(STAMPS)/node ## Formatting and lints, warnings denied
	cargo fmt --check
	$(CARGO) clippy -q --workspace --all-targets -- -D warnings
	$(CARGO) clippy -q -p avatar-errors --all-targets -- -D warnings
	$(CARGO) clippy -q -p avatar-errors --features test-panic --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc -q --no-deps -p avatar-errors --features uniffi,reqwest,tungstenite
	$(VENV)/bin/ruff format -q --check $(PYTHON_SOURCES)
	$(VENV)/bin/ruff check -q $(PYTHON_SOURCES)
	cd bindings-node && npm run --silent lint
	$(VENV)/bin/shellcheck .ci/run $$(git ls-files '*.sh')

check-rust: ## The core: vectors, catalogue, hostile inputs, documentation
	$(CARGO) test -q -p avatar-errors -- --nocapture
	$(CARGO) test -q -p avatar-errors --features reqwest,tungstenite
	$(CARGO) test -q -p avatar-errors --features uniffi --lib packed

check-cli: ## The command line
	$(CARGO) test -q -p avatar-errors-cli

check-service: ## The stand-in service
	$(CARGO) test -q -p avatar-errors-service

check-python: python ## The Python package: vectors, behaviour, types, stubs
	cd bindings-python && ../$(PYTHON) -m pytest -q && ../$(PYTHON) -m pytest -q ../bench/python

check-node: node ## The Node package: vectors, behaviour, types, packaging
	cd bindings-node && npm test

check-kotlin: ## The Kotlin library: vectors, behaviour, Java, every JDK here
	bindings-kotlin/build.sh
	bindings-kotlin/other-jdks.sh

check-swift: ## The Swift package: vectors, behaviour, formatting, Apple's manifests
	bindings-swift/toolchain.sh
	bindings-swift/test.sh
	bindings-swift/check.sh

check-identical: cli equipment python node $(MOBILE) ## Vectors and 100,000 generated failures in all languages, byte for byte
	$(PYTHON) tests/compare.py --generator $(DEBUG)/avatar-errors-generator \
		"Rust=$(BIN)/avatar-errors classify" \
		"Python=$(PYTHON) bindings-python/tests/classify_lines.py" \
		"Node=node bindings-node/test/classify-lines.mjs" \
		$(if $(KOTLIN),"Kotlin=java @target/kotlin/classify-lines.args") \
		$(if $(SWIFT),"Swift=bindings-swift/toolchain.sh target/swift/release/classify-lines")

check-demo: $(STAMPS)/venv ## All clients against the stand-in service
	@$(PYTHON) -m pytest -q tests/test_verdict.py
	@$(MAKE) --no-print-directory demo DEMO=--check

check-hostile: clients ## Time and memory of all clients where the service is hostile
	@$(PYTHON) tests/hostile.py $(WITHOUT)

check-flows: clients ## The retries of all languages against the stand-in service
	@$(PYTHON) -m pytest -q tests/test_flows.py
	@$(PYTHON) tests/flows.py $(WITHOUT)

check-public-sdks: equipment python ## The errors of the service's public SDKs
	@tests/public-sdks/install.sh
	@$(PYTHON) tests/public-sdks/public_sdks.py --check

check-outage: ## The retries of a thousand clients in an outage, with and without a budget
	$(CARGO) run -q --release -p avatar-errors --example outage

check-fleet: equipment python node ## Alert rules, dashboard, and a fleet that fails together
	@tests/fleet/check.sh $(PYTHON) $(DEBUG)/avatar-errors-service

check-readme: cli equipment python node $(RESULT) ## The README's examples and tables
	$(PYTHON) tests/readme.py

$(RESULT): tests/service/scenarios.json $(wildcard tests/clients/*/columns.json)
	@$(MAKE) --no-print-directory check-demo
