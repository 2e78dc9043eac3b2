"""What editors say about a film: the shape only, services decide."""

import copy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.catalog.models import Film
from apps.studio.enums import BulkAction
from apps.studio.web.titles.words import WordsMixin


class FilmForm(WordsMixin, forms.ModelForm):
    class Meta:
        model = Film
        fields = [
            "title",
            "tagline",
            "synopsis",
            "year",
            "maturity",
            "director",
            "cast",
            "original_language",
            "access_level",
            "is_encrypted",
            "slug",
        ]
        widgets = {
            "synopsis": forms.Textarea(attrs={"rows": 5}),
            "cast": forms.TextInput(),
            "year": forms.NumberInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {
            "tagline": _("One line under the title."),
            "cast": _("Names between commas."),
            "slug": _("The last part of the film’s address. Links to the old one lead here."),
            "is_encrypted": _("From the next video on, its pieces are encrypted (AES-128)."),
        }

    def __init__(self, data: Any = None, *, film: Film, **kwargs: Any) -> None:
        # A copy: validation writes into the instance, and services compare with what was.
        super().__init__(data, instance=copy.copy(film), **kwargs)
        self.fill_words(film)


class NewFilmForm(forms.Form):
    """The least a draft needs: its title, which the file's name suggests."""

    title = forms.CharField(label=_("Title"), max_length=160)
    # The draft that this very file was already being sent for.
    film = forms.ModelChoiceField(Film.objects.none(), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_films(self.fields["film"])


class ArtworkForm(forms.Form):
    picture = forms.FileField(label=_("Picture"), max_length=200)


class DeleteFilmForm(forms.Form):
    """The film's title, typed to be sure."""

    typed_name = forms.CharField(label=_("Title"), max_length=160)

    def __init__(self, data: Any, *, film: Film) -> None:
        super().__init__(data)
        self.film = film

    def clean_typed_name(self) -> str:
        typed = self.cleaned_data["typed_name"]
        if typed.strip() != self.film.title:
            raise forms.ValidationError(_("This is not the title of the film."), code="mistyped")
        return typed


class BulkForm(forms.Form):
    """The ticked rows of the list, and what to do with them."""

    action = forms.ChoiceField(choices=BulkAction.choices)
    films = forms.ModelMultipleChoiceField(Film.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_films(self.fields["films"])


def _offer_films(field: forms.Field) -> None:
    """Only now is it known whose: a class is made once, for whichever studio asks first."""
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  for the type checker
    field.queryset = Film.objects.all()
