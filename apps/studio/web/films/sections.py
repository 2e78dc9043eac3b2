"""The tabs of one film's pages, and those that a series has as well."""

from typing import Any

from apps.catalog.models import Film
from apps.studio.web.films.standing import standing_of
from apps.studio.web.films.tabs import film_tabs
from apps.studio.web.films.views import OneFilmMixin
from apps.studio.web.titles.sections import CreditsSection, ReleaseSection, Section


class FilmSection(OneFilmMixin, Section):
    """A page below a film's tabs."""

    tab = ""

    @property
    def title_row(self) -> Film:
        return self.desk_film.film

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        film = self.title_row
        return super().get_context_data(
            section_template="studio/films/section.html",
            film=film,
            title=film,
            standing=standing_of(self.desk_film),
            tabs=film_tabs(film, self.tab),
            **kwargs,
        )


class Credits(FilmSection, CreditsSection):
    tab = "desk-film-credits"


class Release(FilmSection, ReleaseSection):
    tab = "desk-film-release"
