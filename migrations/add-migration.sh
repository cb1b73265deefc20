#!/usr/bin/env bash
# Adds a migration of the same name to both providers: migrations/add-migration.sh AddTickets
set -euo pipefail
name=${1:?usage: migrations/add-migration.sh NAME}
cd "$(dirname "$0")/.."
dotnet tool restore
dotnet build migrations/ExpertRouter.Migrations.Sqlite -v q
dotnet build migrations/ExpertRouter.Migrations.Postgres -v q
for provider in Sqlite Postgres; do
    dotnet ef migrations add "$name" --project "migrations/ExpertRouter.Migrations.$provider" --output-dir Migrations --no-build
done
