from django.db import migrations

PROTECT = """
ALTER TABLE public.accounts_profile ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.accounts_profile FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON public.accounts_profile
    USING (public.connection_studio() = 'public')
    WITH CHECK (public.connection_studio() = 'public');
"""
EXPOSE = """
DROP POLICY platform ON public.accounts_profile;
ALTER TABLE public.accounts_profile NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.accounts_profile DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0004_platforms_idempotent_calls"),
        ("accounts", "0005_first_profiles"),
    ]
    operations = [migrations.RunSQL(PROTECT, EXPOSE)]
