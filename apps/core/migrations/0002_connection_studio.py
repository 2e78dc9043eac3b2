from django.db import migrations

# Row-level security asks this function which studio a connection works for: the first schema of its
# search path. current_schema() would not do, as it passes over a schema that does not exist and
# answers "public"; and its type carries the collation "C", which keeps policies off the indexes.
CREATE = """
CREATE FUNCTION public.connection_studio() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN btrim(split_part(current_setting('search_path'), ',', 1), ' "');
"""
DROP = "DROP FUNCTION public.connection_studio();"


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
