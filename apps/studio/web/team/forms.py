"""Whom to invite, and which role somebody gets."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from apps.accounts.enums import ROLE_SENTENCES, Role


class RoleField(forms.ChoiceField):
    """One of the roles that may be given, each with its sentence."""

    def __init__(self, *, roles: list[Role], **kwargs: Any) -> None:
        choices = [(role.value, _explained(role)) for role in roles]
        super().__init__(label=_("Role"), choices=choices, widget=forms.RadioSelect, **kwargs)


class RoleForm(forms.Form):
    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = RoleField(roles=roles)


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = RoleField(roles=roles)


def _explained(role: Role) -> str:
    return format_html('{} <span class="small muted">{}</span>', role.label, ROLE_SENTENCES[role])
