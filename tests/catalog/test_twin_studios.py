"""Two studios whose films, versions and profiles have the same keys: what is kept of one is none of the other's."""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from apps.accounts.errors import PinLocked, PinWrong
from apps.accounts.models import Profile, User
from apps.accounts.selectors.profiles import proves, token_of
from apps.accounts.services.pins import prove_pin
from apps.accounts.services.profiles import set_pin
from apps.catalog.adapters.progress import store as progress
from apps.catalog.adapters.streams import store as streams
from apps.catalog.domain.media_address import KEY_NAME, MediaAddress, Pass, media_address
from apps.catalog.enums import PlayEnd
from apps.catalog.models import Encode, Film, Play, Progress, Rendition
from apps.catalog.selectors.playback import contents_of, film_played, film_to_play
from apps.catalog.selectors.progress import length_of
from apps.catalog.services.content_keys import make_content_key
from apps.catalog.services.films import create_film
from apps.catalog.services.media_access import content_key, is_admitted
from apps.catalog.services.progress import flush_progress, record_beat
from apps.core.ids import uuid7
from apps.core.tenancy import studio_context
from tests.factories.catalog import published, viewing
from tests.playing import started

TITLES = ["Of alpha", "Of beta"]
BEGAN = timezone.now() - timedelta(hours=2)


@dataclass(frozen=True)
class Twin:
    """One studio's side: the same keys, other contents."""

    studio: object
    title: str
    film: UUID
    encode: UUID
    profile: UUID


@pytest.fixture
def twins(settings, alpha, beta, people):
    settings.STREAMS_PREFIX = f"{settings.STREAMS_PREFIX}-{uuid7().hex}"
    keys = {"film": uuid7(), "encode": uuid7(), "profile": uuid7()}
    sides = [
        (alpha, "Of alpha", people.ana, people.citra, 3600),
        (beta, "Of beta", people.bima, people.citra_in_beta, 1800),
    ]
    for studio, title, editor, viewer, seconds in sides:
        with studio_context(studio):
            _on_the_site(title, editor, seconds, keys)
            Profile.objects.create(pk=keys["profile"], user=viewer, position=1, name=title)
    return [Twin(studio, title, **keys) for studio, title, *_rest in sides]


def _on_the_site(title: str, editor: User, seconds: int, keys: dict[str, UUID]) -> None:
    """Foreign keys wait for the commit, so keys can be changed row by row."""
    Film.objects.filter(pk=create_film(title, by=editor).pk).update(id=keys["film"])
    made = published(Film.objects.get()).current_encode
    Encode.objects.update(id=keys["encode"], duration_seconds=seconds)
    Rendition.objects.filter(encode_id=made.pk).update(encode_id=keys["encode"])
    Film.objects.update(current_encode_id=keys["encode"])


def each(twins, look):
    """What is seen in one studio, and right after it in the other."""
    seen = []
    for twin in twins:
        with studio_context(twin.studio):
            seen.append(look(twin))
    return seen


def test_what_is_kept_of_a_film(twins):
    looked = viewing(country="ID")

    assert each(twins, lambda twin: film_to_play(twin.film, looked).title) == TITLES
    assert each(twins, lambda twin: film_played(str(twin.film), looked).title) == TITLES
    assert each(twins, lambda twin: length_of(twin.film).seconds) == [3600, 1800]


def test_what_is_kept_of_a_version(twins):
    with studio_context(twins[1].studio):
        Rendition.objects.filter(rung=480).delete()

    def rungs(twin):
        film = Film.objects.get()
        return contents_of(film, film.current_encode).rungs

    assert each(twins, rungs) == [(240, 480), (240,)]


def test_what_is_kept_of_a_decision(twins, people):
    """The address names its schema: what was decided of one is no answer for the other."""
    with studio_context(twins[0].studio):
        told = started(Film.objects.get(), people.citra)
        allows = media_address(told.manifest_url).allows
    theirs = replace(allows, schema="beta")

    seen = each(
        twins, lambda _twin: [is_admitted(one, "alpha.localhost") for one in (allows, theirs)]
    )

    assert seen == [[True, False], [False, False]]


def test_a_key_unlocks_its_own_studios_version(twins):
    for twin in twins:
        with studio_context(twin.studio):
            encode = Encode.objects.get()
            Encode.objects.update(content_key=make_content_key(encode))
    folder = each(twins, lambda _twin: Encode.objects.get().directory)[0]
    allows = Pass(2**31, str(uuid7()), 480, "alpha", str(twins[0].film), folder)

    ours, theirs = each(twins, lambda _twin: content_key(MediaAddress("", allows, KEY_NAME)))

    assert (len(ours), len(theirs), ours != theirs) == (16, 16, True)


def test_a_stream_takes_no_place_in_the_other_studio(twins):
    """Of the same account's key, on the same device."""

    def beats(twin):
        streams.start("one", account="same", device_id="tv", limit=1, lasts=60, values={})
        return streams.streams_of("same")

    assert each(twins, beats) == [["one"], ["one"]]
    with studio_context(twins[0].studio):
        streams.end("one", account="same", reason=PlayEnd.LEFT)
    assert each(twins, lambda _twin: streams.streams_of("same")) == [[], ["one"]]


def test_a_writer_writes_its_own_studios_beats(twins):
    play = uuid7()

    def watch(twin):
        profile = Profile.objects.get()
        begun = {"account": profile.user, "profile": profile, "film_id": twin.film}
        Play.objects.create(pk=play, version=1, device_id="tv", cap=480, started_at=BEGAN, **begun)
        record_beat(
            profile_pk=twin.profile,
            film_pk=twin.film,
            play_pk=play,
            began_at=BEGAN,
            seq=1,
            position_seconds=600 if twin.title == TITLES[0] else 700,
            is_paused=False,
        )

    def places(_twin):
        return list(Progress.objects.values_list("position_seconds", "duration_seconds"))

    each(twins, watch)
    with studio_context(twins[0].studio):
        assert flush_progress() == 1
    assert each(twins, places) == [[(600, 3600)], []]
    with studio_context(twins[0].studio):
        progress.remove(twins[0].profile)
    with studio_context(twins[1].studio):
        assert flush_progress() == 1
    assert each(twins, places) == [[(600, 3600)], [(700, 1800)]]


def test_a_pin_is_proved_and_locked_in_one_studio(twins):
    proofs = []
    for twin, pin in zip(twins, ("4711", "0815"), strict=True):
        with studio_context(twin.studio):
            profile = Profile.objects.get()
            proofs.append(token_of(set_pin(profile, pin, by=profile.user)))
    with studio_context(twins[0].studio):
        for _try in range(5):
            with pytest.raises((PinWrong, PinLocked)):
                prove_pin(Profile.objects.get(), "0815")

    proved = each(twins, lambda _twin: [proves(proof, Profile.objects.get()) for proof in proofs])
    assert proved == [[True, False], [False, True]]
    assert [
        lock is None for lock in each(twins, lambda _twin: Profile.objects.get().locked_until)
    ] == [
        False,
        True,
    ]
