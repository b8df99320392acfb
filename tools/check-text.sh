#!/usr/bin/env bash
# Fails when a tracked text file names somebody's machine or registry, holds a private key,
# carries blanks at a line's end or CRLF, or when a source file has outgrown its reader.
# Usage: tools/check-text.sh            checks the repository
#        tools/check-text.sh --self-test  shows every rule failing once
set -euo pipefail

max_lines=400

check() {
  local failed=0

  # The brackets keep these patterns from matching themselves.
  refuse 'names a path of somebody'\''s machine' \
    '(^|[^[:alnum:]_./~-])/(wor[k]|roo[t]|hom[e]/[a-z][a-z0-9_-]*|User[s]/[A-Za-z]+)/|[A-Z]:\\User[s]\\' || failed=1
  refuse 'names the registry it was installed from' \
    '"resolve[d]": *"https?://|^ *registr[y] *= *https?://|<ad[d] [^>]*value="https?://|_authToke[n]' || failed=1
  refuse 'holds a private key' 'BEGI[N] ([A-Z]+ )?PRIVATE KEY' || failed=1
  refuse 'has blanks at the end of a line' '[[:blank:]]+$' || failed=1
  refuse 'has CRLF line ends' $'\r$' || failed=1

  local file lines
  while IFS= read -r -d '' file; do
    lines=$(wc -l < "$file")
    if ((lines > max_lines)); then
      echo "$file: $lines lines; split it ($max_lines at most)" >&2
      failed=1
    fi
  done < <(git ls-files -z -- 'src/*.cs' 'src/*.ts' 'src/*.tsx' 'src/*.css')

  return $failed
}

# refuse REASON PATTERN: every match in tracked text, the corpus (kept byte for byte) left out.
refuse() {
  local found
  found=$(git grep -nIE "$2" -- . ':!tests/corpus' ':!tools/training/texts' ':!*.hl7' ':!LICENSE' ':!*.tsv' | cut -c1-160 | head -n 20 || true)
  [[ -z $found ]] && return 0
  while IFS= read -r line; do echo "$1: $line" >&2; done <<< "$found"
  return 1
}

self_test() {
  local scratch name
  scratch=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder's name is wanted as it is now
  trap "rm -rf '$scratch'" EXIT
  cd "$scratch"
  git init -q
  expect pass clean 'a line'
  expect fail path "see /ro""ot/notes/today"
  expect fail registry '"resol''ved": "https://packages.example/x.tgz"'
  expect fail key '-----BEG''IN PRIVATE KEY-----'
  expect fail blanks 'a line '
  expect fail crlf $'a line\r'
  mkdir src
  expect fail src/long.cs "$(seq $((max_lines + 1)))"
  echo "check-text: every rule fails when it should"
}

expect() {
  mkdir -p "$(dirname "$2")"
  printf '%s\n' "$3" > "$2"
  git add -A
  local outcome=pass
  check 2> /dev/null || outcome=fail
  if [[ $outcome != "$1" ]]; then
    echo "self-test: $2 should $1" >&2
    exit 1
  fi
  git rm -qf --cached "$2"
  rm "$2"
}

if [[ ${1:-} == --self-test ]]; then
  self_test
else
  cd "$(dirname "$0")/.."
  check && echo "check-text: ok"
fi
