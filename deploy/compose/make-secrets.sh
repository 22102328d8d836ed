#!/usr/bin/env bash
# Makes the secrets of together.yaml and apart.yaml that are not there yet: passwords, keys, the addresses that hold them, and a
# certificate that no browser knows, to be replaced. usage: make-secrets.sh [FOLDER]
# The folder is for its owner alone. The files are readable, because programs in containers have other numbers.
set -euo pipefail

folder=${1:-$(cd "$(dirname "$0")" && pwd)/secrets}
modules=(identity customers vehicles scheduling inventory workshop billing notifications reporting webhooks)
install -d -m 0700 "$folder"
cd "$folder"

keep() { # file text…: written only when the file is missing
  [ -e "$1" ] || printf '%s\n' "${@:2}" >"$1"
  chmod 0644 "$1"
}

password() { openssl rand -hex 24; }

keep secret-key "$(openssl rand -base64 32)"
keep service-secret "$(openssl rand -base64 32)"
# A mail server's: smtp://user:password@host:587 or smtps://…; this one takes nothing.
keep smtp-url smtp://localhost:25

# One database for all.
keep database-password "$(password)"
keep database-url "postgres://ecar:$(<database-password)@pgbouncer:6432/ecar"
keep database-url-direct "postgres://ecar:$(<database-password)@postgres:5432/ecar"
keep pgbouncer-users "\"ecar\" \"$(<database-password)\""

# One for each module.
for module in "${modules[@]}"; do
  keep "database-password-$module" "$(password)"
  keep "database-url-$module" "postgres://$module:$(<"database-password-$module")@postgres:5432/$module"
done

if [ ! -e tls/tls.crt ]; then
  mkdir -p tls
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout tls/tls.key -out tls/tls.crt 2>/dev/null
  chmod 0755 tls
  chmod 0644 tls/tls.crt tls/tls.key
fi
