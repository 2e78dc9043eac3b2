"""Every text of the product stands in every language, with its placeholders."""

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
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.chdir(ROOT)
    call_command(
        "makemessages", locale=["hi"], ignore_patterns=list(IGNORED), no_location=True, verbosity=0
    )
    in_code = {key_of(e) for e in polib.pofile(str(tmp_path / "hi" / "LC_MESSAGES" / "django.po"))}
    missing = {
        language: in_code - {key_of(e) for e in catalogue(language) if not e.obsolete}
        for language in LANGUAGES
    }
    assert missing == {language: set() for language in LANGUAGES}
