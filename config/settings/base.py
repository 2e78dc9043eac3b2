"""Composes the parts. Every setting exists here or in one of them."""

from config import env
from config.settings.accounts import *
from config.settings.admin import *
from config.settings.api import *
from config.settings.cache import *
from config.settings.celery import *
from config.settings.database import *
from config.settings.languages import *
from config.settings.limits import *
from config.settings.logging import *
from config.settings.mail import *
from config.settings.observability import *
from config.settings.outgoing import *
from config.settings.playback import *
from config.settings.realtime import *
from config.settings.scopes import *
from config.settings.security import *
from config.settings.storage import *
from config.settings.tenancy import *

BASE_DIR = env.BASE_DIR
SECRET_KEY = env.text("SECRET_KEY")
# Earlier ones, newest first: what they signed and encrypted is still read, nothing is written.
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
DEBUG = False
DEVELOPER_PAGES = False
CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] += SOCIAL_SIGN_IN_ORIGINS
CONTENT_SECURITY_POLICY["DIRECTIVES"]["connect-src"] += OBJECT_STORE_ORIGINS
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

MIDDLEWARE = [
    "apps.core.web.headers.SecurityHeadersMiddleware",
    "apps.core.web.middleware.RequestIdMiddleware",
    "apps.core.web.health.HealthMiddleware",
    "apps.core.web.metrics.MetricsMiddleware",
    "apps.core.web.access.AccessLogMiddleware",
    "apps.core.web.traces.TracesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "apps.core.web.files.UserContentMiddleware",
    "csp.middleware.CSPMiddleware",
    "apps.tenants.web.middleware.StudioMiddleware",
    "apps.core.web.origin.OriginMiddleware",
    "apps.core.web.country.CountryMiddleware",
    "apps.core.web.bodies.BodySizeMiddleware",
    "apps.core.api.throttle.RateLimitMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.accounts.web.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "apps.accounts.web.middleware.SecondFactorMiddleware",
    "apps.accounts.web.choosing.ProfileMiddleware",
    "apps.accounts.web.attempts.AttemptsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "apps.core.web.middleware.DomainErrorMiddleware",
    # The innermost: it calls the view of the API itself.
    "apps.accounts.api.idempotency.IdempotencyMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "apps.core.web.context.product",
                "apps.tenants.web.context.studio",
                "apps.accounts.web.context.person",
            ],
        },
    }
]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
# django.forms has no templates directory of the project's: its own are found as an app's.
INSTALLED_APPS = [*INSTALLED_APPS, "django.forms"]
