"""Which report, for which time, in which language, as which file."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.studio.enums import ReportFormat, ReportKind
from apps.studio.web.audit.forms import day_field

USUAL = timedelta(days=365)


class ReportForm(forms.Form):
    kind = forms.ChoiceField(label=_("Report"))
    since = day_field(_("From"))
    until = day_field(_("To"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    file = forms.ChoiceField(label=_("File"), choices=ReportFormat.choices)

    def __init__(self, *args: Any, kinds: list[ReportKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        for name in ("since", "until"):
            self.fields[name].required = True
            self.fields[name].widget.attrs["max"] = today().isoformat()

    def clean_until(self) -> date:
        """A day that has not come yet has no figures."""
        until: date = min(self.cleaned_data["until"], today())
        return until


def today() -> date:
    return timezone.localdate()


def usual_period() -> dict[str, date]:
    """The last twelve months, from the first day of a month."""
    return {"since": (today() - USUAL).replace(day=1), "until": today()}
