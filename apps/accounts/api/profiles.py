"""Profiles of the account: for programs, and for pages' scripts."""

from typing import ClassVar
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.accounts.api.profile_shapes import (
    ProfilesOutput,
    SwitchInput,
    SwitchOutput,
    TastesInput,
    ViewingProfileInput,
    ViewingProfileOutput,
)
from apps.accounts.api.views import validated
from apps.accounts.domain.ages import ADULT, CHILDRENS_AGES
from apps.accounts.domain.households import guard_of
from apps.accounts.errors import (
    AgeForChildren,
    LastProfile,
    PasswordNeeded,
    PinLocked,
    PinNeeded,
    PinWrong,
    ProfileNeeded,
    ProfileUnknown,
    TooManyProfiles,
    WrongPassword,
)
from apps.accounts.models import Profile
from apps.accounts.selectors.profiles import (
    HEADER,
    TOKEN_LASTS,
    forget_choice,
    profile_for,
    proves,
    token_of,
    watching_of,
)
from apps.accounts.services import choices, profiles
from apps.core.schema.refusals import refusals

PIN_HEADER = "X-Profile-Pin"
TAGS = ["Profiles"]
WHO = OpenApiParameter(
    HEADER,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="Who is watching: the id of a profile that takes no PIN, or the token of a switch. "
    "Without it the account's first profile watches, if that takes no PIN.",
)
PROOF = OpenApiParameter(
    PIN_HEADER,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The PIN of the household's first grown-up profile that has one.",
)
UNPROVED = (PinNeeded, PinWrong, PinLocked, PasswordNeeded)


class ProfileView(APIView):
    telling_headers: ClassVar[tuple[str, ...]] = (HEADER, PIN_HEADER)


class Profiles(ProfileView):
    @extend_schema(
        operation_id="profiles_list",
        summary="List the account's profiles",
        tags=TAGS,
        parameters=[WHO],
        responses={200: ProfilesOutput, **refusals(PinNeeded, ProfileUnknown)},
    )
    def get(self, request: Request) -> Response:
        watching = watching_of(request)
        current = watching.profile.pk if watching.profile else None
        told = {"results": watching.profiles, "current": current}
        return Response(ProfilesOutput(told).data)

    @extend_schema(
        operation_id="profiles_create",
        summary="Make a profile",
        tags=TAGS,
        parameters=[WHO, PROOF],
        request=ViewingProfileInput,
        responses={
            201: ViewingProfileOutput,
            **refusals(*UNPROVED, TooManyProfiles, AgeForChildren),
        },
    )
    def post(self, request: Request) -> Response:
        given = validated(ViewingProfileInput, request)
        refuse_managing(request)
        pin = given.pop("pin", "")
        usual = CHILDRENS_AGES[0] if given.get("is_kids") else ADULT
        details = profiles.Details(**{"max_age": usual, **given})
        profile = profiles.create_profile(request.user, details, pin=pin)
        return Response(ViewingProfileOutput(profile).data, status=201)


