"""Countries by name, in the language of the page."""

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language

from apps.catalog.domain.countries import CODES
from apps.core.templatetags.formats import current_locale


def country_choices() -> list[tuple[str, str]]:
    """Codes and names in the order of their names."""
    return list(_choices(get_language() or "en"))


def country_name(code: str) -> str:
    return str(current_locale().territories.get(code, code))


def country_named(text: str) -> str:
    """The code of a country given by code or name; empty when there is none."""
    wanted = text.strip().casefold()
    if wanted.upper() in CODES:
        return wanted.upper()
    names = [*country_choices(), *_named_in("en")]
    return next((code for code, name in names if name.casefold() == wanted), "")


@lru_cache
def _choices(_language: str) -> tuple[tuple[str, str], ...]:
    names = ((code, country_name(code)) for code in CODES)
    return tuple(sorted(names, key=lambda pair: pair[1]))


@lru_cache
def _named_in(language: str) -> tuple[tuple[str, str], ...]:
    territories = Locale.parse(language).territories
    return tuple((code, str(territories.get(code, code))) for code in CODES)
