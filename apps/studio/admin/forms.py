"""What the back-office asks before it does something to a studio."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminEmailInputWidget,
    UnfoldAdminSelectWidget,
)

from apps.accounts.selectors.places import time_zones
from apps.core.web.admin.questions import long_text_field, text_field
from apps.tenants.selectors.currencies import currency_choices


class NewStudioForm(forms.Form):
    """Rules of the address are the service's; it refuses with a sentence."""

    name = text_field(_("Name"), max_length=80)
    slug = text_field(
        _("Subdomain"),
        max_length=40,
        help_text=_("The studio's address: this, a dot, and our own domain."),
    )
    owner_name = text_field(_("Name of the owner"), max_length=120)
    owner_email = forms.EmailField(
        label=_("E-mail address of the owner"),
        widget=UnfoldAdminEmailInputWidget,
        help_text=_("The owner sets a password by e-mail."),
    )
    language = forms.ChoiceField(
        label=_("Main language"), choices=settings.LANGUAGES, widget=UnfoldAdminSelectWidget
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zones,
        initial="Asia/Jakarta",
        widget=UnfoldAdminSelectWidget,
    )
    currency = forms.ChoiceField(
        label=_("Currency"), choices=currency_choices, widget=UnfoldAdminSelectWidget
    )


class PlanForm(forms.Form):
    """Who is a viewer, the studio alone knows: the service says no."""

    email = forms.EmailField(
        label=_("E-mail address of the viewer"), widget=UnfoldAdminEmailInputWidget
    )
    plan = forms.ChoiceField(label=_("Plan"), widget=UnfoldAdminSelectWidget)
    reason = text_field(_("Why"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, plans: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["plan"].choices = plans


class SuspendForm(forms.Form):
    reason = long_text_field(
        _("Why"), max_length=200, help_text=_("The studio's team reads this in its audit log.")
    )


class TypedNameForm(forms.Form):
    """The service compares: a name that does not match is refused there."""

    typed_name = text_field(_("Type the studio's name to confirm"), max_length=80)
