"""Which app lives where. An app's tables stand in public, in every studio, or (few) in both."""

from config import env

SHARED_APPS = [
    "django_tenants",
    "apps.core",
    "apps.accounts",
    "apps.tenants",
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "config.backoffice.BackOffice",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.gis",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "config.static_files.StaticFiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "channels",
    "csp",
    "django_htmx",
    "django_vite",
    "drf_spectacular",
    "rest_framework",
]
TENANT_APPS = [
    "apps.accounts",
    "apps.subscriptions",
    "apps.catalog",
    "apps.studio",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django.contrib.sessions",
]
INSTALLED_APPS = [*SHARED_APPS, *[app for app in TENANT_APPS if app not in SHARED_APPS]]

# Every schema has its own people: these tables stand in public and in each studio on purpose.
APPS_IN_BOTH = [
    "apps.accounts",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django.contrib.sessions",
]

TENANT_MODEL = "tenants.Studio"
TENANT_DOMAIN_MODEL = "tenants.Domain"
PUBLIC_SCHEMA_URLCONF = "config.urls.public"
ROOT_URLCONF = "config.urls.tenant"

# kush.<BASE_DOMAIN> is a studio; <BASE_DOMAIN> itself is the platform.
BASE_DOMAIN = env.text("BASE_DOMAIN", "localhost").lower()
# How visitors reach the front door: needed for links in letters and from one host to another.
PUBLIC_SCHEME = env.choice("PUBLIC_SCHEME", "http", {"http", "https"})
PUBLIC_PORT = env.number("PUBLIC_PORT", env.number("PORT", 8000))
# The name server that proofs of own domains are read from, as address:port; empty: the system's.
DNS_RESOLVER = env.text("DNS_RESOLVER", "")
# Every n-th statement asks PostgreSQL whether it searches the current studio's tables; 0: none.
TRIPWIRE_SAMPLE = env.number("TRIPWIRE_SAMPLE", 0)
STUDIO_CLOSING_GRACE_DAYS = env.number("STUDIO_CLOSING_GRACE_DAYS", 30)
# Schemas that wait ready-made for new studios, so that one opens within a second.
STUDIO_SCHEMA_POOL = env.number("STUDIO_SCHEMA_POOL", 3)
# One statement of a migration may take so long in one studio; it is undone then, and can be retried.
STUDIO_MIGRATION_STATEMENT_SECONDS = env.number("STUDIO_MIGRATION_STATEMENT_SECONDS", 300)
