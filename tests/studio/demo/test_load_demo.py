"""Loading the demo twice, half, and with a film that fails."""

from dataclasses import replace

import pytest
from django.core.management import call_command

from apps.accounts.models import AuditEvent, User
from apps.catalog.enums import FilmState
from apps.catalog.models import Encode, Film, Upload
from apps.core.errors import PermanentError
from apps.core.tenancy import platform_context, studio_context
from apps.studio.domain.demo.people import DEMO_PASSWORD
from apps.studio.domain.demo.showcase import ClipPlan
from apps.studio.domain.demo.studios import STUDIOS
from apps.studio.services.demo import films as film_service
from apps.studio.services.demo import studios as studio_service
from apps.studio.services.demo.loading import load_demo
from apps.tenants.enums import StudioStatus
from apps.tenants.models import Branding, Studio
from tests.database import studio_row

PLAN = ClipPlan(tune=None, width=320, height=180, seconds=6)

pytestmark = pytest.mark.slow


def shortened(demo, slug, *films):
    chosen = tuple(replace(demo.films[index], clip=PLAN) for index in films)
    looks = replace(demo.branding, hero_film=chosen[0].slug)
    alone = replace(demo, extras=(), series=None, collections=(), profiles=())
    return replace(alone, slug=slug, films=chosen, branding=looks)


@pytest.fixture
def two(committed_db, settings):
    """Two demo studios of the tests' database, with two films and one."""
    settings.FFMPEG_PRESET = "ultrafast"
    kush, falcon = STUDIOS
    return shortened(kush, "alpha", 2, 6), shortened(falcon, "beta", 3)


def load(studios, *, wait=True):
    told = []
    outcome = load_demo(tell=told.append, wait=wait, studios=studios)
    return outcome, told


def films_of(slug):
    with studio_context(studio_row(slug)):
        return list(Film.objects.order_by("slug").values_list("slug", "state"))


def count_everything():
    counts = {}
    for slug in ("alpha", "beta"):
        with studio_context(studio_row(slug)):
            models = (Film, Upload, Encode, User, AuditEvent)
            counts[slug] = [model.objects.count() for model in models]
    return counts


def test_films_are_encoded_published_and_only_in_their_own_studio(two):
    outcome, told = load(two)

    assert (outcome.ready, outcome.total, outcome.failures) == (3, 3, {})
    assert films_of("alpha") == [("kolam", FilmState.PUBLISHED), ("snowline", FilmState.PUBLISHED)]
    assert films_of("beta") == [("warung-tengah-malam", FilmState.PUBLISHED)]
    assert told[-1] == "Preparing films 3/3 …"


def test_people_looks_and_settings_are_those_of_the_demo(two):
    load(two)

    with studio_context(studio_row("alpha")):
        meera = User.objects.get(email="owner@kush.example")
        branding = Branding.objects.get(studio__slug="alpha")
    assert meera.check_password(DEMO_PASSWORD)
    assert branding.logo
    assert branding.hero_image
    assert branding.display_font == "fraunces"
    assert studio_row("alpha").languages == ["en", "hi", "ta", "te", "bn"]
    with platform_context():
        assert User.objects.get(email="staff@cineradar.example").is_staff


def test_the_viewers_household_is_made_once(two):
    demo = replace(two[0], profiles=STUDIOS[0].profiles)

    studio = studio_service.ensure_studio(demo)
    studio_service.ensure_studio(demo)

    with studio_context(studio):
        viewer = User.objects.get(email="viewer@kush.example")
        household = [(p.name, p.is_kids, p.is_protected) for p in viewer.profiles.all()]
    assert household == [
        ("Kavya", False, False),
        ("Amma", False, True),
        ("Chiku", True, False),
    ]


def test_a_second_run_changes_nothing(two):
    load(two)
    before = count_everything()

    outcome, told = load(two)

    assert outcome.ready == 3
    assert count_everything() == before
    assert not [line for line in told if line.startswith("Painting")]


def test_what_somebody_changed_stays(two):
    load(two)
    with studio_context(studio_row("alpha")):
        Branding.objects.filter(studio__slug="alpha").update(brand_colour="#123456")
        Film.objects.filter(slug="kolam").update(state=FilmState.WITHDRAWN)

    load(two)

    with studio_context(studio_row("alpha")):
        assert Branding.objects.get(studio__slug="alpha").brand_colour == "#123456"
    assert ("kolam", FilmState.WITHDRAWN) in films_of("alpha")


def test_a_failing_film_is_reported_and_holds_up_nobody(two, monkeypatch):
    make = film_service.clip_file

    def broken(film):
        if film.slug == "kolam":
            raise PermanentError("no space left")
        return make(film)

    monkeypatch.setattr(film_service, "clip_file", broken)
    outcome, _ = load(two)
    assert (outcome.ready, outcome.failures) == (2, {"Kolam": "no space left"})

    monkeypatch.undo()
    outcome, _ = load(two)
    assert (outcome.ready, outcome.failures) == (3, {})


def test_a_new_studio_is_opened_without_any_worker(committed_db, as_owner, monkeypatch):
    monkeypatch.setattr("apps.tenants.services.provisioning.enqueue", lambda *args, **kwargs: None)
    gamma = shortened(STUDIOS[1], "gamma", 3)

    studio = studio_service.ensure_studio(gamma)

    assert studio.status == StudioStatus.ACTIVE
    with platform_context():
        assert Studio.objects.get(slug="gamma").time_zone == "Asia/Jakarta"
    with studio_context(studio):
        assert User.objects.count() == len(gamma.people)


def test_the_summary_names_addresses_and_logins(settings, capsys):
    settings.PUBLIC_SCHEME, settings.PUBLIC_PORT, settings.DEVELOPER_PAGES = "http", 9000, True

    call_command("demo_summary")

    printed = capsys.readouterr().out
    for words in (
        "http://localhost:9000/admin/",
        "http://localhost:9000/mailbox/",
        "http://kush.localhost:9000/studio/",
        "http://falcon.localhost:9000/",
        "viewer@falcon.example",
        DEMO_PASSWORD,
    ):
        assert words in printed
