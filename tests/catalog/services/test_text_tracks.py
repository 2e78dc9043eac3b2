import pytest

from apps.accounts.models import AuditEvent
from apps.catalog.domain.subtitles import Cue
from apps.catalog.errors import (
    CueMalformed,
    SubtitlesUnreadable,
    TextTrackChanged,
    TextTrackExists,
)
from apps.catalog.models import TextTrack
from apps.catalog.selectors.texts import cues_of, texts_for_desk
from apps.catalog.services.text_tracks import (
    add_track,
    delete_track,
    publish_track,
    rename_track,
    replace_track,
    shift_track,
    show_by_default,
    show_only_when_chosen,
    withdraw_track,
    write_cues,
)
from apps.core.errors import Forbidden
from apps.core.models import Task
from tests.catalog.conftest import queries

SRT = "1\r\n00:00:01,000 --> 00:00:03,500\r\nமழை பெய்கிறது\r\n\r\n2\r\n00:00:04,000 --> 00:00:05,000\r\nTwo\r\n".encode(
    "utf-16"
)


@pytest.fixture
def track(film, people):
    return add_track(film, language="ta", data=SRT, filename="rain.srt", by=people.ana)


def packagings():
    return [task.kwargs for task in Task.objects.for_studio().filter(name="catalog.package_text")]


def test_a_file_becomes_a_track(track, film):
    assert (track.name, track.cues, track.version, track.origin) == ("தமிழ்", 2, 1, "upload")
    assert (track.is_published, track.is_default, track.packaged_version) == (True, False, 0)
    assert cues_of(track) == [Cue(1.0, 3.5, "", "மழை பெய்கிறது"), Cue(4.0, 5.0, "", "Two")]
    assert packagings() == [{"track_pk": str(track.pk)}]
    event = AuditEvent.objects.get(action="film.subtitles_added")
    assert (event.target_pk, event.changes) == (film.pk, {"language": "ta", "kind": "subtitles"})


def test_a_track_may_begin_empty_and_needs_no_files_then(film, people):
    track = add_track(film, language="hi", kind="sdh", by=people.ana)

    assert (track.name, track.origin, track.vtt) == ("हिन्दी (SDH)", "desk", "WEBVTT\n")
    assert (cues_of(track), packagings()) == ([], [])


def test_a_film_has_one_track_of_a_language_and_kind(track, film, people):
    with pytest.raises(TextTrackExists):
        add_track(film, language="ta", data=SRT, by=people.ana)

    add_track(film, language="ta", kind="forced", data=SRT, by=people.ana)
    assert sorted(film.texts.values_list("kind", flat=True)) == ["forced", "subtitles"]


def test_an_unreadable_file_changes_nothing(track, film, people):
    with pytest.raises(SubtitlesUnreadable) as refused:
        replace_track(track, data=b"1\n0:0 --> 1\nx", filename="a.srt", by=people.ana)
    with pytest.raises(SubtitlesUnreadable):
        add_track(film, language="id", data=b"nothing", by=people.ana)

    assert refused.value.context == {"faults": [{"line": 2, "code": "bad_times"}]}
    assert list(TextTrack.objects.values_list("language", "version")) == [("ta", 1)]


def test_each_change_of_the_words_is_a_new_version_with_new_files(track, people):
    replace_track(track, data=SRT, filename="rain.srt", by=people.ana)
    write_cues(track, [Cue(2, 3, "", "b"), Cue(1, 2, "", "a")], version=2, by=people.ana)

    assert (track.version, track.cues, track.origin) == (3, 2, "desk")
    assert [cue.text for cue in cues_of(track)] == ["a", "b"]
    assert len(packagings()) == 3


def test_the_editor_does_not_overwrite_somebody_elses_version(track, people):
    mine = TextTrack.objects.get(pk=track.pk)
    replace_track(track, data=SRT, filename="rain.srt", by=people.adi)

    with pytest.raises(TextTrackChanged):
        write_cues(mine, [Cue(1, 2, "", "mine")], version=1, by=people.ana)
    mine.version = 1
    with pytest.raises(TextTrackChanged):
        shift_track(mine, seconds=1, by=people.ana)

    track.refresh_from_db()
    assert (track.version, track.cues) == (2, 2)


