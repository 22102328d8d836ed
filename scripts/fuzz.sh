#!/usr/bin/env bash
# Lets schemathesis try to break the API: as owner, as technician, and as people of two sites who must not see each other's work.
# usage: scripts/fuzz.sh [--seed N] [--examples N | --seconds N] [--only owner|technician|peers]
# Without a seed it takes a random one and prints it. On PostgreSQL inside scripts/with-postgres.sh, else on SQLite.
set -euo pipefail
cd "$(dirname "$0")/.."
export MEMORY_SERVE_QUIET=1

home=target/fuzz
wanted=$(cksum <scripts/fuzz/requirements.txt)
if [ "$(cat "$home/installed" 2>/dev/null)" != "$wanted" ]; then
  rm -rf "$home"
  python3 -m venv "$home/venv"
  "$home/venv/bin/pip" install --quiet --disable-pip-version-check --requirement scripts/fuzz/requirements.txt
  echo "$wanted" >"$home/installed"
fi
cargo build --quiet --workspace
exec "$home/venv/bin/python" scripts/fuzz/run.py --program target/debug/ecar ${ECAR_TEST_DATABASE_URL:+--database "$ECAR_TEST_DATABASE_URL"} "$@"
