-- One database: its extensions, and what the application's role may do in it. Run by bootstrap.sql.
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO cineradar;

-- What the owner will make ...
ALTER DEFAULT PRIVILEGES FOR ROLE cineradar_owner GRANT USAGE ON SCHEMAS TO cineradar;
ALTER DEFAULT PRIVILEGES FOR ROLE cineradar_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO cineradar;
ALTER DEFAULT PRIVILEGES FOR ROLE cineradar_owner GRANT USAGE, SELECT ON SEQUENCES TO cineradar;

-- ... and what it has made before.
SELECT format('GRANT USAGE ON SCHEMA %I TO cineradar', nspname)
FROM pg_namespace WHERE nspowner = 'cineradar_owner'::regrole \gexec
SELECT format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO cineradar', oid::regclass)
FROM pg_class WHERE relowner = 'cineradar_owner'::regrole AND relkind IN ('r', 'p', 'v', 'm', 'f') \gexec
SELECT format('GRANT USAGE, SELECT ON SEQUENCE %s TO cineradar', oid::regclass)
FROM pg_class WHERE relowner = 'cineradar_owner'::regrole AND relkind = 'S' \gexec
