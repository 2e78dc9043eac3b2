"""What editors say about series, seasons and episodes: the shape only, services decide."""

import copy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.catalog.models import Series
from apps.studio.web.titles.words import WordsMixin

MOST_NUMBER = 9999


class SeriesForm(WordsMixin, forms.ModelForm):
    class Meta:
        model = Series
        fields = [
            "title",
            "tagline",
            "synopsis",
            "year",
            "maturity",
            "original_language",
            "slug",
        ]
        widgets = {
            "synopsis": forms.Textarea(attrs={"rows": 5}),
            "year": forms.NumberInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {
            "tagline": _("One line under the title."),
            "slug": _("The last part of the series’ address. Links to the old one lead here."),
        }

    def __init__(self, data: Any = None, *, series: Series, **kwargs: Any) -> None:
        # A copy: validation writes into the instance, and services compare with what was.
        super().__init__(data, instance=copy.copy(series), **kwargs)
        self.fill_words(series)


class NewSeriesForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=160)


class SeasonForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=160, required=False)
    number = forms.IntegerField(
        label=_("Number"),
        min_value=0,
        max_value=MOST_NUMBER,
        required=False,
        help_text=_("Empty: the next one. 0 is for specials."),
    )

    @property
    def asked(self) -> dict[str, Any]:
        """What was filled in, as the services take it."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}


class EpisodeForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=160)


class PlaceForm(forms.Form):
    """Where an episode goes: a season of its series, and a number in it (none: the end)."""

    season = forms.UUIDField()
    number = forms.IntegerField(min_value=0, max_value=MOST_NUMBER, required=False)
