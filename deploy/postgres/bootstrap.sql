-- What a superuser does once so that the application never needs one. For psql.
-- Run again, whole, whenever this text changes: every statement must bear repetition.

-- cineradar_owner owns the database with its schemas and tables, and changes them. cineradar is
-- what the application connects as: it reads and writes rows, owns nothing, and cannot become the
-- other.
SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY['cineradar_owner', 'cineradar']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
ALTER ROLE cineradar_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE cineradar LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- A connection on which no studio was set works for nobody: no schema has this name.
ALTER ROLE cineradar SET search_path = nobody;

SELECT 'CREATE DATABASE cineradar OWNER cineradar_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'cineradar') \gexec

-- In template1 too: databases made later (by tests, by a restore) have it all from the start.
\connect template1
\ir database.sql

\connect cineradar
-- Installations from before there were two roles.
ALTER DATABASE cineradar OWNER TO cineradar_owner;
REASSIGN OWNED BY cineradar TO cineradar_owner;
REVOKE TEMPORARY ON DATABASE cineradar FROM PUBLIC;
\ir database.sql
