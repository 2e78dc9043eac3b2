"""Refusals of this app."""

from django.utils.translation import gettext_lazy as _

from apps.core.errors import Conflict, Unprocessable


class NotToBeInspected(Conflict):
    code = "not_to_be_inspected"
    message = _("This studio is not open: its data cannot be looked at.")


class ReasonMissing(Unprocessable):
    code = "reason_missing"
    message = _("Say why you need to look into this studio. The studio will read it.")


class DemoStudioNotOpened(Conflict):
    code = "demo_studio_not_opened"
    message = _("The demo studio {name} could not be opened. Its job in the back-office says why.")
