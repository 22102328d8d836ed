#!/usr/bin/env bash
# Has a document signed with a key made just now, and read by xmlsec1: it must accept the signature, also with what the platform adds to the
# document, and refuse it once anything that was signed is changed.
# usage: scripts/einvoice/signature.sh SIGN DOCUMENT.teif.xml
set -euo pipefail
sign=$1 document=$2
for tool in openssl xmlsec1; do
  command -v "$tool" >/dev/null || { echo "FAILED: install $tool, which reads signatures" >&2; exit 1; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$folder/key.pem" -out "$folder/certificate.pem" -days 2 \
  -subj "/C=TN/O=Garage du Lac/CN=Cachet de test" 2>/dev/null
cat "$folder/key.pem" "$folder/certificate.pem" >"$folder/both.pem"
"$sign" "$folder/both.pem" "$document" "$folder/signed.xml"

accepts() {
  xmlsec1 --verify --enabled-key-data x509 --trusted-pem "$folder/certificate.pem" --id-attr:Id SignedProperties --id-attr:Id Signature \
    "$1" >/dev/null 2>&1
}

# What is changed, and how: each has to change something.
changed() {
  sed "$2" "$folder/signed.xml" >"$folder/changed.xml"
  if cmp -s "$folder/signed.xml" "$folder/changed.xml"; then
    echo "FAILED: $1 was not changed" >&2
    exit 1
  fi
  if accepts "$folder/changed.xml"; then
    echo "FAILED: $1 was changed and the signature is accepted" >&2
    exit 1
  fi
}

accepts "$folder/signed.xml" || { echo "FAILED: the signature is not accepted" >&2; exit 1; }
sed 's|<ds:Signature |<RefTtnVal><ReferenceTTN refID="I-88">R</ReferenceTTN></RefTtnVal><ds:Signature |' "$folder/signed.xml" >"$folder/registered.xml"
accepts "$folder/registered.xml" || { echo "FAILED: what the platform adds breaks the signature" >&2; exit 1; }
changed "an amount" '0,/>\([0-9]*\)\.\([0-9]\{3\}\)</s//>9\1.\2</'
changed "the number" '0,/<DocumentIdentifier>/s//&X/'
changed "the time of signing" 's|<xades:SigningTime>2|<xades:SigningTime>1|'
changed "the role" 's|<xades:ClaimedRole>Fournisseur|<xades:ClaimedRole>Acheteur|'
changed "the policy" 's|urn:2.16.788.1.2.1.3|urn:2.16.788.1.2.1.4|'
changed "the certificate's hash" 's|\(<xades:CertDigest>.*<ds:DigestValue>\)\(....\)|\1AAAA|'
echo "the signature is accepted, and refused where anything was changed"
