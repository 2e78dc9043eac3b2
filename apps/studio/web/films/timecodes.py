"""Moments of a film as people write them: 1:02:03.5, 62:03 or seconds alone."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PARTS = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:[.,](\d{1,3}))?")


def seconds_of(text: str) -> float:
    """Raises ValueError for what is no moment."""
    match = PARTS.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    hours, minutes, seconds, fraction = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds)
    return whole + int((fraction or "0").ljust(3, "0")) / 1000


def timecode(seconds: float) -> str:
    """0:01:02.500, as the editor shows it."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}.{thousandths:03}"


class TimecodeField(forms.CharField):
    """Seconds, written as a timecode."""

    default_error_messages = {"malformed": _("Write a moment as 0:01:02.500.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "spellcheck": "false"})

    def clean(self, value: Any) -> float | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return seconds_of(text)
        except ValueError as error:
            raise forms.ValidationError(
                self.error_messages["malformed"], code="malformed"
            ) from error

    def prepare_value(self, value: Any) -> Any:
        return timecode(value) if isinstance(value, int | float) else value
