#!/usr/bin/env bash
# Installs what this machine lacks: Debian or Ubuntu packages, npm packages. Usage: install.sh run|test
set -euo pipefail
cd "$(dirname "$0")/../.."
want=${1:-run}

fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing. Install it (https://dotnet.microsoft.com/download), then run this again."
dotnet --list-sdks | grep -q '^10\.' || fail "the .NET 10 SDK is missing; found: $(dotnet --version). Install it, then run this again."
command -v node >/dev/null || fail "Node.js 20 or newer is missing. Install it, then run this again."
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail "Node.js 20 or newer is needed; found $(node --version)."

# What the product runs with: OCR, PDF programs, DICOM pixels, secp256k1, Ed25519, confinement of the reader.
packages=(tesseract-ocr tesseract-ocr-eng tesseract-ocr-osd poppler-utils dcmtk libgdcm-tools libsecp256k1-1 libsodium23 bubblewrap util-linux fonts-dejavu-core)
# What only tests need: a browser that prints the page, a tool that makes damaged PDFs, a PACS.
[ "$want" = test ] && packages+=(chromium qpdf orthanc orthanc-dicomweb)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  printf 'setup: installing %s\n' "${missing[*]}" >&2
  if [ "$(id -u)" = 0 ]; then root=""; elif sudo -n true 2>/dev/null; then root="sudo"; else
    fail "needs root once. Run: sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}"
  fi
  log=$(mktemp)
  { $root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 \
    || { tail -5 "$log" >&2; fail "apt-get could not install: ${missing[*]}. The whole log is in $log."; }
  rm -f "$log"
  # The tests start a PACS of their own: the package must not leave one running.
  if [[ " ${missing[*]} " == *" orthanc "* ]] && [ -d /run/systemd/system ]; then $root systemctl disable --now --quiet orthanc || true; fi
fi

npm_ci() { # folder: installs what its lock file names, once for each state of the lock file
  local stamp=$1/node_modules/.medledger-lock
  cmp -s "$1/package-lock.json" "$stamp" && return
  printf 'setup: installing npm packages (%s)\n' "$1" >&2
  npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund --loglevel=error >&2 || fail "npm ci failed in $1; see above."
  cp "$1/package-lock.json" "$stamp"
}
npm_ci .
[ "$want" != test ] || npm_ci tests/oracles
