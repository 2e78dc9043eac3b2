"""Refusals of this app, each with a sentence that says what to do next."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.errors import Conflict, Forbidden, NotFound, Unprocessable
from apps.tenants.domain.hostnames import HostFault
from apps.tenants.domain.slugs import LONGEST, SHORTEST, SlugFault
from apps.tenants.domain.variables import VariableFault

SLUG_SENTENCES = {
    SlugFault.EMPTY: _("Choose an address for your studio."),
    SlugFault.TOO_SHORT: _("Use at least {shortest} characters."),
    SlugFault.TOO_LONG: _("Use at most {longest} characters."),
    SlugFault.NOT_LATIN: _(
        "Use Latin letters only (a to z). Look-alikes from other scripts, such as Cyrillic, "
        "are refused so that nobody can imitate your address."
    ),
    SlugFault.CHARACTERS: _("Use small letters a to z, digits and hyphens only."),
    SlugFault.HYPHEN_AT_EDGE: _("Begin and end with a letter or a digit."),
    SlugFault.DOUBLE_HYPHEN: _("Use single hyphens only."),
    SlugFault.RESERVED: _("This address is reserved for the platform. Choose another one."),
}
HOST_SENTENCES = {
    HostFault.SHAPE: _("That is not a domain name. Write it like films.example.com."),
    HostFault.ADDRESS: _("That is an IP address. Give the domain's name instead."),
    HostFault.SPECIAL: _("That name only works inside a private network. Give a public one."),
    HostFault.OURS: _("Addresses below our own domain are given out at sign-up only."),
}
VARIABLE_SENTENCES = {
    VariableFault.SHAPE: _("Write one variable a line, as in “--r: 4px”. Not understood: {line}"),
    VariableFault.NAME: _("This variable is not in the list of those you may set: {line}"),
    VariableFault.VALUE: _("This value is not of the right kind: {line}"),
}


class SlugTaken(Conflict):
    code = "slug_taken"
    message = _("This address is taken. Choose another one.")


class SlugRefused(Unprocessable):
    code = "slug_refused"

    def __init__(self, fault: SlugFault) -> None:
        super().__init__(fault=str(fault), shortest=SHORTEST, longest=LONGEST)
        self.message = SLUG_SENTENCES[fault]


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


class NameMismatch(Unprocessable):
    code = "name_mismatch"
    message = _("That is not the studio's name. Type it exactly as it is written.")


class GraceIsOver(Conflict):
    code = "grace_is_over"
    message = _("The time in which the studio could be reopened is over.")


class HostRefused(Unprocessable):
    code = "host_refused"

    def __init__(self, fault: HostFault) -> None:
        super().__init__(fault=str(fault))
        self.message = HOST_SENTENCES[fault]


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


class VariableRefused(Unprocessable):
    code = "variable_refused"

    def __init__(self, fault: VariableFault, line: str) -> None:
        super().__init__(fault=str(fault), line=line)
        self.message = VARIABLE_SENTENCES[fault]
