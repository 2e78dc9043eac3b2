#!/bin/bash
# Run once by the postgis image on an empty data directory.
set -euo pipefail
psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 --file /cineradar/bootstrap.sql
psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 --set "password=$APPLICATION_PASSWORD" \
  <<< "ALTER ROLE cineradar PASSWORD :'password'"
