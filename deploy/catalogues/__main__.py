"""Rewrite locale/packages from the installed packages and print how far each language is."""

import sys
from pathlib import Path

import polib

from deploy.catalogues.extraction import extract
from deploy.catalogues.scope import LANGUAGES, PLURAL_FORMS, SUFFIXES, USUAL_PLURAL_FORMS
from deploy.catalogues.translated import CORRECTIONS, key_of, keys_translated

FOLDER = Path(__file__).resolve().parents[2] / "locale" / "packages"


def main() -> None:
    for domain in SUFFIXES:
        texts = extract(domain)
        for language in LANGUAGES:
            path = FOLDER / language / "LC_MESSAGES" / f"{domain}.po"
            catalogue = _merged(texts, path, language=language, domain=domain)
            if len(catalogue):
                path.parent.mkdir(parents=True, exist_ok=True)
                catalogue.save(str(path))
            else:
                path.unlink(missing_ok=True)
            done = len(catalogue.translated_entries())
            sys.stdout.write(f"{language} {domain}: {done} of {len(catalogue)} translated\n")


def _merged(texts: list[polib.POEntry], path: Path, *, language: str, domain: str) -> polib.POFile:
    kept = {key_of(entry): entry for entry in polib.pofile(str(path))} if path.exists() else {}
    corrections = CORRECTIONS.get(language, {})
    needless = keys_translated(language, domain) - set(corrections)
    catalogue = _empty_catalogue(language)
    for text in texts:
        if key_of(text) in needless:
            continue
        entry = _blank(text, plural_forms=_plural_count(language))
        _fill(entry, kept.get(key_of(text)), corrections.get(key_of(text)))
        catalogue.append(entry)
    return catalogue


def _empty_catalogue(language: str) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": "CineRadar",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS.get(language, USUAL_PLURAL_FORMS),
    }
    return catalogue


def _plural_count(language: str) -> int:
    return 1 if language in PLURAL_FORMS else 2


def _blank(text: polib.POEntry, *, plural_forms: int) -> polib.POEntry:
    return polib.POEntry(
        msgid=text.msgid,
        msgid_plural=text.msgid_plural,
        msgctxt=text.msgctxt,
        msgstr_plural=dict.fromkeys(range(plural_forms), "") if text.msgid_plural else {},
        occurrences=text.occurrences,
        comment=text.comment,
        flags=[flag for flag in text.flags if flag.endswith("-format")],
    )


def _fill(entry: polib.POEntry, kept: polib.POEntry | None, correction: str | None) -> None:
    if correction:
        entry.msgstr = correction
    elif kept and bool(kept.msgid_plural) == bool(entry.msgid_plural):
        entry.msgstr = kept.msgstr
        entry.msgstr_plural = kept.msgstr_plural
        entry.flags += [flag for flag in kept.flags if flag == "fuzzy"]


if __name__ == "__main__":
    main()
