"""The period of a report, in whole days of the reader's time zone."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def day_field(label: object, *, classes: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": classes}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, input_formats=["%Y-%m-%d"])


class PeriodForm(forms.Form):
    since = day_field(_("From"), classes="input--sm")
    until = day_field(_("To"), classes="input--sm")

    def bounds(self) -> dict[str, datetime | None]:
        """``since`` and ``before`` as moments; a day that makes no sense counts as not given."""
        self.is_valid()
        days = getattr(self, "cleaned_data", {})
        until = days.get("until")
        return {
            "since": _start_of(days.get("since")),
            "before": _start_of(until + timedelta(days=1) if until else None),
        }


def _start_of(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
