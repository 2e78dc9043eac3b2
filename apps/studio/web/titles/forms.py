"""What editors say about films and series alike: the shape only, services decide."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.catalog.enums import CreditJob
from apps.catalog.selectors.countries import country_choices, country_name, country_named
from apps.catalog.services.contributors import Named
from apps.catalog.services.releases import HIGHEST_AGE, AgeIn, Opening

MOST_COUNTRIES = 60
MOST_TAGS = 12


class Moment(forms.DateTimeField):
    """A day and an hour in the studio's clock, from the browser's own picker."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class CountriesField(forms.CharField):
    """Countries between commas, by name in the page's language or by code."""

    default_error_messages = {"unknown": _("Not a country we know: %(names)s.")}

    def clean(self, value: Any) -> tuple[str, ...]:
        names = [name.strip() for name in super().clean(value).split(",") if name.strip()]
        codes = {name: country_named(name) for name in names}
        unknown = [name for name, code in codes.items() if not code]
        if unknown:
            raise forms.ValidationError(
                self.error_messages["unknown"], code="unknown", params={"names": ", ".join(unknown)}
            )
        return tuple(dict.fromkeys(code for code in codes.values() if code))

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else ", ".join(map(country_name, value or ()))


class NamesField(forms.CharField):
    """A few names between commas, each once."""

    default_error_messages = {"too_many": _("Name at most %(most)s.")}

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def clean(self, value: Any) -> list[str]:
        names = [name.strip() for name in super().clean(value).split(",")]
        unique = list(dict.fromkeys(name for name in names if name))
        if len(unique) > self.most:
            raise forms.ValidationError(
                self.error_messages["too_many"], code="too_many", params={"most": self.most}
            )
        return unique


class CreditForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=160)
    job = forms.ChoiceField(label=_("Job"), choices=CreditJob.choices, initial=CreditJob.ACTOR)
    character = forms.CharField(label=_("Role"), max_length=160, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs.update({"list": "known-people", "autocomplete": "off"})


class RatingForm(forms.Form):
    country = forms.ChoiceField(label=_("Country"))
    age = forms.IntegerField(label=_("From age"), min_value=0, max_value=HIGHEST_AGE)
    label = forms.CharField(label=_("Called there"), max_length=20, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("Choose")), *country_choices()]


class WindowForm(forms.Form):
    starts_at = Moment(label=_("From"))
    ends_at = Moment(label=_("Until"), required=False)
    countries = CountriesField(label=_("Countries"), required=False, max_length=1000)
    is_early_access = forms.BooleanField(label=_("Early access only"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["countries"].widget.attrs["placeholder"] = _("Everywhere")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("A window ends after it starts."))
        return cleaned


class ScheduleForm(forms.Form):
    publish_at = Moment(
        label=_("Put on the site at"), help_text=_("Leave it empty to publish by hand.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publish_at"].required = False

    def clean_publish_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["publish_at"]
        if at is not None and at <= timezone.now():
            raise forms.ValidationError(_("Choose a time that is still to come."), code="past")
        return at


def named(line: dict[str, Any]) -> Named:
    """A line of credits as the service takes it."""
    return Named(line["name"], line["job"], line["character"])


def age_in(line: dict[str, Any]) -> AgeIn:
    return AgeIn(line["country"], line["age"], line["label"])


def opening(line: dict[str, Any]) -> Opening:
    return Opening(
        starts_at=line["starts_at"],
        ends_at=line["ends_at"],
        countries=line["countries"],
        is_early_access=line["is_early_access"],
    )
