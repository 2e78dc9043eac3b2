"""The demo studios are opened like any other, then given their settings, people and looks."""

import time

from django.contrib.auth.hashers import make_password
from django.utils import translation

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.services.people import create_person
from apps.accounts.services.profiles import Details, create_profile
from apps.core.tenancy import platform_context, studio_context
from apps.studio.adapters.artwork.logos import icon_of, logo_of
from apps.studio.domain.demo.people import DEMO_PASSWORD, PLATFORM_PEOPLE
from apps.studio.domain.demo.showcase import DemoPerson, DemoStudio
from apps.studio.errors import DemoStudioNotOpened
from apps.studio.services.demo.pictures import backdrop_file, fonts_root
from apps.tenants.enums import Picture, StudioStatus
from apps.tenants.models import Branding, Studio
from apps.tenants.services.branding import replace_picture, save_branding
from apps.tenants.services.platform import ensure_platform
from apps.tenants.services.provisioning import (
    Opening,
    open_studio,
    provision_studio,
    retry_opening,
)
from apps.tenants.services.studios import change_studio

BY = "demo"
SECONDS_TO_OPEN = 180


def ensure_platform_and_people() -> None:
    """The platform's own row, and somebody in each of its roles."""
    ensure_platform()
    with platform_context():
        ensure_people(PLATFORM_PEOPLE, language="en")


def ensure_studio(demo: DemoStudio) -> Studio:
    """The open studio with its settings, people and looks; whatever is there stays as it is.

    Raises DemoStudioNotOpened when its building did not come to an end.
    """
    with platform_context():
        studio = Studio.objects.filter(slug=demo.slug).first()
        if studio is None or studio.status == StudioStatus.PROVISIONING:
            studio = _opened(demo, studio)
    with studio_context(studio):
        ensure_people(demo.people, language=demo.language)
        _ensure_profiles(demo)
        _ensure_looks(demo, studio)
    return studio


def _opened(demo: DemoStudio, studio: Studio | None) -> Studio:
    """Build the studio here unless a worker is at it: the demo must not depend on one."""
    if studio is None:
        opening = _requested(demo)
        studio, job_pk = opening.studio, opening.job.pk
    else:
        job_pk = retry_opening(studio, by=BY).pk
    deadline = time.monotonic() + SECONDS_TO_OPEN
    while True:
        provision_studio(studio.pk, job_pk=job_pk)
        studio.refresh_from_db()
        if studio.status != StudioStatus.PROVISIONING:
            return studio
        if time.monotonic() > deadline:
            raise DemoStudioNotOpened(name=demo.name)
        time.sleep(0.5)


def _requested(demo: DemoStudio) -> Opening:
    return open_studio(
        name=demo.name,
        slug=demo.slug,
        owner_email=demo.owner.email,
        owner_name=demo.owner.name,
        password_hash=make_password(DEMO_PASSWORD),
        language=demo.language,
        time_zone=demo.time_zone,
        currency=demo.currency,
        by=BY,
    )


def ensure_people(people: tuple[DemoPerson, ...], *, language: str) -> None:
    """Create those whose address has no account in the current schema yet."""
    addresses = [person.email for person in people]
    known = set(User.objects.filter(email__in=addresses).values_list("email", flat=True))
    for person in people:
        if person.email not in known:
            with translation.override(person.language or language):
                create_person(
                    person.email,
                    name=person.name,
                    role=Role(person.role),
                    password=DEMO_PASSWORD,
                    by=BY,
                )


def _ensure_profiles(demo: DemoStudio) -> None:
    """Those of the viewer's household, once."""
    viewer = User.objects.get(email=next(p.email for p in demo.people if p.role == Role.VIEWER))
    if viewer.profiles.count() > 1:
        return
    for profile in demo.profiles[1:]:
        details = Details(
            name=profile.name,
            avatar=profile.avatar,
            colour=profile.colour,
            is_kids=profile.is_kids,
            max_age=profile.max_age,
        )
        create_profile(viewer, details, pin=profile.pin)


def _ensure_looks(demo: DemoStudio, studio: Studio) -> None:
    """Settings, colours and pictures, once: the logo comes last and says that all is there."""
    branding = Branding.objects.get(studio=studio)
    if branding.logo:
        return
    owner = User.objects.get(email=demo.owner.email)
    change_studio(
        studio,
        name=demo.name,
        time_zone=demo.time_zone,
        currency=demo.currency,
        language=demo.language,
        languages=demo.languages,
        by=owner,
    )
    _paint(demo, branding, owner)


def _paint(demo: DemoStudio, branding: Branding, owner: User) -> None:
    looks = demo.branding
    save_branding(
        branding,
        by=owner,
        tagline=looks.tagline,
        brand_colour=looks.brand_colour,
        accent_colour=looks.accent_colour,
        background_colour=looks.background_colour,
        display_font=looks.display_font,
        body_font=looks.body_font,
        email_sender_name=demo.name,
        pwa_name=demo.name,
    )
    hero = next(film for film in demo.films if film.slug == looks.hero_film)
    with backdrop_file(hero).open("rb") as file:
        replace_picture(branding, Picture.HERO, file, by=owner)
    replace_picture(branding, Picture.FAVICON, icon_of(demo), by=owner)
    replace_picture(branding, Picture.LOGO, logo_of(demo, fonts_root()), by=owner)
