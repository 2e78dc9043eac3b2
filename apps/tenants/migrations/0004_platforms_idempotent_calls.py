from django.db import migrations

PROTECT = """
ALTER TABLE public.accounts_idempotentcall ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.accounts_idempotentcall FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON public.accounts_idempotentcall
    USING (public.connection_studio() = 'public')
    WITH CHECK (public.connection_studio() = 'public');
"""
EXPOSE = """
DROP POLICY platform ON public.accounts_idempotentcall;
ALTER TABLE public.accounts_idempotentcall NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.accounts_idempotentcall DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0003_schemas_and_waves"),
        ("accounts", "0002_idempotent_calls"),
    ]
    operations = [migrations.RunSQL(PROTECT, EXPOSE)]
