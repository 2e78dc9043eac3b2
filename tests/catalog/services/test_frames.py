import io
import subprocess

import pytest
from PIL import Image

from apps.catalog.adapters.files.packages import folder_name
from apps.catalog.domain.encryption import encrypted
from apps.catalog.enums import Artwork
from apps.catalog.errors import FilmHasNoVideo
from apps.catalog.models import Film
from apps.catalog.selectors.stills import still_named, stills_of
from apps.catalog.services.content_keys import content_key_of, make_content_key
from apps.catalog.services.films import create_film
from apps.catalog.services.frames import ask_for_frames, draw_frames, drawing_of, use_frame
from apps.core.errors import Forbidden, NotFound
from apps.core.models import Job, Task
from apps.core.storage.contract import media
from apps.core.tenancy import studio_context
from tests.factories.catalog import ready_encode


@pytest.fixture(scope="module")
def pieces(tmp_path_factory):
    """Eight seconds of a wide picture whose sample aspect makes it 640 × 360."""
    folder = tmp_path_factory.mktemp("pieces")
    command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-f", "lavfi"]
    command += ["-i", "testsrc2=size=480x360:rate=10:duration=8,setsar=4/3", "-c:v", "libx264"]
    command += ["-pix_fmt", "yuv420p", "-preset", "ultrafast", "-g", "20", "-f", "hls"]
    command += ["-hls_time", "6", "-hls_segment_type", "fmp4", "-hls_playlist_type", "vod"]
    command += ["-hls_segment_filename", "seg_%05d.m4s", "index.m3u8"]
    subprocess.run(command, cwd=folder, check=True)
    return folder


@pytest.fixture
def playable(film, pieces) -> Film:
    encode = ready_encode(film)
    encode.duration_seconds = 8.0
    encode.save()
    home = f"{folder_name(film.pk, encode.directory)}/480"
    for piece in pieces.iterdir():
        media().overwrite(f"{home}/{piece.name}", piece.read_bytes())
    film.refresh_from_db()
    return film


def drawn(film, by, *, around):
    job = ask_for_frames(film, around=around, by=by)
    draw_frames(job, film, around=around)
    job.refresh_from_db()
    return job


def test_frames_near_a_moment_are_drawn_from_what_is_played(playable, people):
    job = drawn(playable, people.ana, around=6.0)

    assert (job.state, job.percent, job.title) == ("done", 100, "Monsoon Letters")
    assert [still.moment for still in stills_of(playable)] == [4.0, 5.0, 5.5, 6.0, 6.5, 7.0, 7.8]
    first = stills_of(playable)[0]
    picture = Image.open(io.BytesIO(b"".join(media().chunks(first.stored))))
    assert (picture.format, picture.size) == ("JPEG", (640, 360))


def test_frames_of_different_moments_differ(playable, people):
    drawn(playable, people.ana, around=None)

    stills = stills_of(playable)
    contents = {b"".join(media().chunks(still.stored)) for still in stills}
    assert [still.moment for still in stills] == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5]
    assert len(contents) == 8


def test_new_frames_take_the_place_of_the_old(playable, people):
    drawn(playable, people.ana, around=1.0)
    drawn(playable, people.ana, around=None)

    assert stills_of(playable) != []


def test_a_piece_that_is_gone_leaves_its_frames_out(playable, people):
    home = folder_name(playable.pk, playable.current_encode.directory)
    media().delete(f"{home}/480/seg_00001.m4s")

    assert drawn(playable, people.ana, around=None).state == "done"
    assert [still.moment for still in stills_of(playable)] == [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]


def test_frames_of_an_encrypted_version_are_drawn_as_well(playable, people):
    encode = playable.current_encode
    encode.content_key = make_content_key(encode)
    encode.save()
    home = f"{folder_name(playable.pk, encode.directory)}/480"
    for number in (0, 1):
        name = f"{home}/seg_0000{number}.m4s"
        locked = encrypted(b"".join(media().chunks(name)), content_key_of(encode), number)
        media().overwrite(name, locked)

    drawn(playable, people.ana, around=6.0)

    assert len(stills_of(playable)) == 7


def test_asking_twice_draws_once(playable, people):
    first = ask_for_frames(playable, around=2.5, by=people.ana)
    second = ask_for_frames(playable, around=None, by=people.adi)

    assert first == second == drawing_of(playable)
    tasks = Task.objects.for_studio().filter(name="catalog.draw_frames")
    assert [task.kwargs["milliseconds"] for task in tasks] == [2500]


def test_a_frame_becomes_the_poster(playable, people):
    drawn(playable, people.ana, around=2.0)
    name = stills_of(playable)[0].name

    film = use_frame(playable, name=name, kind=Artwork.POSTER, by=people.ana)

    picture = Image.open(io.BytesIO(b"".join(media().chunks(film.poster))))
    assert picture.size == (600, 900)
    assert film.poster.startswith(f"films/{film.pk}/poster-")


@pytest.mark.parametrize("name", ["000009000.jpg", "../poster.jpg", "", "stills"])
def test_only_drawn_frames_can_be_used(playable, people, name):
    drawn(playable, people.ana, around=2.0)

    with pytest.raises(NotFound):
        use_frame(playable, name=name, kind=Artwork.POSTER, by=people.ana)
    with pytest.raises(NotFound):
        still_named(playable, name)
    playable.refresh_from_db()
    assert playable.poster == ""


def test_a_film_without_a_video_has_no_frames(film, people):
    with pytest.raises(FilmHasNoVideo):
        ask_for_frames(film, around=None, by=people.ana)
    assert not Job.objects.for_studio().filter(kind="catalog.frames").exists()


def test_viewers_draw_and_use_nothing(playable, people):
    with pytest.raises(Forbidden):
        ask_for_frames(playable, around=None, by=people.citra)
    drawn(playable, people.ana, around=2.0)
    with pytest.raises(Forbidden):
        use_frame(playable, name=stills_of(playable)[0].name, kind=Artwork.POSTER, by=people.citra)


def test_frames_stay_in_their_studio(playable, people, beta):
    drawn(playable, people.ana, around=2.0)

    with studio_context(beta):
        other = create_film("Night", by=people.bima)
        assert stills_of(other) == []
        assert stills_of(playable) == []
    assert stills_of(playable) != []
