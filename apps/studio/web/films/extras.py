"""Trailers and extras of a film."""

from apps.studio.web.films.sections import FilmSection
from apps.studio.web.titles.extras import ExtrasSection


class Extras(FilmSection, ExtrasSection):
    tab = "desk-film-extras"
