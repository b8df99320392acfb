#!/usr/bin/env bash
# Builds out/medledger, out/medledger-verify and what they run with.
set -euo pipefail
cd "$(dirname "$0")/../.."

printf 'build: restoring and compiling\n' >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quiet() { "$@" >"$log" 2>&1 || { grep -E 'error|Error' "$log" | sort -u | head -40 >&2 || tail -40 "$log" >&2; printf 'build: failed: %s\n' "$*" >&2; exit 1; }; }

publish() { quiet dotnet publish "$1" -c Release -o "$2" -v minimal -nodeReuse:false -p:GenerateDocumentationFile=true; }
mkdir -p out
publish src/MedLedger.Server/MedLedger.Server.csproj out/lib
publish src/MedLedger.Cli/MedLedger.Cli.csproj out/verify
ln -sfn lib/medledger out/medledger
ln -sfn verify/medledger-verify out/medledger-verify

# The development chain's node ships inside an npm package; the product finds it beside itself.
anvil=node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil
[ -f "$anvil" ] && install -D -m 755 "$anvil" out/chain/anvil
printf 'build: out/medledger is ready\n' >&2
