"""Profiles of an account, and the one that a request is made for."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from apps.accounts.domain.ages import limit_of
from apps.accounts.domain.households import age_before_choosing, opens_to_anybody
from apps.accounts.errors import PinNeeded, ProfileUnknown
from apps.accounts.models import Profile, User
from apps.core.errors import NotFound
from apps.core.prepared import Prepared
from apps.core.signing import sign, unsign
from apps.core.tenancy import current_studio

SESSION_KEY = "profile"
HEADER = "X-Profile"
PURPOSE = "profile"
TOKEN_LASTS = timedelta(hours=12)
PROFILES = Prepared(
    lambda user: Profile.objects.filter(user_id=user).order_by("position"), user=UUID
)


@dataclass(frozen=True)
class Watching:
    """The profiles of who asks, and the one of them that is chosen."""

    profiles: tuple[Profile, ...] = ()
    profile: Profile | None = None

    @property
    def must_choose(self) -> bool:
        return bool(self.profiles) and self.profile is None

    @property
    def age_limit(self) -> int | None:
        """The highest age whose films are shown; None when every film is."""
        if self.profile is not None:
            return limit_of(self.profile.max_age)
        return limit_of(age_before_choosing(self.profiles))


NOBODY_WATCHES = Watching()


def profiles_of(user: User) -> list[Profile]:
    """In their order, the account's first one first: 1 query."""
    return PROFILES.objects(user=user.pk)


def profile_for(user: User, pk: UUID | str) -> Profile:
    """One of the account's own: 1 query. Raises ProfileUnknown for anybody else's."""
    found = [one for one in profiles_of(user) if str(one.pk) == str(pk)]
    if not found:
        raise ProfileUnknown
    return found[0]


def profile_of(request: Any) -> Profile | None:
    """The profile this browser or program watches with; None before one is chosen.

    1 query in the first call of a request, then none.
    """
    return watching_of(request).profile


def age_limit_of(request: Any) -> int | None:
    """The highest age whose films this request may see; None when every film."""
    return watching_of(request).age_limit


def is_childs(request: Any) -> bool:
    """Whether a children's profile is chosen in this browser or named by this program.

    1 query at most; none where nothing is said.
    """
    is_program = getattr(request, "auth", None) is not None
    says = request.headers.get(HEADER) if is_program else request.session.get(SESSION_KEY)
    profile = watching_of(request).profile if says else None
    return profile is not None and profile.is_kids


def watching_of(request: Any) -> Watching:
    """All that a request says about profiles: 1 query in its first call, none for visitors."""
    user = request.user
    if not user.is_authenticated or current_studio().is_platform:
        return NOBODY_WATCHES
    page = getattr(request, "_request", request)
    asker = (user.pk, getattr(request, "auth", None))
    known: tuple[Any, Watching] | None = getattr(page, "profile_in_use", None)
    if known is None or known[0] != asker:
        known = (asker, _watching(request, user))
        page.profile_in_use = known
    return known[1]


def forget_choice(request: Any) -> None:
    """Have the next question in this request ask again: profiles have changed."""
    getattr(request, "_request", request).__dict__.pop("profile_in_use", None)


def _watching(request: Any, user: User) -> Watching:
    profiles = tuple(profiles_of(user))
    if getattr(request, "auth", None) is not None:
        return Watching(profiles, _named_by_header(request, profiles))
    return Watching(profiles, _remembered(request, profiles))


def _remembered(request: Any, profiles: Sequence[Profile]) -> Profile | None:
    """Of a browser: what its session says, or the only one there is."""
    chosen = request.session.get(SESSION_KEY) or {}
    for one in profiles:
        if str(one.pk) == chosen.get("pk"):
            return one if chosen.get("mark") == mark_of(one) else None
    return _only_one(profiles)


def _only_one(profiles: Sequence[Profile]) -> Profile | None:
    return profiles[0] if len(profiles) == 1 and not profiles[0].is_protected else None


def _named_by_header(request: Any, profiles: Sequence[Profile]) -> Profile | None:
    """Of a program: what its header says, or the first one, when that takes no PIN.

    Raises ProfileUnknown for a profile that is not the account's, and PinNeeded for one that is
    named without proof, or with a stale one.
    """
    said = request.headers.get(HEADER, "").strip()
    if not said:
        first = profiles[:1]
        return first[0] if first and opens_to_anybody(first[0], profiles) else None
    plain = [one for one in profiles if str(one.pk) == said.lower()]
    if plain and opens_to_anybody(plain[0], profiles):
        return plain[0]
    proved = [one for one in profiles if proves(said, one)]
    if proved:
        return proved[0]
    raise PinNeeded if plain or not _is_key(said) else ProfileUnknown


def _is_key(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def mark_of(profile: Profile) -> str:
    """Changes with the PIN, so that a new one locks what an old one has opened."""
    return hashlib.sha256(profile.pin.encode()).hexdigest()[:16] if profile.pin else ""


def token_of(profile: Profile) -> str:
    """What a program sends in the header from now on: proof that the PIN was typed."""
    return sign(PURPOSE, [str(profile.pk), mark_of(profile)])


def proves(header: str, profile: Profile) -> bool:
    """Whether the header holds such a proof for this profile."""
    try:
        return bool(
            unsign(PURPOSE, header, max_age=TOKEN_LASTS) == [str(profile.pk), mark_of(profile)]
        )
    except NotFound:
        return False
