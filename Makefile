# `make` lists what there is. Each target installs what it needs first (Debian; Swift itself is assumed).
.DEFAULT_GOAL := help
.PHONY: help run build test test-long test-threads fuzz bench check clean

# The targets that own threads, and so run once more under the thread sanitizer.
THREADED := HSMSigningTests|SQLiteStorageTests|CryptokiTests|ValidationTransportTests

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build, make a CA in ./run on first use, serve it, issue one certificate
	@scripts/run

build: ## the release binary, .build-release/release/chancery
	@scripts/install-dependencies build
	@echo "Building the release (some minutes the first time)"
	@swift build --quiet -c release --product chancery --scratch-path .build-release

test: ## everything that CI runs: checks, tests, real clients and verifiers
	@scripts/install-dependencies build test
	@scripts/check
	@echo "test: unit, contract and integration tests"
	@swift test --no-parallel
	@echo "test: real clients and verifiers"
	@Interop/run
	@echo "test: fuzzing"
	@Fuzz/run all 20

test-threads: ## the targets with threads of their own once more, under the thread sanitizer
	@scripts/install-dependencies build test
	@swift build --quiet --product chancery-fault-module
	@CHANCERY_FAULT_MODULE=$(CURDIR)/.build/debug/libchancery-fault-module.so SWIFT_BACKTRACE=enable=no \
	  swift test --no-parallel --quiet --sanitize=thread --scratch-path .build-tsan --filter '$(THREADED)'

test-long: build ## what takes half an hour: thread sanitizer, kill -9, HSMs that fail, overload
	@scripts/install-dependencies build test bench
	@swift build --quiet -c release --product chancery-fault-module --scratch-path .build-release
	@echo "test-long: the thread sanitizer"
	@threads=kept; rehearsals=kept; \
	$(MAKE) --no-print-directory test-threads || threads=BROKEN; \
	Tests/long/run || rehearsals=BROKEN; \
	echo "test-long: thread sanitizer $$threads, rehearsals $$rehearsals"; \
	[ $$threads = kept ] && [ $$rehearsals = kept ]

fuzz: ## libFuzzer on all that reads bytes from strangers, ten minutes each
	@scripts/install-dependencies build
	@Fuzz/run all 600

bench: build ## every budget of DESIGN §8 in one table, some 15 minutes; alone: Benchmarks/run --list
	@scripts/install-dependencies build bench
	@swift build --quiet -c release --product chancery-fault-module --scratch-path .build-release
	@CHANCERY=.build-release/release/chancery Benchmarks/run

check: ## format, build with warnings as errors, scripts
	@scripts/install-dependencies build
	@scripts/check

clean: ## remove all that was built; ./run, which holds keys, stays
	@rm -rf .build .build-*
