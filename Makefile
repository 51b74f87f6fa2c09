# make run    build the release binary and analyse the sample project
# make test   run every test
# make ready  what a commit should pass: format, lint, test
# make bench  measure against the peers (installs them into .venv)
# make reports  rewrite the golden reports after a wanted change

# Small functions and generic types of the modules meet in one binary: optimised across modules it is a fifth faster.
# Linked statically, where the system has the archives, it starts about a fifth sooner.
RELEASE = -c release --static-swift-stdlib \
	-Xswiftc -cross-module-optimization -Xswiftc -enforce-exclusivity=unchecked \
	$(shell scripts/static-flags)
BINARY = .build/release/plimsoll
SAMPLE = fixtures/projects/storefront

.PHONY: release-flags run build test lint format ready bench reports setup clean

run: build
	@$(BINARY) $(SAMPLE) --fail-on never
	@echo
	@echo "Now your own: $(BINARY) PATH   (folders are searched for Dockerfiles, manifests and charts; --fix repairs, --help tells more)"

build: setup
	swift build $(RELEASE) --product plimsoll

test: setup
	swift test

lint:
	swift format lint --strict --recursive Package.swift Plugins Sources Tests

format:
	swift format --in-place --recursive Package.swift Plugins Sources Tests

ready: format lint test

bench: build
	scripts/bench

reports: build
	scripts/reports

# What scripts/bench builds its second binary with.
release-flags:
	@echo $(RELEASE)

setup:
	@scripts/setup

clean:
	rm -rf .build .venv
