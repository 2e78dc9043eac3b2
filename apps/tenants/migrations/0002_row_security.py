from django.db import migrations

# A studio's connection reaches its own rows, the platform's reaches all, and one on which no studio
# was set reaches none. FORCE binds the owner of the tables too.
HERE = "public.connection_studio()"
# Looked up once a statement, not once a row, so indexes serve as before.
OWN_ROW = f"(SELECT id FROM public.tenants_studio WHERE schema_name = {HERE})"  # noqa: S608  # nosec B608  # constants of this file
OWN_ROWS = {
    "tenants_studio": f"schema_name = {HERE}",
    "tenants_domain": f"tenant_id = {OWN_ROW}",
    "tenants_domainclaim": f"studio_id = {OWN_ROW}",
    "tenants_branding": f"studio_id = {OWN_ROW}",
    "tenants_signup": f"studio_id = {OWN_ROW}",
}
# Each studio has tables of these names too (but for the back-office's log). A studio that lacks one
# is given public's by PostgreSQL, without a word; it must not find the platform's people in there.
PLATFORMS_OWN = [
    "account_emailaddress",
    "account_emailconfirmation",
    "accounts_auditevent",
    "accounts_invitation",
    "accounts_refreshtoken",
    "accounts_user",
    "django_admin_log",
    "django_session",
    "mfa_authenticator",
    "socialaccount_socialaccount",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
    "usersessions_usersession",
]


def protect(table: str, policy: str, condition: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE public.{table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY {policy} ON public.{table} USING ({condition}) WITH CHECK ({condition});
        """,
        f"""
        DROP POLICY {policy} ON public.{table};
        ALTER TABLE public.{table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE public.{table} DISABLE ROW LEVEL SECURITY;
        """,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0001_initial"),
        ("core", "0002_connection_studio"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("accounts", "0001_initial"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
    ]
    operations = [
        *(
            protect(table, "studio", f"{condition} OR {HERE} = 'public'")
            for table, condition in OWN_ROWS.items()
        ),
        *(protect(table, "platform", f"{HERE} = 'public'") for table in PLATFORMS_OWN),
    ]
