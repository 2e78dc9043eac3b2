import os

from config import env
from config.settings.base import *

DEBUG = False
TRIPWIRE_SAMPLE = 1
MFA_REQUIRED_FOR_STAFF = False
# Tests sign in as the superuser and act as the application's role. So a test whose subject changes
# schemas can act as their owner; the application itself cannot.
DATABASES["default"] |= {
    **parsed(env.text("TEST_DATABASE_ADMIN_URL", DATABASE_URL)),
    "NAME": DATABASES["default"]["NAME"],
    "OPTIONS": {"options": "-c role=cineradar -c search_path=nobody"},
}
# Tests of the pool fill it themselves.
STUDIO_SCHEMA_POOL = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Workers of one run, and runs of two clones, must not see each other's databases and caches.
TEST_RUN = env.text("PYTEST_XDIST_TESTRUNUID", f"pid{os.getpid()}")[:12]
TEST_WORKER = env.text("PYTEST_XDIST_WORKER", "main")
for cache in CACHES.values():
    cache["KEY_PREFIX"] = f"{TEST_RUN}{TEST_WORKER}{cache['KEY_PREFIX']}"
REALTIME_PREFIX = f"{TEST_RUN}{TEST_WORKER}rt"
REALTIME_LOG_SECONDS = 60
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
LIMITS_ENABLED = False
UNTOLD_SECONDS = 0.0
LIMITS_PREFIX = f"{TEST_RUN}{TEST_WORKER}limits"
STREAMS_PREFIX = f"{TEST_RUN}{TEST_WORKER}play"
