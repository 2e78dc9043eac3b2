"""Django as in the tests; import it before anything that imports a model."""

import os

import django
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
if not apps.ready:
    django.setup()
