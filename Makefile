# Kiosk.Pi: bare `make` prints this menu.
.DEFAULT_GOAL := help
SHELL := /bin/bash
RID ?= linux-x64
ARCH ?=
DIR ?=
RUNS ?= 10
VISITS ?= 10000
WEDGED ?=
KILLS ?=
CUTS ?=
RESULTS ?= 100000
SECONDS ?= 60

.PHONY: help run test build publish deb deb-test image image-test fuzz bench soak search golden signals audit mutants format clean

help: ## Print this menu
	@echo 'Kiosk.Pi: a reception stand for the simplified eligibility check (オンライン資格確認・資格確認限定型).'
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 18

run: build ## Open the stand and the staff screen in this terminal (installs what is missing)
	@. scripts/dotnet-here && artifacts/bin/kiosk-bench window $(if $(DIR),--dir '$(DIR)')

test: ## Install what is missing, build, run everything; the last line counts
	@scripts/test

build: ## Build artifacts/bin/kiosk (the product) and artifacts/bin/kiosk-bench (the bench)
	@scripts/build

publish: ## Build the one native binary: artifacts/publish/RID/kiosk (RID=linux-x64 or linux-arm64)
	@scripts/publish '$(RID)'

deb: ## Build the Debian packages: artifacts/deb/kiosk-pi_VERSION_{amd64,arm64}.deb (ARCH=amd64 for one)
	@scripts/deb $(ARCH)

deb-test: ## Install, run, upgrade, remove and purge the package in booted roots of Debian 12 and 13 (as root)
	@scripts/deb-test

image: ## Build the SD card of a stand, artifacts/kiosk-pi-VERSION.img.xz, and the same as a signed update (RAUC_CERT=, RAUC_KEY=): image/README.md
	@image/build

image-test: ## Build the card and have a whole life of a stand happen to it in a virtual machine: first boot, visits, power cuts, update, rollback, wipe (as root)
	@image/test $(if $(CUTS),--cuts '$(CUTS)')

fuzz: ## Let cards, certificates, the authority's answers and requests to the desk's socket lie for SECONDS=60 each (a short run of it is part of `make test`)
	@scripts/fuzz '$(SECONDS)'

bench: ## Measure the card part beside OpenSC, and what a whole desk adds to the card's own time (RUNS=10)
	@scripts/benchmarks bench --runs '$(RUNS)'

soak: ## Run VISITS=10000 visits in a row and tell what grows; WEDGED=1000: cards that never answer instead; KILLS=1000: desks that are killed; CUTS=1000: power cuts
	@scripts/benchmarks soak $(if $(WEDGED),--wedged '$(WEDGED)',$(if $(KILLS),--kills '$(KILLS)',$(if $(CUTS),--cuts '$(CUTS)',--visits '$(VISITS)')))

search: ## Measure the search of RESULTS=100000 kept results: time, memory, and how long a visit waits meanwhile
	@scripts/benchmarks search --results '$(RESULTS)'

golden: ## Take how every view of the staff screen looks now as how it ought to look; `git diff` shows what changed
	@scripts/golden

signals: build ## Write the table of signals into the README anew
	@artifacts/bin/kiosk-bench signals > artifacts/signals.md
	@sed -i -e '/^| the visitor.s moment/,/^$$/{/^|/d}' -e '/^<!-- signals -->/r artifacts/signals.md' README.md

audit: build ## Write the list of audited events into docs/audit.md anew
	@artifacts/bin/kiosk-bench audit-events > artifacts/audit-events.md
	@sed -i -e '/^<!-- events -->/,$${/^|/d}' -e '/^<!-- events -->/r artifacts/audit-events.md' docs/audit.md

mutants: ## Change the rules of records and eligibility in small ways, and see whether a test notices (wants a quiet quarter of an hour)
	@scripts/mutants

format: ## Bring the code into the one format
	@. scripts/dotnet-here && dotnet format Kiosk.Pi.sln

clean: ## Remove everything that was built
	@rm -rf artifacts
	@find src tests -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
