"""Profiles, plans and what was watched: in the person's archive, and gone with the person."""

import json

import pytest
from django.utils import timezone

from apps.accounts.models import Profile
from apps.accounts.services.erasing import erase_person
from apps.accounts.services.personal_data import personal_tables
from apps.accounts.services.profiles import Details, create_profile
from apps.catalog.models import Play, Progress
from apps.catalog.services.films import create_film
from apps.catalog.services.progress import flush_progress, record_beat
from apps.core.archives.rows import as_json
from apps.core.ids import uuid7
from apps.core.tenancy import studio_context
from apps.subscriptions.models import Grant
from apps.subscriptions.services.plans import set_plan
from tests.accounts.services.test_erasing import where
from tests.factories.catalog import published

TABLES = {"accounts.profile", "catalog.play", "catalog.progress", "subscriptions.grant"}
CHILD, TABLET, WHY = "Sari Wardhani", "The tablet of Sari", "A present for Sari's birthday"


def household(user, film, *, by):
    """A child's profile with a PIN, a plan somebody gave, and a film watched halfway."""
    profile = create_profile(user, Details(CHILD, is_kids=True, max_age=7), pin="4711")
    set_plan(user, "premium", by=by, reason=WHY)
    now = timezone.now()
    Play.objects.create(
        account=user,
        profile=profile,
        film=film,
        version=1,
        device=TABLET,
        device_id="tablet-1",
        plan="premium",
        cap=1080,
        started_at=now,
    )
    place = {"position_seconds": 30, "duration_seconds": 60, "happened_at": now}
    Progress.objects.create(profile=profile, film=film, **place)
    return profile


@pytest.fixture(autouse=True)
def nothing_else_waits(settings):
    settings.STREAMS_PREFIX = f"{settings.STREAMS_PREFIX}-{uuid7().hex}"


@pytest.fixture
def films(alpha, beta, people):
    """The same household in both studios."""
    found = {}
    for studio, owner, viewer in (
        (alpha, people.ana, people.citra),
        (beta, people.bima, people.citra_in_beta),
    ):
        with studio_context(studio):
            film = published(create_film(f"Rain over {studio.name}", by=owner))
            household(viewer, film, by=owner)
            found[studio.slug] = film
    return found


def counted():
    return [model.objects.count() for model in (Profile, Play, Progress, Grant)]


def test_the_archive_holds_what_was_watched_and_by_whom(alpha, people, films):
    with studio_context(alpha):
        tables = {table.label: table.rows for table in personal_tables(people.citra)}
        told = json.loads(as_json(tables))

    assert set(tables) >= TABLES
    (profile,) = told["accounts.profile"]
    assert (profile["name"], profile["max_age"], "pin" in profile) == (CHILD, 7, False)
    (play,) = told["catalog.play"]
    assert (play["device"], play["film"]) == (TABLET, "Rain over Alpha Pictures")
    (place,) = told["catalog.progress"]
    assert (place["position_seconds"], place["film"]) == (30.0, "Rain over Alpha Pictures")
    (grant,) = told["subscriptions.grant"]
    assert (grant["plan"], grant["reason"]) == ("Premium", WHY)
    assert str(people.ana.email) not in json.dumps(told)
    assert "Rain over Beta" not in json.dumps(told)


def test_who_gave_a_plan_does_not_learn_to_whom(alpha, people, films):
    with studio_context(alpha):
        tables = {table.label: table.rows for table in personal_tables(people.ana)}

    (grant,) = tables["subscriptions.grant"]
    assert not {"account_id", "account", "reason"} & set(grant)
    assert "catalog.play" not in tables


def test_it_goes_with_the_person_in_one_studio_alone(alpha, beta, people, films):
    assert {"alpha.accounts_profile", "alpha.catalog_play", "alpha.subscriptions_grant"} <= {
        *where(CHILD, "alpha"),
        *where(TABLET, "alpha"),
        *where(WHY, "alpha"),
    }

    with studio_context(alpha):
        erase_person(people.citra, by="the person")
        assert counted() == [0, 0, 0, 0]
        films["alpha"].refresh_from_db()

    for needle in (CHILD, TABLET, WHY):
        assert where(needle, "alpha") == []
    with studio_context(beta):
        assert counted() == [1, 1, 1, 1]


def test_a_beat_that_waited_meanwhile_brings_nothing_back(alpha, people, films):
    with studio_context(alpha):
        play = Play.objects.get()
        beat = {"seq": 9, "position_seconds": 40.0, "is_paused": False}
        told = {"profile_pk": play.profile_id, "film_pk": play.film_id, "play_pk": play.pk}
        assert record_beat(began_at=play.started_at, **told, **beat)

        erase_person(people.citra, by="the person")
        assert flush_progress() == 1

        assert counted() == [0, 0, 0, 0]


def test_a_plan_stays_when_who_gave_it_goes(alpha, people, films):
    with studio_context(alpha):
        erase_person(people.ana, by="the person")

        assert Grant.objects.get().granted_by_pk is None
        assert counted() == [1, 1, 1, 1]
