"""Forms of the sign-up. They check shape; what is free and allowed is the services' word."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.tenants.selectors.appearance import currency_choices, zone_choices
from apps.tenants.selectors.studios import slug_is_taken, slug_problem

CURRENCY_OF_LANGUAGE = {"id": "IDR", "hi": "INR", "ta": "INR", "te": "INR", "bn": "BDT"}
ZONE_OF_LANGUAGE = {
    "id": "Asia/Jakarta",
    "hi": "Asia/Kolkata",
    "ta": "Asia/Kolkata",
    "te": "Asia/Kolkata",
    "bn": "Asia/Dhaka",
}


class StartForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )


class NewStudioForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the studio"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "data-suggests": "id_slug"}),
    )
    slug = forms.CharField(
        label=_("Address"),
        help_text=_("Small letters, digits and hyphens. Your own domain can follow later."),
        max_length=64,
        strip=False,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "hx-get": reverse_lazy("start-slug", urlconf=settings.PUBLIC_SCHEMA_URLCONF),
                "hx-trigger": "input changed delay:250ms, check delay:250ms",
                "hx-target": "#slug-status",
                "hx-sync": "this:replace",
            }
        ),
    )
    owner_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 10 characters; a few words are easy to remember and hard to guess."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    language = forms.ChoiceField(label=_("Main language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)
    currency = forms.ChoiceField(label=_("Currency"), choices=currency_choices)

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        language = get_language() or settings.LANGUAGE_CODE
        self.fields["language"].initial = language
        self.fields["time_zone"].initial = ZONE_OF_LANGUAGE.get(language, "Asia/Jakarta")
        self.fields["currency"].initial = CURRENCY_OF_LANGUAGE.get(language, "USD")

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        return name

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        fault = slug_problem(slug)
        if fault is not None:
            raise ValidationError(fault.label, code=fault.value)
        if slug_is_taken(slug):
            raise ValidationError(_("This address is taken. Choose another one."), "slug_taken")
        return slug

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if "password" in values:
            self._check_password(values)
        return values

    def _check_password(self, values: dict[str, Any]) -> None:
        owner = User(email=self.email, name=values.get("owner_name", ""))
        try:
            validate_password(values["password"], owner)
        except ValidationError as error:
            self.add_error("password", error)
