"""Forms of profiles."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from apps.accounts.domain.ages import ADULT, AGES
from apps.accounts.domain.caption_styles import CHOICES, complete
from apps.accounts.domain.portraits import COLOURS, PORTRAITS
from apps.accounts.models import Profile
from apps.accounts.services.profiles import LONGEST_NAME, Details

AGE_LABELS = {
    0: _("Only films for all ages"),
    7: _("Up to 7"),
    13: _("Up to 13"),
    16: _("Up to 16"),
    18: _("Everything"),
}
PORTRAIT_LABELS = {
    "initials": _("Initials"),
    "fox": _("Fox"),
    "owl": _("Owl"),
    "cat": _("Cat"),
    "bear": _("Bear"),
    "whale": _("Whale"),
    "robot": _("Robot"),
    "rocket": _("Rocket"),
    "cactus": _("Cactus"),
    "moon": _("Moon"),
    "camera": _("Camera"),
}
COLOUR_LABELS = {
    "coral": _("Coral"),
    "amber": _("Amber"),
    "lime": _("Lime"),
    "teal": _("Teal"),
    "sky": _("Sky"),
    "violet": _("Violet"),
    "rose": _("Rose"),
    "slate": _("Slate"),
}
STYLE_LABELS = {
    "size": _("Size of subtitles"),
    "colour": _("Colour of subtitles"),
    "background": _("Background of subtitles"),
    "opacity": _("Density of the background"),
    "edge": _("Edge of the letters"),
    "font": _("Lettering"),
}
VALUE_LABELS = {
    "normal": _("Normal"),
    "small": _("Small"),
    "large": _("Large"),
    "huge": _("Very large"),
    "white": _("White"),
    "yellow": _("Yellow"),
    "green": _("Green"),
    "cyan": _("Cyan"),
    "magenta": _("Magenta"),
    "black": _("Black"),
    "blue": _("Blue"),
    "half": _("See-through"),
    "solid": _("Solid"),
    "none": _("None"),
    "outline": _("Outline"),
    "shadow": _("Shadow"),
    "raised": _("Raised"),
    "sunken": _("Sunken"),
    "sans": _("Plain"),
    "serif": _("Bookish"),
    "mono": _("Typewriter"),
    "casual": _("Handwritten"),
}


class PinField(forms.CharField):
    """Four digits, typed on a phone's number pad, kept by no password manager."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
            "maxlength": 4,
            "pattern": "[0-9]{4}",
            "class": "pin",
        }
        widget = forms.PasswordInput(attrs=attrs)
        super().__init__(**{"label": _("PIN"), "max_length": 4, "widget": widget, **kwargs})


class PinForm(forms.Form):
    """The PIN of the profile that is asked for, or of the household."""

    pin = PinField()


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Your account's password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPinForm(forms.Form):
    pin = PinField(label=_("New PIN"), help_text=_("Four digits."))


class ProfileDetailsForm(forms.Form):
    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    avatar = forms.ChoiceField(
        label=_("Picture"),
        choices=[(key, PORTRAIT_LABELS[key]) for key in PORTRAITS],
        widget=forms.RadioSelect,
    )
    colour = forms.ChoiceField(
        label=_("Colour"),
        choices=[(key, COLOUR_LABELS[key]) for key in COLOURS],
        widget=forms.RadioSelect,
    )
    is_kids = forms.BooleanField(
        label=_("A children's profile"),
        help_text=_("Leaving it takes a grown-up's PIN."),
        required=False,
    )
    max_age = forms.TypedChoiceField(
        label=_("Films and series shown"),
        help_text=_("A children's profile shows films up to the age of 13 at most."),
        choices=[(age, AGE_LABELS[age]) for age in AGES],
        coerce=int,
        initial=ADULT,
    )
    language = forms.ChoiceField(
        label=_("Language of the pages"),
        required=False,
        choices=[("", _("As the account says")), *settings.LANGUAGES],
    )
    audio_language = forms.ChoiceField(
        label=_("Language of sound"),
        required=False,
        choices=[("", _("As the film was made")), *settings.LANGUAGES],
    )
    subtitle_language = forms.ChoiceField(
        label=_("Subtitles"),
        required=False,
        choices=[("", _("None unless I choose them")), *settings.LANGUAGES],
    )
    autoplay = forms.BooleanField(label=_("Go on with the next episode"), required=False)

    def __init__(self, *args: Any, profile: Profile | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style = complete(profile.caption_style if profile else {})
        for name, values in CHOICES.items():
            self.fields[f"style_{name}"] = forms.ChoiceField(
                label=STYLE_LABELS[name],
                choices=[(value, VALUE_LABELS[value]) for value in values],
                initial=style[name],
                required=False,
            )

    @property
    def style_fields(self) -> list[forms.BoundField]:
        return [self[f"style_{name}"] for name in CHOICES]

    @property
    def details(self) -> Details:
        given = dict(self.cleaned_data)
        style = {name: given.pop(f"style_{name}") for name in CHOICES}
        return Details(**given, caption_style=complete(style))
