"""What the visitor of a list asked for, as it stands in the address."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.catalog.enums import AccessLevel
from apps.catalog.selectors.titles import Wanted

LONGEST_SEARCH = 100
LONGEST_WORD = 60
Order = tuple[str | OrderBy, ...]
SORTS: dict[str, tuple[Promise, Order]] = {
    "": (_("Newest first"), ()),
    "title": (_("Title, A to Z"), ("title", "pk")),
    "-year": (_("Year, latest first"), (F("year").desc(nulls_last=True), "title", "pk")),
    "year": (_("Year, earliest first"), ("year", "title", "pk")),
}


@dataclass(frozen=True)
class TitleFilter:
    """``wanted`` narrows the list down, ``sort`` is a key of SORTS."""

    wanted: Wanted
    sort: str

    @classmethod
    def of(cls, request: HttpRequest) -> "TitleFilter":
        """Unknown values count as nothing asked."""
        sort = _word(request, "sort")
        language, access = _word(request, "language"), _word(request, "access")
        wanted = Wanted(
            search=request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST_SEARCH],
            genre=_word(request, "genre"),
            tag=_word(request, "tag"),
            language=language if language in dict(settings.LANGUAGES) else "",
            access=access if access in AccessLevel.values else "",
            decade=_decade(_word(request, "decade")),
        )
        return cls(wanted, sort if sort in SORTS else "")

    @property
    def order(self) -> Order:
        """Columns to sort by; none keeps the best match and the newest first."""
        return SORTS[self.sort][1]

    @property
    def sorts(self) -> list[tuple[str, Promise]]:
        return [(value, label) for value, (label, _order) in SORTS.items()]

    @property
    def languages(self) -> list[tuple[str, str]]:
        return list(settings.LANGUAGES)

    @property
    def levels(self) -> list[tuple[str, str]]:
        return list(AccessLevel.choices)

    @property
    def is_narrow(self) -> bool:
        return self.wanted.is_narrow

    @property
    def is_refined(self) -> bool:
        """By something that stands behind the button, not in sight."""
        wanted = self.wanted
        return bool(wanted.language or wanted.access or wanted.decade is not None)


def _word(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\0", "")[:LONGEST_WORD]


def _decade(text: str) -> int | None:
    is_year = text.isascii() and text.isdigit() and len(text) == len("1990")
    return int(text) // 10 * 10 if is_year else None
