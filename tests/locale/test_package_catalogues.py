"""Sign-in pages and the back-office must not fall back to English where a package does."""

import subprocess
from pathlib import Path

import polib
import pytest

from deploy.catalogues.__main__ import FOLDER
from deploy.catalogues.extraction import extract
from deploy.catalogues.placeholders import has_same_parts
from deploy.catalogues.scope import LANGUAGES, PLURAL_FORMS, USUAL_PLURAL_FORMS
from deploy.catalogues.translated import CORRECTIONS, key_of, keys_translated

CATALOGUES = sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))
EVERY_CATALOGUE = pytest.mark.parametrize(
    "path", CATALOGUES, ids=[f"{path.parts[-3]}-{path.stem}" for path in CATALOGUES]
)


def language_of(path: Path) -> str:
    return path.parts[-3]


def forms_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_language_has_a_catalogue():
    assert {language_of(path) for path in CATALOGUES if path.stem == "django"} == set(LANGUAGES)


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_text_of_a_package_is_translated_by_it_or_by_us(domain):
    shown = {key_of(entry) for entry in extract(domain)}

    missing = {
        language: shown - keys_translated(language, domain) - ours(language, domain)
        for language in LANGUAGES
    }

    assert missing == {language: set() for language in LANGUAGES}


def ours(language: str, domain: str) -> set[tuple[str | None, str]]:
    path = FOLDER / language / "LC_MESSAGES" / f"{domain}.po"
    return {key_of(entry) for entry in polib.pofile(str(path))} if path.exists() else set()


@EVERY_CATALOGUE
def test_every_entry_is_translated_and_not_fuzzy(path):
    unfinished = [
        entry.msgid
        for entry in polib.pofile(str(path))
        if entry.fuzzy or entry.obsolete or not all(form.strip() for form in forms_of(entry))
    ]

    assert unfinished == []


@EVERY_CATALOGUE
def test_placeholders_and_tags_survive_translation(path):
    broken = [entry.msgid for entry in polib.pofile(str(path)) if not has_same_parts(entry)]

    assert broken == []


@EVERY_CATALOGUE
def test_plural_forms_are_those_of_the_language(path):
    catalogue = polib.pofile(str(path))
    language = language_of(path)
    count = 1 if language in PLURAL_FORMS else 2

    assert catalogue.metadata["Plural-Forms"] == PLURAL_FORMS.get(language, USUAL_PLURAL_FORMS)
    assert [
        entry.msgid
        for entry in catalogue
        if entry.msgid_plural and sorted(entry.msgstr_plural) != list(range(count))
    ] == []


@EVERY_CATALOGUE
def test_catalogue_compiles(path):
    done = subprocess.run(
        ["msgfmt", "--check", "--output-file=/dev/null", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("language", sorted(CORRECTIONS))
def test_mistakes_of_a_package_are_corrected(language):
    catalogue = polib.pofile(str(FOLDER / language / "LC_MESSAGES" / "django.po"))
    written = {key_of(entry): entry.msgstr for entry in catalogue}

    assert CORRECTIONS[language].items() <= written.items()
