"""Subtitles as players fetch them, for the version of the words and the film's length."""

import pytest
from django.utils import timezone

from apps.catalog.enums import TextOrigin
from apps.catalog.models import TextTrack
from apps.catalog.selectors.packages import texts_of
from apps.catalog.services.text_packaging import package_text
from apps.catalog.services.text_tracks import publish_track, withdraw_track
from apps.catalog.tasks import forget_text
from apps.core.models import Task
from apps.core.tenancy import studio_context
from tests.catalog.disk import film_directory
from tests.factories.catalog import ready_encode

VTT = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n{words}\n"


@pytest.fixture
def track(film, people):
    ready_encode(film)
    return TextTrack.objects.create(
        film=film,
        language="ta",
        name="தமிழ்",
        vtt=VTT.format(words="one"),
        cues=1,
        origin=TextOrigin.UPLOAD,
    )


def rewritten(track: TextTrack, words: str) -> TextTrack:
    TextTrack.objects.filter(pk=track.pk).update(
        vtt=VTT.format(words=words), version=track.version + 1
    )
    return TextTrack.objects.select_related("film").get(pk=track.pk)


def files_of(track: TextTrack, version: int):
    return film_directory(track.film_id) / "text" / f"{track.pk}-{version}"


def test_players_get_the_words_as_soon_as_their_files_are_there(film, track):
    encode = film.current_encode
    assert texts_of(encode) == []

    assert package_text(track)

    (told,) = texts_of(encode)
    assert (told.folder, told.language, told.name) == (f"text/{track.pk}-1", "ta", "தமிழ்")
    home = files_of(track, 1)
    assert len(list(home.glob("seg_*.vtt"))) == 10  # a minute
    assert "one" in (home / "seg_00000.vtt").read_text()
    assert not list(film_directory(film.pk).glob(".text-*"))


def test_a_new_version_stands_beside_the_one_that_players_began_with(film, track):
    package_text(track)
    again = rewritten(track, "two")
    assert [text.folder for text in texts_of(film.current_encode)] == [f"text/{track.pk}-1"]

    assert package_text(again)

    assert [text.folder for text in texts_of(film.current_encode)] == [f"text/{track.pk}-2"]
    assert "one" in (files_of(track, 1) / "seg_00000.vtt").read_text()
    assert "two" in (files_of(track, 2) / "seg_00000.vtt").read_text()
    (row,) = Task.objects.for_studio().filter(name="catalog.forget_text")
    assert row.kwargs == {"film_pk": str(film.pk), "track_pk": str(track.pk), "version": 1}

    forget_text(**row.kwargs)
    assert not files_of(track, 1).exists()
    assert files_of(track, 2).exists()


def test_packing_twice_is_packing_once(track):
    assert package_text(track)
    track.refresh_from_db()

    assert not package_text(track)


def test_what_a_worker_left_half_way_gives_way(track):
    home = files_of(track, 1)
    home.mkdir(parents=True)
    (home / "seg_00099.vtt").write_text("half")

    assert package_text(track)

    assert not (home / "seg_00099.vtt").exists()


def test_words_that_were_changed_meanwhile_are_not_overtaken(film, track):
    """The slower worker had the older words: players keep the newer ones."""
    newer = rewritten(track, "two")
    package_text(newer)

    package_text(track)

    assert [text.folder for text in texts_of(film.current_encode)] == [f"text/{track.pk}-2"]


def test_a_film_without_a_video_waits(film, people):
    track = TextTrack.objects.create(
        film=film, language="hi", name="x", vtt=VTT.format(words="one"), cues=1
    )

    assert not package_text(track)
    assert not files_of(track, 1).exists()


def test_what_is_not_offered_has_no_files(film, track):
    TextTrack.objects.update(is_published=False)
    track.refresh_from_db()

    assert not package_text(track)
    assert not files_of(track, 1).exists()


def test_what_is_withdrawn_can_be_read_by_nobody(film, track, people):
    package_text(track)
    withdraw_track(track, by=people.ana)

    assert texts_of(film.current_encode) == []
    (row,) = Task.objects.for_studio().filter(name="catalog.forget_text")
    assert row.available_at <= timezone.now()
    forget_text(**row.kwargs)
    assert not files_of(track, 1).exists()


def test_what_is_offered_again_has_files_that_no_late_task_removes(film, track, people):
    package_text(track)
    again = withdraw_track(withdraw_track(track, by=people.ana), by=people.ana)
    publish_track(again, by=people.ana)

    assert package_text(again)

    assert [text.folder for text in texts_of(film.current_encode)] == [f"text/{track.pk}-2"]
    (row,) = Task.objects.for_studio().filter(name="catalog.forget_text")
    forget_text(**row.kwargs)
    assert files_of(again, 2).exists()


def test_what_is_withdrawn_while_it_is_packed_is_forgotten(film, track):
    TextTrack.objects.update(is_published=False)

    assert not package_text(track)

    assert texts_of(film.current_encode) == []
    (row,) = Task.objects.for_studio().filter(name="catalog.forget_text")
    assert row.kwargs["version"] == 1


def test_another_studios_files_are_another_studios(film, track, beta):
    package_text(track)
    with studio_context(beta):
        forget_text(film_pk=str(film.pk), track_pk=str(track.pk), version=1)

    assert files_of(track, 1).exists()
