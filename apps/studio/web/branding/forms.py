"""The studio's look as a form."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.tenants.models import Branding
from apps.tenants.models.branding import hex_colour
from apps.tenants.selectors.appearance import (
    heading_font_choices,
    text_font_choices,
    variable_names,
    variables_as_text,
)

FIELDS = (
    "tagline",
    "brand_colour",
    "accent_colour",
    "background_colour",
    "display_font",
    "body_font",
    "email_sender_name",
    "pwa_name",
)
# A sender's name with an address in it would look like somebody else's letter.
NOT_A_NAME = re.compile(r"[@<>\"\x00-\x1f]")


class ColourField(forms.CharField):
    """``#rrggbb`` in small letters, from the browser's own picker."""

    widget = forms.TextInput(attrs={"type": "color"})
    default_validators = [hex_colour]

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).lower()


class BrandingForm(forms.Form):
    tagline = forms.CharField(
        label=_("Tagline"),
        max_length=140,
        required=False,
        help_text=_("One sentence under your name, on the start page and in search results."),
    )
    brand_colour = ColourField(label=_("Brand colour"), help_text=_("Buttons and links."))
    accent_colour = ColourField(label=_("Accent colour"), help_text=_("Badges and ticks."))
    background_colour = ColourField(
        label=_("Background at night"), help_text=_("Dark; films look best on it.")
    )
    display_font = forms.ChoiceField(label=_("Headings"), choices=heading_font_choices)
    body_font = forms.ChoiceField(label=_("Text"), choices=text_font_choices)
    email_sender_name = forms.CharField(
        label=_("Sender of your letters"),
        max_length=80,
        required=False,
        help_text=_("Shown in your viewers' mailboxes. The studio's name when empty."),
    )
    pwa_name = forms.CharField(
        label=_("Name of the installed app"),
        max_length=45,
        required=False,
        help_text=_("Under the icon on phones. The studio's name when empty."),
    )
    variables = forms.CharField(
        label=_("CSS variables"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "placeholder": "--r: 2px"}),
    )

    def __init__(self, *args: Any, branding: Branding, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": initial_of(branding)})
        names = ", ".join(variable_names())
        self.fields["variables"].help_text = _("One a line. You may set: %(names)s") % {
            "names": names
        }

    def clean_email_sender_name(self) -> str:
        name: str = self.cleaned_data["email_sender_name"]
        if NOT_A_NAME.search(name):
            raise forms.ValidationError(_("Give a name, without an address in it."))
        return name


def initial_of(branding: Branding) -> dict[str, str]:
    values = {name: getattr(branding, name) for name in FIELDS}
    return {**values, "variables": variables_as_text(branding.variables)}
