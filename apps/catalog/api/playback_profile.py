"""Who watches: the profile that the browser or program has chosen, or the one a wish to play names."""

from uuid import UUID

from rest_framework.request import Request

from apps.accounts.errors import PinNeeded, ProfileNeeded
from apps.accounts.selectors.profiles import Watching, profile_for, watching_of


def watching_as(request: Request, *, profile: UUID | None, pin: str) -> Watching:
    """Raises ProfileNeeded, ProfileUnknown, PinNeeded."""
    watching = watching_of(request)
    chosen = watching.profile
    if profile is None or (chosen is not None and chosen.pk == profile):
        if watching.must_choose:
            raise ProfileNeeded
        return watching
    wanted = profile_for(request.user, profile)
    if wanted.is_protected and not pin:
        raise PinNeeded(profile=str(wanted.pk))
    return Watching(watching.profiles, wanted)
