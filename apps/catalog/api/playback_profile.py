"""Who watches: the profile that the browser or program has chosen, or the one a wish to play names."""

from uuid import UUID

from rest_framework.request import Request

from apps.accounts.errors import ProfileNeeded
from apps.accounts.selectors.profiles import Watching, watching_of
from apps.accounts.services.profiles import prove_for_program, prove_way_out


def watching_as(request: Request, *, profile: UUID | None, pin: str) -> Watching:
    """The named profile counts for this stream alone; nothing is chosen for what follows.

    Raises ProfileNeeded where none is chosen nor named, ProfileUnknown, PinNeeded, PinWrong,
    PinLocked, and PasswordNeeded for a child's browser in a household without a PIN.
    """
    watching = watching_of(request)
    chosen = watching.profile
    if profile is None or (chosen is not None and chosen.pk == profile):
        if watching.must_choose:
            raise ProfileNeeded
        return watching
    if request.auth is not None:
        return Watching(watching.profiles, prove_for_program(request.user, profile, pin=pin))
    named = prove_way_out(request.user, profile, pin=pin, leaving=chosen)
    return Watching(watching.profiles, named)
