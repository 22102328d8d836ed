#!/usr/bin/env bash
# Checks what deploys ECAR without deploying it: compose files, Kubernetes manifests, nginx, systemd, Dockerfiles, and our scripts.
# usage: scripts/deploy-check.sh
set -uo pipefail
cd "$(dirname "$0")/.." || exit
export PATH=$PATH:/usr/sbin

home=target/deploy
wanted=$(cksum <scripts/deploy/requirements.txt)
if [ "$(cat "$home/installed" 2>/dev/null)" != "$wanted" ]; then
  rm -rf "$home"
  python3 -m venv "$home/venv" &&
    "$home/venv/bin/pip" install --quiet --disable-pip-version-check --requirement scripts/deploy/requirements.txt || exit 1
  echo "$wanted" >"$home/installed"
fi
tools=$PWD/$home/venv/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

check() { # name command…: shown only when it fails
  local name=$1
  shift
  if "$@" >"$work/said" 2>&1; then
    passed=$((passed + 1))
    printf 'ok      %s\n' "$name"
  else
    failed=$((failed + 1))
    printf 'FAILED  %s\n' "$name"
    cat "$work/said"
  fi
}

nginx_takes_it() { # upstream file
  local folder=$work/nginx-$1
  mkdir -p "$folder"
  scripts/deploy/nginx.sh "$folder" "unix:$folder/http" "unix:$folder/https" 127.0.0.1:1 &&
    cp "deploy/nginx/$1" "$folder/ecar-upstream.conf" &&
    nginx -p "$folder" -c "$folder/nginx.conf" -t
}

rendered() { # overlay
  "$tools/kubectl" kustomize "deploy/kubernetes/overlays/$1" >"$work/$1.yaml" && "$tools/kubernetes-validate" --strict --quiet "$work/$1.yaml"
}

# systemd looks whether the program is there, which it is not.
unit() { # file
  sed 's|/usr/local/bin/[a-z]*|/bin/true|' "deploy/$1" >"$work/${1##*/}"
  printf '%s' "$work/${1##*/}"
}

mapfile -t scripts < <(git ls-files -co --exclude-standard '*.sh' .ci/run)
check 'secrets for compose are made, once' bash -c "deploy/compose/make-secrets.sh '$work/secrets' && cp -r '$work/secrets' '$work/first' &&
  deploy/compose/make-secrets.sh '$work/secrets' && diff -r '$work/first' '$work/secrets'"
for file in together apart; do
  check "compose/$file.yaml is a compose file" "$tools/check-jsonschema" --builtin-schema vendor.compose-spec "deploy/compose/$file.yaml"
  check "compose/$file.yaml names what is there" "$tools/python" scripts/deploy/names.py compose "deploy/compose/$file.yaml" "$work/secrets"
done
for overlay in together apart; do
  check "kubernetes/$overlay is valid Kubernetes" rendered "$overlay"
  check "kubernetes/$overlay names what is there" "$tools/python" scripts/deploy/names.py kubernetes "$work/$overlay.yaml"
done
for upstream in ecar-upstream.conf ecar-upstream-apart.conf; do
  check "nginx takes ecar.conf with $upstream" nginx_takes_it "$upstream"
done
ecar=$(unit systemd/ecar.service)
check 'systemd takes the unit' systemd-analyze verify "$ecar"
check 'the unit is exposed by 2.0 at most' systemd-analyze security --offline=true --threshold=20 "$ecar"
check 'systemd takes the unit of Litestream' systemd-analyze verify "$(unit litestream/litestream.service)"
check 'Dockerfiles' "$tools/hadolint" deploy/Dockerfile deploy/pgbouncer/Dockerfile
check 'the GitHub workflow' "$tools/check-jsonschema" --builtin-schema vendor.github-workflows .github/workflows/test.yml
check "${#scripts[@]} shell scripts" "$tools/shellcheck" "${scripts[@]}"

printf '\ndeploy: %s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
