from django.db import migrations

PROTECT = """
ALTER TABLE public.core_job ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.core_job FORCE ROW LEVEL SECURITY;
CREATE POLICY studio ON public.core_job
    USING (studio_schema = public.connection_studio() OR public.connection_studio() = 'public')
    WITH CHECK (studio_schema = public.connection_studio() OR public.connection_studio() = 'public');
"""
EXPOSE = """
DROP POLICY studio ON public.core_job;
ALTER TABLE public.core_job NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.core_job DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_connection_studio")]
    operations = [migrations.RunSQL(PROTECT, EXPOSE)]
