SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

.PHONY: run test soak test-dapr lint bench dapr help

run: ## start the service with embedded defaults (URLS="http://127.0.0.1:8080 http://127.0.0.1:8000" to choose)
	dotnet build src/Api -c Release -v quiet
	dotnet artifacts/bin/Api/release/Parley.Api.dll $(if $(URLS),--urls "$(subst $() ,;,$(URLS))")

test: ## build and pass every test that this machine can run; the last line counts them
	bash tests/run.sh

soak: ## the long forms of the crash tests (300 kills)
	PARLEY_SOAK=1 FILTER="Category=Crash" bash tests/run.sh

test-dapr: ## pass the suites beside real daprd, placement and scheduler (in DAPR_BIN, or on the PATH)
	PARLEY_BESIDE=Daprd bash tests/run.sh

lint: ## check formatting and style; warnings are errors
	dotnet restore Parley.slnx -v quiet
	dotnet format Parley.slnx --no-restore --verify-no-changes

bench: ## measure the hot paths against bare baselines
	dotnet run --project tests/Bench -c Release

dapr: ## start under a Dapr sidecar (STORE=redis or STORE=postgres for that set of components)
	@command -v dapr >/dev/null || { echo "The Dapr CLI is missing. See https://docs.dapr.io/getting-started/install-dapr-cli/, then run 'dapr init'." >&2; exit 1; }
	@[ -z "$(STORE)" ] || [ -d "components/$(STORE)" ] || { echo "There is no components/$(STORE); STORE is redis or postgres." >&2; exit 1; }
	@# The CLI makes a process group of its own: as a job it keeps the terminal, and Ctrl-C reaches it.
	set -m; dapr run -f $(if $(STORE),- < <(sed 's#\./components#&/$(STORE)#' dapr.yaml),dapr.yaml) || exit

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-9s %s\n", $$1, $$2 }'
