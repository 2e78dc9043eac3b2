"""What the packages themselves translate, as their compiled catalogues answer at run time."""

from collections.abc import Iterator
from pathlib import Path

import polib

from deploy.catalogues.corrections import hi, ta, te
from deploy.catalogues.placeholders import has_same_parts
from deploy.catalogues.scope import SITE_PACKAGES

CATALOGUES = (
    "django/conf",
    "django/contrib/admin",
    "django/contrib/auth",
    "django/contrib/contenttypes",
    "django/contrib/humanize",
    "django/contrib/sessions",
    "allauth",
    "rest_framework",
    "unfold",
)

CORRECTIONS = {"hi": hi.CORRECTIONS, "ta": ta.CORRECTIONS, "te": te.CORRECTIONS}


def key_of(entry: polib.POEntry) -> tuple[str | None, str]:
    """What identifies a text in a catalogue: its context and the English singular."""
    return (entry.msgctxt, entry.msgid)


def keys_translated(language: str, domain: str) -> set[tuple[str | None, str]]:
    """Texts some package translates completely and with every placeholder in place."""
    return {
        key_of(entry)
        for path in _compiled(language, domain)
        for entry in polib.mofile(str(path))
        if _is_complete(entry) and has_same_parts(entry)
    }


def _compiled(language: str, domain: str) -> Iterator[Path]:
    for package in CATALOGUES:
        path = SITE_PACKAGES / package / "locale" / language / "LC_MESSAGES" / f"{domain}.mo"
        if path.exists():
            yield path


def _is_complete(entry: polib.POEntry) -> bool:
    forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    return bool(forms) and all(form.strip() for form in forms)
