"""What the visitor of the grid asked for, as it stands in the address."""

from dataclasses import dataclass

from django.db.models import F
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_SEARCH = 100
Order = tuple[str | OrderBy, ...]
SORTS: dict[str, tuple[Promise, Order]] = {
    "": (_("Newest first"), ()),
    "title": (_("Title, A to Z"), ("title", "pk")),
    "-year": (_("Year, latest first"), (F("year").desc(nulls_last=True), "title", "pk")),
    "year": (_("Year, earliest first"), ("year", "title", "pk")),
}


@dataclass(frozen=True)
class FilmFilter:
    search: str
    genre: str
    sort: str

    @classmethod
    def of(cls, request: HttpRequest) -> "FilmFilter":
        """Unknown values count as nothing asked."""
        sort = request.GET.get("sort", "")
        return cls(
            search=request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST_SEARCH],
            genre=request.GET.get("genre", "").replace("\0", "")[:60],
            sort=sort if sort in SORTS else "",
        )

    @property
    def order(self) -> Order:
        """Columns to sort by; none keeps the best match and the newest first."""
        return SORTS[self.sort][1]

    @property
    def sorts(self) -> list[tuple[str, Promise]]:
        return [(value, label) for value, (label, _order) in SORTS.items()]

    @property
    def is_narrow(self) -> bool:
        return bool(self.search or self.genre)
