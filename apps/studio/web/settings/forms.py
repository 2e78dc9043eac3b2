"""The studio's settings as forms."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from apps.tenants.selectors.appearance import currency_choices, zone_choices


class SettingsForm(forms.Form):
    name = forms.CharField(label=_("Name of the studio"), max_length=80)
    language = forms.ChoiceField(
        label=_("Main language"),
        choices=settings.LANGUAGES,
        help_text=_("For visitors whose browser asks for none of ours, and for letters."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages offered"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        help_text=_("Business days and figures follow it."),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=currency_choices)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class DomainForm(forms.Form):
    name = forms.CharField(
        label=_("Your domain"),
        max_length=300,
        help_text=_("A name you own, such as films.example.com."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


def initial_of(studio: Any) -> dict[str, Any]:
    return {
        "name": studio.name,
        "language": studio.language,
        "languages": studio.languages,
        "time_zone": studio.time_zone,
        "currency": studio.currency,
    }
