"""Text as it is searched: without case and accents, so "amelie" finds "Amélie"."""

import re
import unicodedata
from collections.abc import Iterable

SPACES = re.compile(r"\s+")
MOST_WORDS = 8


def searchable(parts: Iterable[str]) -> str:
    """One line of all parts, folded."""
    return fold(" ".join(part for part in parts if part))


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return SPACES.sub(" ", plain).strip()


def words_of(query: str) -> list[str]:
    """The words somebody typed, folded; the ninth and later ones are ignored."""
    return fold(query.replace("\0", " ")).split(" ")[:MOST_WORDS]
