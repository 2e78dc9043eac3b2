"""TLS everywhere. Nothing exists only here."""

from config import env
from config.settings.base import *

SECRET_KEY, JWT_SIGNING_KEY = env.secret("SECRET_KEY"), env.secret("JWT_SIGNING_KEY")
MEDIA_URL_SECRET = env.secret("MEDIA_URL_SECRET")
if SECRET_KEY == JWT_SIGNING_KEY:
    raise env.BadVariable("JWT_SIGNING_KEY", "must be another one than SECRET_KEY")
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
PUBLIC_SCHEME = "https"
PUBLIC_PORT = env.number("PUBLIC_PORT", 443)
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
LOG_FORMAT = env.choice("LOG_FORMAT", "json", LOG_FORMATS)
LOGGING["handlers"]["console"]["formatter"] = LOG_FORMAT
LOGGING["loggers"]["cineradar.access"]["level"] = access_level(LOG_FORMAT)
STUDIO_SCHEMA_POOL = env.number("STUDIO_SCHEMA_POOL", 10)
EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
