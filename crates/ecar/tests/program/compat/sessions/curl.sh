#!/usr/bin/env bash
# What the sessions share: requests that must succeed, and reading their answers. ECAR is the program's address.
set -euo pipefail
token=

# method path [json]: prints the body.
ask() {
  local method=$1 path=$2 body=${3:-} answer status
  answer=$(curl -sS -X "$method" "$ECAR$path" ${token:+-H "authorization: Bearer $token"} -H 'content-type: application/json' \
    ${body:+--data "$body"} -w "\n%{http_code}")
  status=${answer##*$'\n'}
  if [ "$status" -ge 400 ]; then
    echo "$method $path: $answer" >&2
    return 1
  fi
  printf '%s' "${answer%$'\n'*}"
}

# what pattern answer: fails unless the answer says so.
expect() {
  case $3 in *$2*) ;; *) echo "$1: $2 is not in $3" >&2 && return 1 ;; esac
}

# name answer: the first text under that name.
of() {
  python3 -c 'import json, sys
def found(value, name):
    if isinstance(value, dict):
        if value.get(name) is not None:
            return value[name]
        value = list(value.values())
    for item in value if isinstance(value, list) else []:
        inner = found(item, name)
        if inner is not None:
            return inner
print(found(json.loads(sys.argv[2]), sys.argv[1]))' "$1" "$2"
}
