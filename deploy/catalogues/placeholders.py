"""The parts of a text that a translation must carry over unchanged."""

import re

import polib

PERCENT = re.compile(r"%%|%(?:\(\w+\))?[-#0+]*\d*(?:\.\d+)?[sdifr]")
BRACES = re.compile(r"\{[\w.!:]*\}")
TAGS = re.compile(r"</?[a-zA-Z][^>]*>")


def kept_parts(text: str) -> list[str]:
    """Placeholders and HTML tags of `text`, sorted: word order differs between languages."""
    return sorted(part for pattern in (PERCENT, BRACES, TAGS) for part in pattern.findall(text))


def has_same_parts(entry: polib.POEntry) -> bool:
    """True when every translated form keeps what the English text (or its plural) contains."""
    if not entry.msgid_plural:
        return kept_parts(entry.msgstr) == kept_parts(entry.msgid)
    plural = kept_parts(entry.msgid_plural)
    # English may leave the number out of its singular; a language with one form may not.
    first = [plural, kept_parts(entry.msgid)] if len(entry.msgstr_plural) > 1 else [plural]
    return all(
        kept_parts(form) in (first if index == 0 else [plural])
        for index, form in entry.msgstr_plural.items()
    )
