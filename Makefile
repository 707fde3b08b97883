# What a person types. The work is done by the scripts in .ci/.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# One scratch folder for both configurations.
SCRATCH := .build
RELEASE := $(SCRATCH)/release
# Options for every build, such as JOBS="-j 2".
JOBS ?=
SWIFT_BUILD := swift build --scratch-path $(SCRATCH) $(JOBS)

# Where `make run` keeps what it makes.
SCALE ?= district
SEED ?= 7
PORT ?= 8080
# More options of `make bench`.
BENCH ?=
DATASET := var/data/$(SCALE)
STORE ?= var/panorama

.PHONY: help run sample build web test e2e bench quality programs lint format lint-lower packages clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	echo
	echo "  SCALE=district|district-full|city   data set of make run and make bench (now $(SCALE))"
	echo "  STORE=DIR                           its data directory     (now $(STORE))"
	echo "  PORT=N                              where it serves        (now $(PORT))"
	echo "  BENCH=\"--measure import queries\"    options of make bench; --help lists them"

run: build web ## build, generate and import the district data set if absent, serve it
	@if [ ! -e "$(DATASET)/meta.json" ]; then
	    echo "==> generating $(DATASET)"
	    rm -rf "$(DATASET).part"
	    mkdir -p "$(dir $(DATASET))"
	    $(RELEASE)/generate-dataset $(SCALE) --seed $(SEED) --out "$(DATASET).part"
	    mv "$(DATASET).part" "$(DATASET)"
	fi
	.ci/serve "$(RELEASE)" "$(STORE)" "$(DATASET)" "$(PORT)"

sample: build web ## build, import and serve the small committed data set
	@.ci/serve "$(RELEASE)" var/sample datasets/sample "$(PORT)"

build: packages ## release build of the three programs
	@echo "==> building (release); the first time takes minutes"
	for product in graph-server graphviz-export generate-dataset; do
	    .ci/quietly $(SCRATCH).log $(SWIFT_BUILD) -c release --product "$$product"
	done

web: ## the browser libraries of the workbench, into web/vendor
	@.ci/web-libraries

test: packages web ## all that the gate runs: lint, build, tests
	@.ci/test "$(SCRATCH)" $(JOBS)

e2e: build ## import and serve the sample with the release build, ask over HTTP
	@.ci/end-to-end "$(RELEASE)"

bench: programs ## benchmarks, see Benchmarks/README.md
	@Benchmarks/.build/release/benchmarks --scale "$(SCALE)" --seed "$(SEED)" $(BENCH)

quality: programs ## how well people are linked, on seeds that nothing was tuned on too: docs/quality.md
	@Benchmarks/quality > docs/quality.md.new && mv docs/quality.md.new docs/quality.md

programs:
	@.ci/packages wrk gcc
	touch Benchmarks/Package.swift  # else new files of the package beside it are not noticed
	echo "==> building the benchmarks and the programs (release)"
	for product in graph-server graphviz-export generate-dataset benchmarks; do
	    .ci/quietly $(SCRATCH).log swift build --package-path Benchmarks -c release $(JOBS) --product "$$product"
	done

lint: ## format and documentation rules
	@.ci/lint

format: ## lay out the Swift files that differ from the last commit
	@{ git diff --name-only --diff-filter=d HEAD; git ls-files --others --exclude-standard; } | { grep '\.swift$$' || true; } |
	    xargs -r swift format --in-place

lint-lower: ## take what was mended out of .ci/lint-allowed.tsv
	@.ci/lint --lower

packages: ## install the Debian packages that are missing
	@.ci/packages

clean: ## remove what was built, not var/
	@rm -rf $(SCRATCH) Benchmarks/.build
