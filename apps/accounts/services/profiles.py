"""Profiles of an account: made, changed, removed, and chosen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.accounts.domain import ages
from apps.accounts.domain.caption_styles import complete
from apps.accounts.domain.households import guard_of, is_way_out, lock_of
from apps.accounts.domain.portraits import portrait_for
from apps.accounts.errors import (
    AgeForChildren,
    LastProfile,
    ProfileUnknown,
    TooManyProfiles,
)
from apps.accounts.models import Profile, User
from apps.accounts.models.profile import MOST_PROFILES
from apps.accounts.selectors.profiles import profile_for, profiles_of
from apps.accounts.services import audit
from apps.accounts.services.pins import hashed, prove_password, prove_pin
from apps.core.tenancy import current_studio

LONGEST_NAME = 40


@dataclass(frozen=True)
class Details:
    """What is said about a profile. Empty languages: as the account and the film say."""

    name: str
    avatar: str = ""
    colour: str = ""
    is_kids: bool = False
    max_age: int = ages.ADULT
    language: str = ""
    audio_language: str = ""
    subtitle_language: str = ""
    autoplay: bool = True
    caption_style: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, profile: Profile) -> "Details":
        return cls(**{name: getattr(profile, name) for name in cls.__dataclass_fields__})


def make_first_profile(user: User) -> Profile | None:
    """The one that comes with the account: for grown-ups, named as the person is.

    Nothing happens when there is one, nor on the platform, where nobody watches.
    """
    if current_studio().is_platform:
        return None
    avatar, colour = portrait_for(1)
    name = (user.get_short_name() or user.email.partition("@")[0])[:LONGEST_NAME]
    fields = {"name": name, "avatar": avatar, "colour": colour}
    profile, _is_new = Profile.objects.get_or_create(user=user, position=1, defaults=fields)
    return profile


@transaction.atomic
def create_profile(user: User, details: Details, *, pin: str = "") -> Profile:
    """Another profile of the account, in the first free place.

    Whoever asks has proved the household's PIN, see ``prove_household``. Raises TooManyProfiles,
    AgeForChildren and PinMalformed. Those who come at once wait at the account's row; the
    constraint on places would refuse them anyway.
    """
    _refuse_age(details)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    taken = {profile.position for profile in profiles_of(user)}
    free = [place for place in range(1, MOST_PROFILES + 1) if place not in taken]
    if not free:
        raise TooManyProfiles
    avatar, colour = portrait_for(free[0])
    dressed = replace(details, avatar=details.avatar or avatar, colour=details.colour or colour)
    profile = _created(user, free[0], dressed, pin)
    audit.record("profile.created", by=user, target=user, changes=_told(profile))
    return profile


def _created(user: User, position: int, details: Details, pin: str) -> Profile:
    try:
        with transaction.atomic():
            return Profile.objects.create(
                user=user,
                position=position,
                pin=hashed(pin) if pin else "",
                **_columns(details),
            )
    except IntegrityError as error:
        raise TooManyProfiles from error


@transaction.atomic
def change_profile(
    profile: Profile, details: Details, *, by: User, pin: str | None = None
) -> Profile:
    """Say other things about it, and set its PIN where one is given (empty: none).

    Raises AgeForChildren, PinMalformed; LastProfile when no grown-up's would stay.
    """
    _refuse_age(details)
    fresh = _locked(profile, by)
    if details.is_kids and not fresh.is_kids:
        _refuse_last(fresh, by)
    columns = _columns(details)
    for name, value in columns.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(columns))
    audit.record("profile.changed", by=by, target=by, changes=_told(fresh))
    return fresh if pin is None else set_pin(fresh, pin, by=by)


@transaction.atomic
def change_tastes(profile: Profile, tastes: Mapping[str, Any]) -> Profile:
    """What the profile itself decides while it watches: languages, subtitles' look, autoplay."""
    known = {"audio_language", "subtitle_language", "autoplay", "caption_style"}
    changed = {name: value for name, value in tastes.items() if name in known}
    if "caption_style" in changed:
        changed["caption_style"] = complete(changed["caption_style"])
    for name, value in changed.items():
        setattr(profile, name, value)
    profile.save(update_fields=list(changed))
    return profile


