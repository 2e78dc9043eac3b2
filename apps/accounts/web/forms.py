"""Forms of people."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.accounts.selectors.places import time_zones


class NameField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "name"})
        super().__init__(label=_("Your name"), max_length=120, widget=widget, **kwargs)


class SignUpForm(forms.Form):
    """What allauth's sign-up asks besides e-mail and password; it calls ``signup`` at the end."""

    name = NameField()

    def signup(self, request: object, user: Any) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class ProfileForm(forms.Form):
    name = NameField()
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("As my browser says")), *settings.LANGUAGES],
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        required=False,
        choices=lambda: [("", _("The studio's")), *time_zones()],
    )


class LeavingForm(forms.Form):
    """Two things that only the person himself does: naming the account, and the password."""

    typed_email = forms.CharField(
        label=_("Type your e-mail address to go on"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, has_password: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_password:
            del self.fields["password"]

    @property
    def answers(self) -> dict[str, str]:
        return {"password": "", **self.cleaned_data}  # nosec B105  # no secret


class InvitationAcceptForm(forms.Form):
    """A newcomer's name and password; the address is the invited one."""

    name = NameField()
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least ten characters. A sentence is easy to remember and hard to guess."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "password" in cleaned:
            person = User(email=self.email, name=cleaned.get("name", ""))
            try:
                validate_password(cleaned["password"], user=person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned
