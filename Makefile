# What a person does with Pronto, by the names that they would try. CMake does the work: see
# CMakePresets.json for the kinds of build.
JOBS ?= $(shell nproc)
PREFIX ?= /usr/local

# Of Debian 12 or Ubuntu 24.04 and later.
BUILD_PACKAGES = g++ cmake ninja-build libcaf-dev libmimalloc-dev nlohmann-json3-dev \
  libpugixml-dev libcli11-dev libutf8proc-dev libreadline-dev zlib1g-dev libdeflate-dev libboost-dev \
  libhwy-dev
TEST_PACKAGES = doctest-dev libvalijson-dev
# Of what Pronto is measured beside. Each may be missing.
PEER_PACKAGES = pkg-config libsqlite3-dev libpq-dev libhiredis-dev postgresql redis-server

.DEFAULT_GOAL := help
.PHONY: help deps build program test asan bench bench-peers bench-deps demo install clean
.NOTPARALLEL:

help: ## say what can be made (this text)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

deps: ## install the packages that are missing (apt; as root or by sudo)
	@missing=$$(for package in $(BUILD_PACKAGES) $(TEST_PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
	    || echo $$package; done); \
	if [ -z "$$missing" ]; then exit 0; fi; \
	echo "To be installed:" $$missing; \
	if ! command -v apt-get >/dev/null; then \
	  echo "There is no apt-get here: please install what these packages hold."; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then as_root=env; \
	elif command -v sudo >/dev/null; then as_root=sudo; \
	else echo "Installing needs root, and there is no sudo: run 'make deps' as root."; exit 1; fi; \
	$$as_root apt-get update -q \
	  && $$as_root env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -qy --no-install-recommends $$missing

build: build/release/build.ninja ## build the program and the tests, optimized
	cmake --build --preset release --parallel $(JOBS)

# Without the tests, which take longer to build than all the rest.
program: build/release/build.ninja
	cmake --build --preset release --parallel $(JOBS) --target pronto

test: deps build ## install, build and run all tests
	ctest --preset release --parallel $(JOBS)

asan: deps build/asan/build.ninja ## build with sanitizers, and run all tests there
	cmake --build --preset asan --parallel $(JOBS)
	ctest --preset asan --parallel $(JOBS)

# On a machine that does nothing else; the figures go to build/figures too.
bench: deps build ## measure memory and speed, for an hour or two
	mkdir -p build/figures
	build/release/bench/bench_calendars --json build/figures/calendars.json
	build/release/bench/bench_load --hotels 100000 --json build/figures/load.json
	build/release/bench/bench_search --json build/figures/search.json
	build/release/bench/bench_popular --json build/figures/popular.json
	build/release/bench/bench_refresh --json build/figures/refresh.json
	build/release/bench/bench_refresh --hotels 72000 --readers 2 --niceness 0 --runs 2 \
	  --json build/figures/refresh-200mb.json
	build/release/bench/bench_updates --json build/figures/updates.json
	build/release/bench/bench_updates --hotels 100000 --json build/figures/updates-100k.json
	build/release/bench/bench_allocators --json build/figures/allocators.json
	bench/peers/run --figures build/figures/peers

bench-peers: deps build ## measure other systems too; tables to docs/ and README.md, picture to docs/
	bench/peers/run --figures build/figures/peers

bench-deps: ## install those systems (apt and npm; as root or by sudo)
	@if [ "$$(id -u)" = 0 ]; then as_root=env; else as_root=sudo; fi; \
	node=; command -v npm >/dev/null || node="nodejs npm"; \
	$$as_root apt-get update -q \
	  && $$as_root env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -qy --no-install-recommends $(PEER_PACKAGES) $$node
	cd bench && npm ci
	cmake --preset release

build/%/build.ninja: CMakePresets.json
	cmake --preset $*

demo: deps program demo/hotels.ndjson.gz ## find the cheapest hotels of Berlin among 3,000 made-up ones
	build/release/app/pronto cheapest Berlin --nights 3 --adults 2 --children 6 --explain --limit 3

demo/hotels.ndjson.gz: | program
	mkdir -p demo
	build/release/app/pronto generate --hotels 3000 --seed 1 --out $@

install: program ## install to PREFIX [/usr/local]
	cmake --install build/release --prefix $(PREFIX)

clean: ## remove all that was built
	rm -rf build demo
