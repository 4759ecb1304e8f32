# The tasks of the project. `make run` and `make test` need nothing but a Swift toolchain and apt-get.

PACKAGES = libreadline-dev libre2-dev libcmark-gfm-dev libcmark-gfm-extensions-dev zlib1g-dev \
  libyaml-dev libzstd-dev nettle-dev
# One file that needs no libraries: it starts in a third of the time, and a run of a notebook starts it
# twice. It is loaded at a random address all the same; a search path for libraries must not be in it.
BUILD = swift build -c release --disable-local-rpath -Xswiftc -static-executable \
  -Xswiftc -use-ld=lld -Xswiftc -Xclang-linker -Xswiftc -static-pie
HFNB = .build/release/hfnb
RESULTS = build/report
NOTEBOOKS = notebooks

.PHONY: run test build bench bench-notebooks gallery gallery-pairs reference locks format lint deps clean

# Builds in release mode, runs the shipped notebooks, and names the pages to open.
run: build
	$(HFNB) run $(NOTEBOOKS) --out $(RESULTS) --format html,text,svg,csv

# Builds everything in debug mode and runs the whole suite; what failed is told again at the end.
test: SHELL = /bin/bash
test: deps
	swift build --build-tests
	@set -o pipefail; swift test --skip-build --disable-xctest 2>&1 | tee .build/test.log || \
	  { echo "What failed:"; \
	    awk '/^(◇|✔|➜)/ { told = 0 } / recorded an issue/ { told = 9 } told-- > 0' .build/test.log; \
	    exit 1; }

build: deps
	$(BUILD) --product hfnb

# Times the jobs in Tests/Benchmarks beside the peers; see CONTRIBUTING.md.
bench: build
	Tests/Benchmarks/run $(HFNB)

# Measures what running notebooks costs; see CONTRIBUTING.md.
bench-notebooks: build
	Tests/Benchmarks/notebooks/measure.py $(HFNB) --check

# Writes a page with every chart of Tests/GalleryTests, as SVG and as text, to be looked at.
gallery: deps
	HFNB_GALLERY=$(CURDIR)/build/gallery swift test --disable-xctest --filter GalleryPageTests
	@echo "the page: build/gallery/index.html"

# Draws twelve of the charts with ggplot2 too and puts the pictures side by side; needs R and librsvg.
gallery-pairs: deps
	swift build --product hfnb
	Tests/GalleryTests/ggplot2/pairs .build/debug/hfnb build/gallery/pairs

# Makes the reference notebooks and the tables of the README anew, from what each part says of itself.
reference: deps
	swift build --product hfnb
	rm -f notebooks/reference/*.hfnb
	.build/debug/hfnb reference --notebooks notebooks/reference --readme README.md
	rm -f notebooks/reference/*.lock
	.build/debug/hfnb lock notebooks/reference --out build/locks/reference

# Writes down what the shipped notebooks rest on and give; the tests verify it. Wanted changes only.
locks: deps
	swift build --product hfnb
	.build/debug/hfnb lock notebooks --out build/locks

format:
	swift format --in-place --recursive Sources Tests Package.swift

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

# Installs the libraries that are missing, if any.
deps:
	@missing=""; for package in $(PACKAGES); do \
	  dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  echo "installing$$missing"; \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; fi

clean:
	rm -rf .build build
