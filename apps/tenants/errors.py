"""Refusals of this app, each with a sentence that says what to do next."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from apps.core.errors import Conflict, Forbidden, NotFound, Unavailable, Unprocessable


class BrokenRule(Unprocessable):
    """Input that breaks a rule; the rule's label is the sentence."""

    message: Any

    def __init__(self, rule: TextChoices, **context: Any) -> None:
        super().__init__(rule=rule.value, **context)
        self.message = rule.label


class SlugTaken(Conflict):
    code = "slug_taken"
    field = "slug"
    message = _("This address is taken. Choose another one.")


class SlugRefused(BrokenRule):
    code = "slug_refused"
    field = "slug"


class LinkExpired(NotFound):
    code = "link_expired"
    message = _("This link has expired or was used already. Ask for a new one.")


class SignUpIncomplete(Conflict):
    code = "sign_up_incomplete"
    message = _("The studio is still being set up. Wait until the last step is done.")


class StudioIsThePlatform(Forbidden):
    code = "studio_is_the_platform"
    message = _("The platform itself cannot be suspended, closed or erased.")


class WrongStatus(Conflict):
    code = "wrong_status"
    message = _("The studio is not in a state in which this can be done. Reload the page.")


class NothingToMigrate(Conflict):
    code = "nothing_to_migrate"
    message = _("All studios are up to date.")


class NameMismatch(Unprocessable):
    code = "name_mismatch"
    message = _("That is not the studio's name. Type it exactly as it is written.")


class GraceIsOver(Conflict):
    code = "grace_is_over"
    message = _("The time in which the studio could be reopened is over.")


class HostRefused(BrokenRule):
    code = "host_refused"


class HostTaken(Conflict):
    code = "host_taken"
    message = _("This domain cannot be added. If it is yours, write to our support.")


class ProofMissing(Unprocessable):
    code = "proof_missing"
    message = _(
        "We do not see the record yet. New records can take up to an hour to be visible; "
        "check name and value and try again."
    )


class ProofUnreadable(Conflict):
    code = "proof_unreadable"
    message = _("The domain's name servers did not answer. Try again in a few minutes.")


class LastAddress(Conflict):
    code = "last_address"
    message = _("The address given out at sign-up always stays.")


class PictureRefused(Unprocessable):
    code = "picture_refused"

    def __init__(self, sentence: Any, **context: Any) -> None:
        super().__init__(**context)
        self.message = sentence


class VariableRefused(BrokenRule):
    code = "variable_refused"


class NoRoomForArchive(Conflict):
    code = "no_room_for_archive"
    message = _(
        "There is not enough room for the archive at the moment. We have been told; try again "
        "tomorrow, or write to our support."
    )


class DumpDamaged(Unprocessable):
    code = "dump_damaged"
    message = _("This dump is not complete or was changed: {what}")


class RestoreDiffers(Conflict):
    code = "restore_differs"
    message = _("What was loaded is not what was dumped, so nothing was changed: {tables}")


class StudioWasErased(Conflict):
    code = "studio_was_erased"
    message = _("{slug} was erased on {date}. Say --erased-too to bring it back all the same.")


class NothingSetAside(Conflict):
    code = "nothing_set_aside"
    message = _("No restore of this studio has set anything aside.")


class StudioAway(Unavailable):
    code = "studio_away"
    message = _(
        "This studio does not answer at the moment: it is closed, suspended or being set up."
    )
