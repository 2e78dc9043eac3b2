#!/bin/bash
# Run once by the postgis image on an empty data directory.
set -euo pipefail
psql=(psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1)
"${psql[@]}" --file /cineradar/bootstrap.sql
"${psql[@]}" --set "application=$APPLICATION_PASSWORD" --set "owner=$OWNER_PASSWORD" <<< "
ALTER ROLE cineradar PASSWORD :'application';
ALTER ROLE cineradar_owner PASSWORD :'owner';"
