"""A token opens one version of one film, in one studio, for one viewer, for a while."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from apps.catalog.enums import AccessLevel
from apps.catalog.errors import FilmHasNoVideo, PlanNeeded, PlaybackForbidden
from apps.catalog.models import Film
from apps.catalog.services.films import create_film, update_film, withdraw_film
from apps.catalog.services.playback import master_playlist, media_file, start_playback
from apps.core.errors import NotFound, Unauthenticated
from apps.core.signing import sign
from apps.core.tenancy import studio_context
from tests.catalog.conftest import queries
from tests.factories.catalog import ready_encode

NOBODY = SimpleNamespace(is_authenticated=False, is_active=False, role="")


def token_of(film: Film, viewer) -> str:
    return start_playback(film, viewer=viewer).manifest_url.split("/")[2]


def test_a_viewer_plays_what_is_published(playable, people):
    session = start_playback(playable, viewer=people.citra)

    assert session.manifest_url.startswith("/hls/")
    assert session.manifest_url.endswith("/master.m3u8")
    assert timedelta(hours=1) < session.expires_at - timezone.now() <= timedelta(hours=1, minutes=2)
    token = session.manifest_url.split("/")[2]
    assert "240/index.m3u8" in master_playlist(token)
    file = media_file(token, "240/seg_00000.m4s")
    assert file.name == f"films/{playable.pk}/v1/240/seg_00000.m4s"
    assert file.content_type == "video/iso.segment"
    assert media_file(token, "audio/init.mp4").content_type == "audio/mp4"


def test_who_may_not_play(playable, film, people):
    with pytest.raises(Unauthenticated):
        start_playback(playable, viewer=NOBODY)
    draft = create_film("Draft", by=people.ana)
    with pytest.raises(NotFound):
        start_playback(draft, viewer=people.citra)
    with pytest.raises(FilmHasNoVideo):
        start_playback(draft, viewer=people.ana)
    update_film(playable, by=people.ana, access_level=AccessLevel.PREMIUM)
    with pytest.raises(PlanNeeded):
        start_playback(playable, viewer=people.citra)
    assert start_playback(playable, viewer=people.ana).film == playable


@pytest.mark.parametrize(
    "path",
    [
        "../../../beta/films/x/v1/240/init.mp4",
        "240/../../v1/240/init.mp4",
        "240/%2e%2e/init.mp4",
        "240//init.mp4",
        "/240/init.mp4",
        "240/init.mp4\n",
        "240/init.mp4/",
        "240/seg_0.m4s",
        "240/secret.txt",
        "audio\\init.mp4",
        "",
    ],
)
def test_only_names_we_write_are_files(playable, people, path):
    token = token_of(playable, people.citra)
    with pytest.raises(NotFound):
        media_file(token, path)


def test_a_changed_token_opens_nothing(playable, people):
    token = token_of(playable, people.citra)
    for at in range(0, len(token), 7):
        other = "A" if token[at] != "A" else "B"
        with pytest.raises(PlaybackForbidden):
            media_file(token[:at] + other + token[at + 1 :], "240/init.mp4")
    with pytest.raises(PlaybackForbidden):
        media_file(sign("job", "x"), "240/init.mp4")


def test_a_token_is_worth_nothing_in_another_studio(playable, people, beta):
    token = token_of(playable, people.citra)
    with studio_context(beta), pytest.raises(PlaybackForbidden):
        media_file(token, "240/init.mp4")


def test_a_token_ends_with_its_session(playable, people):
    session = start_playback(playable, viewer=people.citra)
    token = session.manifest_url.split("/")[2]
    late = session.expires_at + timedelta(seconds=2)
    with time_machine.travel(late, tick=False), pytest.raises(PlaybackForbidden):
        media_file(token, "240/init.mp4")


def test_a_film_taken_down_stops_within_ten_seconds(playable, people):
    token = token_of(playable, people.citra)
    assert media_file(token, "240/init.mp4")

    withdraw_film(playable, by=people.ana)
    cache.clear()  # the ten seconds

    with pytest.raises(PlaybackForbidden):
        media_file(token, "240/init.mp4")


def test_a_viewer_who_is_shut_out_stops_too(playable, people):
    token = token_of(playable, people.citra)
    people.citra.is_active = False
    people.citra.save()

    with pytest.raises(PlaybackForbidden):
        media_file(token, "240/init.mp4")


def test_a_started_film_goes_on_when_a_new_version_is_ready(playable, people):
    token = token_of(playable, people.citra)
    ready_encode(playable)

    assert "/v1/" in media_file(token, "240/init.mp4").name
    assert "/v2/" in media_file(token_of(playable, people.citra), "240/init.mp4").name


def test_a_segment_costs_nothing_after_the_first(playable, people):
    token = token_of(playable, people.citra)
    with queries(2):
        media_file(token, "240/init.mp4")
    with queries(0):
        media_file(token, "240/seg_00000.m4s")
