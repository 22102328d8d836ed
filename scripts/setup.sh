#!/usr/bin/env bash
# Installs what ECAR's build and tests need beside Rust and Node, from Debian's packages; and the web app's packages.
# usage: scripts/setup.sh [build|test|faults]
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH=$PATH:/usr/sbin # Debian keeps servers out of people's way

need() { # command package
  command -v "$1" >/dev/null 2>&1 || packages+=("$2")
}

packages=() browser=
need cc build-essential
if [ "${1:-test}" != build ]; then
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null 2>&1 || packages+=(postgresql)
  # The browser without windows: what it shows is the same, and it works a third less for it.
  command -v chromium-headless-shell >/dev/null 2>&1 || browser=chromium-headless-shell
  need redis-server redis-server
  need nginx nginx
  need pgbouncer pgbouncer
  need openssl openssl
  need systemd-analyze systemd
  need pdftotext poppler-utils
  need xmlsec1 xmlsec1
  python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3 python3-venv)
fi
[ "${1:-}" != faults ] || command -v faketime >/dev/null 2>&1 || packages+=(faketime)

if [ ${#packages[@]} -gt 0 ] || [ "$browser" ]; then
  if [ "$(id -u)" = 0 ]; then as_root=(); elif command -v sudo >/dev/null 2>&1; then as_root=(sudo); else
    echo "Install these packages first: ${packages[*]} $browser" >&2
    exit 1
  fi
  "${as_root[@]}" apt-get update -qq
  if [ "$browser" ] && ! apt-cache show "$browser" >/dev/null 2>&1; then
    if command -v chromium >/dev/null 2>&1; then browser=; else browser=chromium; fi # not every Debian-like system has it
  fi
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" ${browser:+"$browser"} >/dev/null
fi

for tool in cargo node npm; do
  command -v "$tool" >/dev/null 2>&1 || { echo "Install Rust (rustup.rs) and Node 20 or newer first: $tool is missing" >&2; exit 1; }
done
if [ ! -d web/node_modules ] || [ web/package-lock.json -nt web/node_modules/.package-lock.json ]; then
  # Not npm ci: it wants the lock file to name packages of platforms that some registries do not carry.
  (cd web && npm install --no-save --no-audit --no-fund --loglevel=error)
fi
