"""Django set up as in production, with files in a directory that is removed at the end.

Import it before anything that imports a model. The services come from `make bench`, whose
database nobody needs afterwards.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django

HOME = Path(tempfile.mkdtemp(prefix="cineradar-bench-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    "DEBUG": "off",
    "LOG_LEVEL": "ERROR",
    "STATIC_ROOT": str(HOME / "static"),
    "MEDIA_ROOT": str(HOME / "media"),
    "UPLOAD_ROOT": str(HOME / "uploads"),
    "EMAIL_FILE_PATH": str(HOME / "mail"),
}
django.setup()
