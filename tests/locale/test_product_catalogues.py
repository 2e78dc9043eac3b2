"""Every text of the product stands in every language, with its placeholders."""

import shutil
from pathlib import Path

import polib
import pytest
from django.core.management import call_command

from deploy.catalogues.placeholders import has_same_parts
from deploy.catalogues.scope import LANGUAGES
from deploy.local.messages import IGNORED
from deploy.local.workspace import ROOT

EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))


def key_of(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


@EVERY_LANGUAGE
def test_every_text_is_translated_and_not_fuzzy(language):
    unfinished = [
        entry.msgid
        for entry in catalogue(language)
        if not entry.obsolete and (entry.fuzzy or not entry.translated())
    ]
    assert unfinished == []


@EVERY_LANGUAGE
def test_placeholders_and_tags_survive_translation(language):
    broken = [
        entry.msgid
        for entry in catalogue(language)
        if not entry.obsolete and not has_same_parts(entry)
    ]
    assert broken == []


def test_the_catalogues_hold_every_text_of_the_code(tmp_path: Path, settings, monkeypatch):
    """In a copy: makemessages writes into the ``locale`` it finds beside the code."""
    for part in ("apps", "config", "templates"):
        shutil.copytree(ROOT / part, tmp_path / part)
    (tmp_path / "locale").mkdir()
    settings.LOCALE_PATHS = []
    monkeypatch.chdir(tmp_path)
    call_command(
        "makemessages", locale=["hi"], ignore_patterns=list(IGNORED), no_location=True, verbosity=0
    )
    collected = polib.pofile(str(tmp_path / "locale" / "hi" / "LC_MESSAGES" / "django.po"))
    in_code = {key_of(entry) for entry in collected}
    missing = {
        language: in_code - {key_of(entry) for entry in catalogue(language) if not entry.obsolete}
        for language in LANGUAGES
    }
    assert missing == {language: set() for language in LANGUAGES}
