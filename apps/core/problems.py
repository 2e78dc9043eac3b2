"""Every refusal a program can meet, by its code: what it means and what to do about it.

The codes are collected from the DomainError tree; those of the frameworks stand here. The pages
below /problems/ are made from this list, and so is the ``type`` of every problem document.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from string import Formatter
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.errors import DomainError
from apps.core.logs import request_id

MEDIA_TYPE = "application/problem+json"

# Status, and a whole sentence, of what is refused before any code of ours is asked.
FRAMEWORK: dict[str, tuple[int, Any]] = {
    "bad_request": (400, _("The request makes no sense: a header or its encoding is broken.")),
    "invalid": (400, _("Some fields are wrong. “errors” names them and says why.")),
    "parse_error": (400, _("The body is not what its content type says.")),
    "authentication_failed": (401, _("What was sent as a proof of who asks is not one.")),
    "not_authenticated": (401, _("Nobody is signed in.")),
    "permission_denied": (403, _("Whoever is signed in may not do this.")),
    "csrf_failed": (403, _("The request came from another site, or its page is too old.")),
    "method_not_allowed": (405, _("This address does not take that method. “Allow” lists those.")),
    "not_acceptable": (406, _("The answer cannot be given in any of the asked formats.")),
    "body_too_large": (413, _("The request is larger than this address takes.")),
    "unsupported_media_type": (415, _("The body's content type is not taken here.")),
    "internal_error": (500, _("Something broke on our side. We have been told.")),
}
REMEDIES: dict[int, Any] = {
    400: _("Correct the request; sending the same again is answered the same."),
    401: _("Sign in, or fetch a new access token, and send the request again."),
    402: _("Choose a plan that includes it, then try again."),
    403: _("Ask an owner or admin of the studio for a role that may."),
    404: _("Check the address and the id. What belongs to others is answered the same."),
    405: _("Use one of the methods that the documentation lists for this address."),
    406: _("Ask for application/json, or leave the header Accept out."),
    409: _("Read the current state, decide anew, and try again."),
    410: _("Begin anew: what you ask about will not come back."),
    412: _("Send the header this address asks for, in the version it speaks."),
    413: _("Send less in one request."),
    415: _("Send application/json, or what the documentation names."),
    422: _("Change what you ask for; the same request will be refused again."),
    429: _("Wait for the seconds that “Retry-After” tells, then go on more slowly."),
    460: _("Send the same piece again: it was damaged on its way."),
    500: _("Try again in a minute. If it stays, tell us the request's id."),
    503: _("Wait for the seconds that “Retry-After” tells, then try again."),
    507: _("Try again later; what arrived so far is kept."),
}


@dataclass(frozen=True)
class Problem:
    """One kind of refusal. ``meaning`` and ``remedy`` are translated when they are shown."""

    code: str
    status: int
    meaning: Any
    remedy: Any

    @property
    def title(self) -> str:
        return title_of(self.code)


def catalogue() -> dict[str, Problem]:
    """Every problem by its code, in the order of status and code."""
    found = {code: _problem(code, *known) for code, known in FRAMEWORK.items()}
    for kind in refusals():
        found[kind.code] = _problem(kind.code, int(kind.status), _meaning_of(kind))
    return {code: found[code] for code in sorted(found, key=lambda c: (found[c].status, c))}


def refusals(root: type[DomainError] = DomainError) -> Iterator[type[DomainError]]:
    """The tree of our own refusals; of two with one code the more general one comes last."""
    for kind in root.__subclasses__():
        yield from refusals(kind)
    yield root


def body_of(status: int, code: str, detail: str, **context: Any) -> dict[str, Any]:
    """An RFC 9457 document: type, title, status, detail, our code and the request's id."""
    return {
        "type": f"/problems/{code}",
        "title": title_of(code),
        "status": int(status),
        "detail": detail,
        "code": code,
        "request_id": request_id.get(),
        **context,
    }


def title_of(code: str) -> str:
    return code.replace("_", " ").capitalize()


def reason_of(status: int) -> str:
    """The code for a status that nobody gave a code."""
    known = {status: code for code, (status, _meaning) in reversed(FRAMEWORK.items())}
    ours = [
        kind for kind in DomainError.__subclasses__() if kind.__module__ == DomainError.__module__
    ]
    known = {int(kind.status): kind.code for kind in ours} | known
    return known.get(
        status, "internal_error" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "bad_request"
    )


def _problem(code: str, status: int, meaning: Any) -> Problem:
    return Problem(code, status, meaning, REMEDIES.get(status, REMEDIES[400]))


def _meaning_of(kind: type[DomainError]) -> str:
    """The sentence, with an ellipsis for each fact that only a single refusal knows."""
    message = str(getattr(kind, "message", DomainError.message))
    names = {name for _text, name, _spec, _conversion in Formatter().parse(message) if name}
    return message.format(**dict.fromkeys(names, "…"))
