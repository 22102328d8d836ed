#!/usr/bin/env bash
# The first start of apart.yaml's PostgreSQL: a database for each module, that no other module may open.
set -euo pipefail

for module in identity customers vehicles scheduling inventory workshop billing notifications reporting webhooks; do
  psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --set=name="$module" --set=password="$(<"/run/secrets/database-password-$module")" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name" template template0 locale 'C.UTF-8' encoding 'UTF8';
revoke all on database :"name" from public;
SQL
done
