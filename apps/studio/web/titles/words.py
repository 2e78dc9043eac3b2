"""Genres and tags as a form takes them: names between commas."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.catalog.models import Film, Series
from apps.studio.web.titles.forms import NamesField

MOST_GENRES = 6
MOST_TAGS = 12


class WordsMixin(forms.BaseForm):
    """For forms of films and series: fills the two fields, and hands them to services."""

    def fill_words(self, title: Film | Series) -> None:
        self.fields["genre_names"] = NamesField(
            most=MOST_GENRES,
            label=_("Genres"),
            required=False,
            max_length=200,
            help_text=_("Up to six, between commas. They become the rows of your front page."),
        )
        self.fields["tag_names"] = NamesField(
            most=MOST_TAGS,
            label=_("Tags"),
            required=False,
            max_length=400,
            help_text=_("Up to twelve, between commas: finer than genres, found by search."),
        )
        self.fields["genre_names"].initial = ", ".join(row.name for row in title.genres.all())
        self.fields["tag_names"].initial = ", ".join(row.name for row in title.tags.all())

    @property
    def changes(self) -> dict[str, Any]:
        """What the update services take."""
        changes = dict(self.cleaned_data)
        changes["genres"] = changes.pop("genre_names")
        changes["tags"] = changes.pop("tag_names")
        return changes
