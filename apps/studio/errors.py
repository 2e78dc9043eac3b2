"""Refusals of this app."""

from django.utils.translation import gettext_lazy as _

from apps.core.errors import Conflict, Gone, Unprocessable


class NotToBeInspected(Conflict):
    code = "not_to_be_inspected"
    message = _("This studio is not open: its data cannot be looked at.")


class ReasonMissing(Unprocessable):
    code = "reason_missing"
    message = _("Say why you need to look into this studio. The studio will read it.")


class ViewerUnknown(Unprocessable):
    code = "viewer_unknown"
    message = _("Nobody has an account with this address at this studio.")
    field = "email"


class ReportNotReady(Conflict):
    code = "report_not_ready"
    message = _("This report is not ready yet. Its page shows how far it is.")


class ReportExpired(Gone):
    code = "report_expired"
    message = _("This report has been deleted, as all are after a week. Make it again.")


class ReportGone(Conflict):
    code = "report_gone"
    message = _("This report was deleted, or has been made again since.")


class PeriodRefused(Unprocessable):
    code = "period_refused"
    message = _("Choose a time that begins before it ends and is at most {years} years long.")


class LetterNotDead(Conflict):
    code = "letter_not_dead"
    message = _("This was tried again or discarded in the meantime.")


class AskedForAgain(Conflict):
    code = "asked_for_again"
    message = _("The same work has been asked for again since, and is under way. Discard this one.")


class JobEnded(Conflict):
    code = "job_ended"
    message = _(
        "Whoever asked for this was told that it failed, and can ask again. Discard this one."
    )


class DemoStudioNotOpened(Conflict):
    code = "demo_studio_not_opened"
    message = _("The demo studio {name} could not be opened. Its job in the back-office says why.")
