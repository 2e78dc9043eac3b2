"""Settings of `make lint`: development's, with the command that judges migrations."""

from config.settings.dev import *

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