def test_words_of_the_editor_are_made_inert(track, people):
    written = [Cue(1, 2, "line:5% evil:1", '<script>alert(1)</script><b onclick="x">Rain</b>')]
    write_cues(track, written, version=1, by=people.ana)

    assert cues_of(track) == [Cue(1.0, 2.0, "line:5%", "alert(1)<b>Rain</b>")]
    assert "<script" not in track.vtt
    assert "onclick" not in track.vtt


@pytest.mark.parametrize(
    "cue",
    [
        Cue(1, 1, "", "x"),
        Cue(2, 1, "", "x"),
        Cue(-1, 1, "", "x"),
        Cue(1, 2, "", " "),
        Cue(1, 2, "", "<script>"),
        Cue(1, float("inf"), "", "x"),
        Cue(float("nan"), 2, "", "x"),
        Cue(1, 1.0001, "", "x"),
        Cue(1, 86401, "", "x"),
    ],
)
def test_a_cue_that_cannot_be_shown_is_named(track, people, cue):
    with pytest.raises(CueMalformed) as refused:
        write_cues(track, [Cue(0, 1, "", "fine"), cue], version=1, by=people.ana)

    assert refused.value.context == {"cue": 2}
    track.refresh_from_db()
    assert (track.version, track.cues) == (1, 2)


def test_all_cues_are_shifted(track, people):
    shift_track(track, seconds=-1.25, by=people.ana)

    assert [(cue.start, cue.end) for cue in cues_of(track)] == [(0.0, 2.25), (2.75, 3.75)]
    assert track.version == 2


def test_one_track_is_shown_by_default(track, film, people):
    other = add_track(film, language="id", data=SRT, by=people.ana)
    withdraw_track(other, by=people.ana)
    show_by_default(track, by=people.ana)
    show_by_default(other, by=people.ana)

    assert list(film.texts.filter(is_default=True)) == [other]
    assert (other.is_published, other.is_default) == (True, True)
    show_only_when_chosen(other, by=people.ana)
    assert not film.texts.filter(is_default=True).exists()


def test_a_withdrawn_track_is_no_default(track, people):
    show_by_default(track, by=people.ana)
    withdraw_track(track, by=people.ana)

    assert (track.is_published, track.is_default, track.version) == (False, False, 1)
    publish_track(track, by=people.ana)
    assert track.is_published


def test_a_track_is_renamed(track, people):
    assert rename_track(track, name=" Tamil (Chennai) ", by=people.ana).name == "Tamil (Chennai)"
    assert rename_track(track, name="", by=people.ana).name == "தமிழ்"


def test_a_deleted_track_leaves_nothing_behind(track, people):
    TextTrack.objects.filter(pk=track.pk).update(packaged_version=1)
    track.refresh_from_db()
    pk = str(track.pk)
    delete_track(track, by=people.ana)

    assert not TextTrack.objects.exists()
    forgotten = Task.objects.for_studio().get(name="catalog.forget_text").kwargs
    assert (forgotten["track_pk"], forgotten["version"]) == (pk, 1)


def test_viewers_change_no_subtitles(track, film, people):
    changes = [
        lambda: add_track(film, language="id", data=SRT, by=people.citra),
        lambda: replace_track(track, data=SRT, filename="", by=people.citra),
        lambda: write_cues(track, [], version=1, by=people.citra),
        lambda: shift_track(track, seconds=1, by=people.citra),
        lambda: publish_track(track, by=people.citra),
        lambda: withdraw_track(track, by=people.citra),
        lambda: rename_track(track, name="x", by=people.citra),
        lambda: show_by_default(track, by=people.citra),
        lambda: show_only_when_chosen(track, by=people.citra),
        lambda: delete_track(track, by=people.citra),
    ]
    for change in changes:
        with pytest.raises(Forbidden):
            change()

    rows = TextTrack.objects.values_list(
        "language", "version", "is_default", "is_published", "name"
    )
    assert list(rows) == [("ta", 1, False, True, "தமிழ்")]


def test_the_desk_counts_what_is_hard_to_read(track, film, people):
    write_cues(track, [Cue(0, 1, "", "x" * 40), Cue(2, 4, "", "Rain")], version=1, by=people.ana)
    add_track(film, language="id", data=SRT, by=people.ana)

    with queries(1):
        rows = texts_for_desk(film)
    assert [(row.track.language, row.hard, row.is_waiting) for row in rows] == [
        ("id", 0, True),
        ("ta", 1, True),
    ]