@transaction.atomic
def set_pin(profile: Profile, pin: str, *, by: User) -> Profile:
    """Protect the profile with a PIN, or with none (empty). Tries begin anew. Raises PinMalformed.

    Whatever the old PIN had opened is locked again.
    """
    fresh = _locked(profile, by)
    fresh.pin, fresh.wrong_pins, fresh.locked_until = hashed(pin) if pin else "", 0, None
    fresh.save(update_fields=["pin", "wrong_pins", "locked_until"])
    action = "profile.pin_set" if pin else "profile.pin_removed"
    audit.record(action, by=by, target=by, changes={"profile": fresh.position})
    return fresh


@transaction.atomic
def remove_profile(profile: Profile, *, by: User) -> None:
    """Remove it with its history. Raises LastProfile when no other grown-up's profile would stay."""
    fresh = _locked(profile, by)
    if not fresh.is_kids:
        _refuse_last(fresh, by)
    audit.record("profile.removed", by=by, target=by, changes=_told(fresh))
    fresh.delete()


def prove_choice(
    user: User, pk: UUID | str, *, pin: str = "", leaving: Profile | None = None
) -> Profile:
    """The profile ``pk``, which may be watched with from now on.

    Asks for its PIN, and for the household's when a children's profile is left for more. Raises
    ProfileUnknown, PinNeeded (with the profile whose PIN it is), PinWrong and PinLocked.
    """
    profiles = profiles_of(user)
    target = next((one for one in profiles if str(one.pk) == str(pk)), None)
    if target is None:
        raise ProfileUnknown
    lock = lock_of(target, profiles=profiles, leaving=leaving)
    if lock is not None:
        prove_pin(lock, pin)
    return target


def prove_way_out(
    user: User, pk: UUID | str, *, pin: str = "", password: str = "", leaving: Profile | None
) -> Profile:
    """As ``prove_choice`` in a browser, of which it is known which profile it leaves.

    While the household has no PIN, the account's password keeps children in their profile. Raises
    PasswordNeeded and WrongPassword besides.
    """
    target = prove_choice(user, pk, pin=pin, leaving=leaving)
    if target.is_protected or not is_way_out(leaving, target):
        return target
    if guard_of(profiles_of(user)) is None and user.has_usable_password():
        prove_password(user, password=password)
    return target


def prove_household(user: User, *, pin: str) -> None:
    """Make sure that a grown-up manages the profiles. Raises PinNeeded, PinWrong and PinLocked."""
    guard = guard_of(profiles_of(user))
    if guard is not None:
        prove_pin(guard, pin)


def prove_for_program(user: User, pk: UUID | str, *, pin: str = "") -> Profile:
    """As ``prove_choice`` for a program, of which nobody knows which profile it had before."""
    children = [one for one in profiles_of(user) if one.is_kids]
    child = min(children, key=lambda one: one.max_age, default=None)
    return prove_choice(user, pk, pin=pin, leaving=child)


def _locked(profile: Profile, by: User) -> Profile:
    """The account's profiles change one after another. Raises ProfileUnknown."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    return profile_for(by, profile.pk)


def _refuse_last(profile: Profile, user: User) -> None:
    others = [one for one in profiles_of(user) if one.pk != profile.pk and not one.is_kids]
    if not others:
        raise LastProfile


def _refuse_age(details: Details) -> None:
    if not ages.fits(details.max_age, is_kids=details.is_kids):
        raise AgeForChildren


def _columns(details: Details) -> dict[str, Any]:
    columns = asdict(details)
    return {**columns, "name": columns["name"].strip()[:LONGEST_NAME]}


def _told(profile: Profile) -> dict[str, Any]:
    """Its name is nobody's business but the household's."""
    return {"profile": profile.position, "is_kids": profile.is_kids, "max_age": profile.max_age}
