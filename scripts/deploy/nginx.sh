#!/usr/bin/env bash
# Puts deploy/nginx into a folder of its own, so that nginx can run there beside others: nginx -p FOLDER -c FOLDER/nginx.conf
# The certificate is FOLDER/ecar-tls/tls.crt and tls.key, made when missing.
# usage: nginx.sh FOLDER HTTP HTTPS UPSTREAM…   HTTP and HTTPS are where to listen, as nginx takes it; UPSTREAM is host:port
set -euo pipefail
here=$(cd "$(dirname "$0")/../.." && pwd)
folder=$1 http=$2 https=$3
shift 3

cp "$here"/deploy/nginx/{nginx,ecar}.conf "$folder/"
for place in /etc/nginx/mime.types /usr/local/etc/nginx/mime.types /opt/homebrew/etc/nginx/mime.types; do
  [ -e "$place" ] && cp "$place" "$folder/" && break
done
[ -e "$folder/mime.types" ] || { echo "nginx's mime.types is nowhere" >&2; exit 1; }
sed -i -e "s|/tmp/nginx|$folder/nginx|; s|/dev/stdout|$folder/access.log|" "$folder/nginx.conf" "$folder/ecar.conf"
sed -i -e '/listen \[::\]/d' -e "s|listen 80;|listen $http;|" -e "s|listen 443 |listen $https |" "$folder/ecar.conf"
# A worker of root's nginx is nobody, who may not write here.
[ "$(id -u)" != 0 ] || sed -i '1i user root;' "$folder/nginx.conf"
printf 'server %s max_fails=2 fail_timeout=5s;\n' "$@" >"$folder/ecar-upstream.conf"
if [ ! -e "$folder/ecar-tls/tls.crt" ]; then
  mkdir -p "$folder/ecar-tls"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$folder/ecar-tls/tls.key" -out "$folder/ecar-tls/tls.crt" 2>/dev/null
fi
