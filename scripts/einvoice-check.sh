#!/usr/bin/env bash
# Writes sample invoices and has them read by validators that are not ours: the schemas and business rules of EN 16931 for CII and UBL,
# a PDF/A-3 validator for Factur-X, and xmlsec1 (Debian) for what is signed. TEIF's schema is not ours to ship: name it in TEIF_SCHEMA to have it checked too.
# usage: scripts/einvoice-check.sh
set -euo pipefail
cd "$(dirname "$0")/.."

home=target/einvoice
wanted=$(cksum <scripts/einvoice/requirements.txt)
if [ "$(cat "$home/installed" 2>/dev/null)" != "$wanted" ]; then
  rm -rf "$home"
  python3 -m venv "$home/venv"
  "$home/venv/bin/pip" install --quiet --disable-pip-version-check --requirement scripts/einvoice/requirements.txt
  echo "$wanted" >"$home/installed"
fi
cargo build --quiet --workspace --example samples --example sign
rm -rf "$home/samples" "$home/again"
for folder in samples again; do
  target/debug/examples/samples "$home/$folder"
done
diff -r "$home/samples" "$home/again" # the same invoice, the same bytes
for document in "$home"/samples/*.teif.xml; do
  scripts/einvoice/signature.sh target/debug/examples/sign "$document"
done
exec "$home/venv/bin/python" scripts/einvoice/check.py "$home/samples" ${TEIF_SCHEMA:+--teif-schema "$TEIF_SCHEMA"}
