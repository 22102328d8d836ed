#!/usr/bin/env bash
# Everything: what deploys ECAR, format, lint, unit and API tests on both databases, the API's document, e-invoices read by
# others' validators, a machine that tries to break the API, the web app, and the browser.
# The last lines say what ran. usage: scripts/test.sh
set -uo pipefail
cd "$(dirname "$0")/.." || exit
export CARGO_TERM_COLOR=never CARGO_INCREMENTAL=0 MEMORY_SERVE_QUIET=1 NO_COLOR=1

# Hundreds of databases are made and dropped: in memory, where there is room for them, and where programs may run.
memory=/dev/shm in_memory=
if [ "$(df --output=avail -k $memory 2>/dev/null | tail -1)" -gt $((6 * 1024 * 1024)) ] 2>/dev/null && ! findmnt -no OPTIONS $memory | grep -q noexec; then
  in_memory=$(mktemp -d -p $memory ecar-tests-XXXXXX)
  chmod 755 "$in_memory" # the PostgreSQL server is another user
  export TMPDIR=$in_memory
fi

# Lint and build are one pass: clippy is the compiler that says more, and what it compiles are the programs that run below.
RUSTC_WORKSPACE_WRAPPER=$(rustup which clippy-driver 2>/dev/null || command -v clippy-driver)
: "${RUSTC_WORKSPACE_WRAPPER:?install clippy first: rustup component add clippy}"
export RUSTC_WORKSPACE_WRAPPER CLIPPY_ARGS=-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__

logs=$(mktemp -d)
trap 'kill -- ${fuzz:+-$fuzz} 2>/dev/null; rm -rf "$logs" ${in_memory:+"$in_memory"}' EXIT
ran=() passed=0 failed=0
touch "$logs/failed" "$logs/reasons"

# The tests that failed and what they said first, in the words of cargo, vitest and schemathesis.
reasons() { # log
  grep -E '^(error|test .* FAILED|thread .* panicked| *FAIL |[A-Za-z]*Error: |FAILED|Seen instead|_{4,} [A-Z]|- [A-Z]{2}[0-9]+|  - )|❯ e2e/' "$1" | grep -vE '^  - [A-Z]+ \/api' | cut -c1-1200 | awk '!said[$0]++' | head -n 30
}

step() { # name command…
  local name=$1 began=$SECONDS state=ok
  shift
  printf '\n==> %s\n' "$name"
  if "$@" 2>&1 | tee "$logs/step"; then passed=$((passed + 1)); else
    state=FAILED
    failed=$((failed + 1))
    { printf '\n==> %s ended with\n' "$name" && tail -n 60 "$logs/step"; } >>"$logs/failed"
    { printf '\nIn %s:\n' "$name" && reasons "$logs/step"; } >>"$logs/reasons"
  fi
  local tests
  tests=$(grep -Eo '([0-9]+) passed' "$logs/step" | awk '{n+=$1} END {if (n) print n " tests"}')
  ran+=("$(printf '%-44s %-7s %5ss  %s' "$name" "$state" $((SECONDS - began)) "$tests")")
}

# Waits for what runs in a session of its own, says what it said, and ends as it did.
ended() { # process log
  tail --pid="$1" -n +1 -f "$2"
  [ "$(cat "$2.ended")" = 0 ]
}

step 'packages' scripts/setup.sh test
step 'what deploys ECAR' scripts/deploy-check.sh
step 'Rust format' cargo fmt --all -- --check
step 'web lint and types' npm run --prefix web check
step 'web unit tests' npm test --prefix web
step 'web build' npm run --prefix web build
step 'web size budgets' npm run --prefix web size
step 'Rust lint and build' cargo test -q --workspace --no-run
step 'Rust tests on SQLite' cargo test --workspace
step 'Rust tests on PostgreSQL' scripts/with-postgres.sh cargo test --workspace --tests
step 'e-invoices by an independent validator' scripts/einvoice-check.sh
# A browser waits a lot: what the machine has left meanwhile, and no more, is for the fuzzer (its session yields to all others).
setsid scripts/at-leisure.sh "$logs/fuzz.ended" scripts/fuzz.sh --seed 1 --examples 6 >"$logs/fuzz" 2>&1 &
fuzz=$!
step 'browser tests on SQLite' npm run --prefix web e2e
step 'fuzz the API on SQLite, begun beside them' ended "$fuzz" "$logs/fuzz"

cat "$logs/failed"
printf '\nWhat ran:\n'
printf '  %s\n' "${ran[@]}"
cat "$logs/reasons"
printf '\n%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
