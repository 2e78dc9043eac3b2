from django.db import migrations

PROTECT = """
ALTER TABLE public.core_tick ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.core_tick FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON public.core_tick
    USING (public.connection_studio() = 'public')
    WITH CHECK (public.connection_studio() = 'public');
"""
EXPOSE = """
DROP POLICY platform ON public.core_tick;
ALTER TABLE public.core_tick NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.core_tick DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0006_background_tasks")]
    operations = [migrations.RunSQL(PROTECT, EXPOSE)]
