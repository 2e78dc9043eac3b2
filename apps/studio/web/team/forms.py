"""Whom to invite, and which role somebody gets."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.accounts.enums import ROLE_SENTENCES, Role


class RoleForm(forms.Form):
    """One of ``roles``, those that may be given here."""

    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, widget=forms.RadioSelect(attrs={"class": "check"})
    )

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]

    def role_options(self) -> Iterator[tuple[Any, str, Any]]:
        """Each radio button with the role's name and its sentence."""
        for radio in self["role"]:
            role = Role(radio.data["value"])
            yield radio, role.label, ROLE_SENTENCES[role]


class InviteForm(RoleForm):
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
