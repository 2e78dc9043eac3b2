-- What a superuser does once so that the application never needs one. For psql.
-- Run again, whole, whenever this text changes: every statement must bear repetition.
SELECT 'CREATE ROLE cineradar' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cineradar') \gexec
ALTER ROLE cineradar LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS;
SELECT 'CREATE DATABASE cineradar OWNER cineradar'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'cineradar') \gexec

-- In template1 too: databases made later (by tests, by a restore) have them from the start.
\connect template1
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

\connect cineradar
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
