# Targets are fixed by docs (README, "Make targets"); each installs what it misses.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

ONCE ?=
AREA ?= all
DATA ?=

.PHONY: build test demo bench soak setup setup-test format clean

setup:
	@tools/setup/install.sh run

setup-test:
	@tools/setup/install.sh test

build: setup
	@tools/setup/build.sh

test: setup-test
	@tools/setup/build.sh
	@tools/setup/run-tests.sh

demo: build
	@out/medledger demo $(if $(ONCE),--once)

bench: setup-test
	@tools/setup/build.sh
	@AREA="$(AREA)" DATA="$(DATA)" node tests/benchmarks/run.mjs

soak: setup-test
	@tools/setup/build.sh
	@MEDLEDGER_SOAK=1 tools/setup/run-tests.sh

format:
	@dotnet format MedLedger.sln
	@npm run --silent format

clean:
	@rm -rf out
	@find src tests tools -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