class OneProfile(ProfileView):
    @extend_schema(
        operation_id="profiles_read",
        summary="Read one profile",
        tags=TAGS,
        responses={200: ViewingProfileOutput, **refusals(ProfileUnknown)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(ViewingProfileOutput(profile_for(request.user, pk)).data)

    @extend_schema(
        operation_id="profiles_change",
        summary="Change a profile, or its PIN",
        description="What is left out stays as it is.",
        tags=TAGS,
        parameters=[WHO, PROOF],
        request=ViewingProfileInput,
        responses={
            200: ViewingProfileOutput,
            **refusals(*UNPROVED, ProfileUnknown, LastProfile, AgeForChildren),
        },
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        given = validated(ViewingProfileInput, request, partial=True)
        profile = profile_for(request.user, pk)
        refuse_managing(request)
        pin = given.pop("pin", None)
        details = profiles.Details(**{**vars(profiles.Details.of(profile)), **given})
        changed = profiles.change_profile(profile, details, pin=pin, by=request.user)
        return Response(ViewingProfileOutput(changed).data)

    @extend_schema(
        operation_id="profiles_remove",
        summary="Remove a profile with its history",
        tags=TAGS,
        parameters=[WHO, PROOF],
        responses={204: None, **refusals(*UNPROVED, ProfileUnknown, LastProfile)},
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        profile = profile_for(request.user, pk)
        refuse_managing(request)
        profiles.remove_profile(profile, by=request.user)
        return Response(status=204)


class SwitchProfile(ProfileView):
    @extend_schema(
        operation_id="profiles_switch",
        summary="Watch with this profile",
        description="Answers a token for the header X-Profile; a page's session remembers the "
        "choice by itself. Asks for the profile's PIN, and for the household's when a children's "
        "profile is (or, of a program, might be) left for more. After five wrong ones in a row a "
        "PIN is locked for fifteen minutes.",
        tags=TAGS,
        request=SwitchInput,
        responses={200: SwitchOutput, **refusals(*UNPROVED, ProfileUnknown, WrongPassword)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        given = validated(SwitchInput, request)
        profile = self._proved(request, pk, **given)
        told = {
            "profile": profile,
            "token": token_of(profile),
            "expires_in": int(TOKEN_LASTS.total_seconds()),
        }
        return Response(SwitchOutput(told).data)

    def _proved(self, request: Request, pk: UUID, *, pin: str, password: str) -> Profile:
        if request.auth is not None:
            return profiles.prove_for_program(request.user, pk, pin=pin)
        leaving = watching_of(request).profile
        profile = profiles.prove_way_out(
            request.user, pk, pin=pin, password=password, leaving=leaving
        )
        choices.close_managing(request.session)
        choices.remember(request.session, profile)
        forget_choice(request)
        return profile


class CurrentProfile(ProfileView):
    @extend_schema(
        operation_id="profiles_current",
        summary="Who is watching",
        tags=TAGS,
        parameters=[WHO],
        responses={200: ViewingProfileOutput, **refusals(ProfileNeeded, ProfileUnknown, PinNeeded)},
    )
    def get(self, request: Request) -> Response:
        return Response(ViewingProfileOutput(chosen_profile(request)).data)

    @extend_schema(
        operation_id="profiles_change_tastes",
        summary="Remember languages, subtitles' look and autoplay",
        description="Of the profile that is watching; takes no PIN.",
        tags=TAGS,
        parameters=[WHO],
        request=TastesInput,
        responses={200: ViewingProfileOutput, **refusals(ProfileNeeded, ProfileUnknown, PinNeeded)},
    )
    def patch(self, request: Request) -> Response:
        given = validated(TastesInput, request, partial=True)
        changed = profiles.change_tastes(chosen_profile(request), given)
        return Response(ViewingProfileOutput(changed).data)


def chosen_profile(request: Request) -> Profile:
    """Raises ProfileNeeded while none is chosen, ProfileUnknown and PinNeeded."""
    profile = watching_of(request).profile
    if profile is None:
        raise ProfileNeeded
    return profile


def refuse_managing(request: Request) -> None:
    """Lets through who has proved to be a grown-up: by the PIN in the header, by the token of the
    profile whose PIN it is, or on the pages a moment ago. While there is no PIN, nothing typed in
    its place opens a child's profile."""
    watching = watching_of(request)
    guard, pin = guard_of(watching.profiles), request.headers.get(PIN_HEADER, "")
    if guard is not None and pin:
        profiles.prove_household(request.user, pin=pin)
    elif request.auth is None:
        choices.refuse_managing(request.session, watching, by=request.user)
    elif guard is None:
        choices.refuse_child(watching, by=request.user)
    elif not proves(request.headers.get(HEADER, ""), guard):
        raise PinNeeded(profile=str(guard.pk))
