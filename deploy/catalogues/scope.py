"""Which files of the installed packages hold texts that a user of the product can see."""

import re
import sysconfig
from collections.abc import Iterator
from pathlib import Path

SITE_PACKAGES = Path(sysconfig.get_paths()["purelib"])

LANGUAGES = ("bn", "hi", "id", "ta", "te")
PLURAL_FORMS = {"id": "nplurals=1; plural=0;"}
USUAL_PLURAL_FORMS = "nplurals=2; plural=(n != 1);"

PYTHON_AND_TEMPLATES = (".py", ".html", ".txt")
SCRIPTS = (".js",)
SUFFIXES = {"django": PYTHON_AND_TEMPLATES, "djangojs": SCRIPTS}

SHOWN = (
    "django/core/paginator.py",
    "django/core/validators.py",
    "django/db/models",
    "django/forms",
    "django/template/defaultfilters.py",
    "django/utils",
    "django/views/csrf.py",
    "django/contrib/admin",
    "django/contrib/auth",
    "django/contrib/contenttypes/models.py",
    "django/contrib/contenttypes/apps.py",
    "django/contrib/humanize",
    "django/contrib/sessions",
    "allauth/account",
    "allauth/core",
    "allauth/mfa",
    "allauth/socialaccount",
    "allauth/templates/account",
    "allauth/templates/allauth",
    "allauth/templates/mfa",
    "allauth/templates/socialaccount",
    "allauth/templates/usersessions",
    "allauth/usersessions",
    "rest_framework/exceptions.py",
    "rest_framework/fields.py",
    "rest_framework/pagination.py",
    "rest_framework/relations.py",
    "rest_framework/serializers.py",
    "rest_framework/validators.py",
    "unfold",
)
NOT_SHOWN = (
    "allauth/templates/account/confirm_phone_verification_code.html",
    "allauth/templates/account/messages/phone_verification_sent.txt",
    "allauth/templates/account/messages/phone_verified.txt",
    "allauth/templates/account/phone_change.html",
    "allauth/socialaccount/providers",
    "django/contrib/auth/validators.py",
    "unfold/contrib/constance",
    "unfold/contrib/guardian",
    "unfold/contrib/import_export",
    "unfold/contrib/forms/templates/unfold/forms/helpers/toolbar.html",
    "unfold/contrib/inlines",
    "unfold/contrib/location_field",
    "unfold/contrib/simple_history",
    "unfold/templates/unfold_crispy",
)
NOT_SHOWN_FOLDERS = {"locale", "management", "migrations", "tests", "vendor"}

# Only the developers' documentation of models prints what a field type is called.
FIELD_TYPE_NAME = re.compile(r"^ +description = _\(.*\)$", re.MULTILINE)


def shown_files(domain: str) -> Iterator[Path]:
    """Files of `domain` ("django" or "djangojs") to read, relative to SITE_PACKAGES."""
    for name in SHOWN:
        start = SITE_PACKAGES / name
        found = sorted(start.rglob("*")) if start.is_dir() else [start]
        for path in found:
            relative = path.relative_to(SITE_PACKAGES)
            if path.suffix in SUFFIXES[domain] and not _is_hidden(relative):
                yield relative


def _is_hidden(relative: Path) -> bool:
    if relative.name.endswith(".min.js") or NOT_SHOWN_FOLDERS & set(relative.parts):
        return True
    return any(relative.is_relative_to(name) for name in NOT_SHOWN)
