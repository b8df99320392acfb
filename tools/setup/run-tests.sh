#!/usr/bin/env bash
# Runs every test and ends with the line "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "$0")/../.."
export MEDLEDGER_SHARED=${MEDLEDGER_SHARED:-$PWD/../shared}
export MEDLEDGER_IPS_MODULES=${MEDLEDGER_IPS_MODULES:-$PWD/tests/oracles/node_modules}
passed=0 failed=0 skipped=0
logs=out/test-logs
rm -rf "$logs"; mkdir -p "$logs"

check() { # name command… : one check that passes or fails as a whole
  local name=$1; shift
  if "$@" >"$logs/$name.log" 2>&1; then passed=$((passed + 1)); printf 'ok    %s\n' "$name"
  else failed=$((failed + 1)); printf 'FAIL  %s\n' "$name"; tail -30 "$logs/$name.log"; fi
}

dotnet restore MedLedger.sln >/dev/null 2>&1
check text tools/check-text.sh
check text-rules tools/check-text.sh --self-test
check corpus node tools/corpus/check.mjs
check format dotnet format MedLedger.sln --verify-no-changes --no-restore --exclude-diagnostics IDE0130
check solidity-lint npm run --silent lint:sol
check js-format npm run --silent lint:js

log=$logs/contracts.log
if npm run --silent test:contracts >"$log" 2>&1; then status=ok; else status=FAIL; fi
p=$(grep -oE '[0-9]+ passing' "$log" | grep -oE '[0-9]+' || echo 0); f=$(grep -oE '[0-9]+ failing' "$log" | grep -oE '[0-9]+' || echo 0)
[ "$status" = FAIL ] && [ "$f" = 0 ] && f=1
passed=$((passed + p)); failed=$((failed + f))
printf '%-5s contracts: %s passed, %s failed\n' "$status" "$p" "$f"; [ "$status" = FAIL ] && tail -40 "$log"

dotnet build MedLedger.sln -c Release -v q >"$logs/build.log" 2>&1 || { failed=$((failed + 1)); echo "FAIL  build of the tests"; grep -E 'error' "$logs/build.log" | sort -u | head -30; }
dotnet build-server shutdown >/dev/null 2>&1
# Ten thousand mutants of every format take their time.
limit=$([ "${MEDLEDGER_SOAK:-}" = 1 ] && echo 14400 || echo 1500)
for project in tests/MedLedger.*.Tests; do
  name=$(basename "$project"); log=$logs/$name.log
  timeout "$limit" dotnet test "$project" -c Release --no-build --nologo --logger "console;verbosity=minimal" >"$log" 2>&1; status=$?
  read -r f p s < <(sed -nE 's/.*Failed: +([0-9]+), Passed: +([0-9]+), Skipped: +([0-9]+).*/\1 \2 \3/p' "$log" | tail -1)
  p=${p:-0} f=${f:-0} s=${s:-0}
  # A runner that died without a count is a failure, not silence.
  [ $status -ne 0 ] && [ "$f" = 0 ] && f=1
  passed=$((passed + p)); failed=$((failed + f)); skipped=$((skipped + s))
  if [ "$f" = 0 ]; then printf 'ok    %s: %s passed, %s skipped\n' "$name" "$p" "$s"
  else printf 'FAIL  %s: %s passed, %s failed\n' "$name" "$p" "$f"; grep -E '\[FAIL\]|^ +Failed |Assert|Exception|Could not|  at MedLedger' "$log" | head -60; fi
done

# Real files of every format, broken in ten thousand ways each; their loss of time or memory is a failure.
if [ "${MEDLEDGER_SOAK:-}" = 1 ] && [ -d "$MEDLEDGER_SHARED/data/health" ]; then
  check mutants dotnet run --no-build -c Release --project tests/MedLedger.Interop.Bench -- "$MEDLEDGER_SHARED/data/health" out/medledger mutants
  grep -E '^(C-CDA|DICOM|HL7|FHIR|mutant)|interop' "$logs/mutants.log"
elif [ "${MEDLEDGER_SOAK:-}" = 1 ]; then skipped=$((skipped + 1)); fi

printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
