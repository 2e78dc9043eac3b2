"""Posters and clips: the same on every run, of the promised size, readable without our fonts."""

import json
import subprocess
from dataclasses import replace

import pytest
from PIL import Image

from apps.core.errors import PermanentError
from apps.studio.adapters.artwork.lettering import lines_of
from apps.studio.adapters.artwork.logos import icon_of, logo_of
from apps.studio.adapters.artwork.posters import BACKDROP, backdrop_of, poster_of, staged
from apps.studio.adapters.clips.ffmpeg import make_clip
from apps.studio.domain.demo.showcase import ClipPlan, Weather
from apps.studio.domain.demo.studios import STUDIOS
from apps.studio.services.demo.pictures import fonts_root

KUSH, FALCON = STUDIOS
FILMS = {film.slug: film for studio in STUDIOS for film in studio.films}
TINY = ClipPlan(FILMS["kolam"].clip.tune, Weather.SNOW, width=320, height=180, seconds=6)


def test_a_poster_is_the_same_every_time():
    first, second = (poster_of(FILMS["kolam"], KUSH.name, fonts_root()) for _ in range(2))

    assert first.size == (800, 1200)
    assert first.tobytes() == second.tobytes()


def test_a_backdrop_is_wide_and_has_no_lettering():
    film = FILMS["snowline"]

    backdrop = backdrop_of(staged(film, BACKDROP))

    assert backdrop.size == (1600, 900)
    renamed = replace(film, title="Another title")
    assert backdrop.tobytes() == backdrop_of(staged(renamed, BACKDROP)).tobytes()


@pytest.mark.slow
@pytest.mark.parametrize("slug", FILMS)
def test_every_scene_paints_a_picture_of_many_colours(slug):
    picture = staged(FILMS[slug], (200, 300)).flattened()

    assert len(picture.getcolors(maxcolors=200 * 300)) > 300


def test_a_poster_is_lettered_even_without_our_fonts(tmp_path):
    poster = poster_of(FILMS["hilsa-season"], KUSH.name, tmp_path)

    assert poster.size == (800, 1200)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Kolam", ["Kolam"]),
        ("Last Local to Virar", ["Last Local", "to Virar"]),
        ("Batik untuk Ibu", ["Batik", "untuk Ibu"]),
    ],
)
def test_titles_break_into_lines_of_like_length(title, lines):
    assert list(lines_of(title)) == lines


@pytest.mark.parametrize("studio", STUDIOS, ids=lambda studio: studio.slug)
def test_a_studio_has_a_transparent_logo_and_a_square_icon(studio):
    logo, icon = Image.open(logo_of(studio, fonts_root())), Image.open(icon_of(studio))

    assert logo.height == 200
    assert logo.width > 400
    assert logo.getpixel((0, 0))[3] == 0
    assert icon.size == (512, 512)


@pytest.mark.slow
def test_a_clip_moves_and_sounds(tmp_path, settings):
    film, target = replace(FILMS["kolam"], clip=TINY), tmp_path / "clip.mp4"

    make_clip(film, target, ffmpeg=settings.FFMPEG, fonts=fonts_root())

    found = probed(target, settings.FFPROBE)
    assert {stream["codec_type"] for stream in found["streams"]} == {"video", "audio"}
    assert float(found["format"]["duration"]) == pytest.approx(6, abs=0.2)
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]


@pytest.mark.slow
def test_a_clip_without_a_tune_has_no_sound(tmp_path, settings):
    film = replace(FILMS["rimba-sunyi"], clip=replace(TINY, tune=None))

    make_clip(film, tmp_path / "clip.mp4", ffmpeg=settings.FFMPEG, fonts=fonts_root())

    streams = probed(tmp_path / "clip.mp4", settings.FFPROBE)["streams"]
    assert [stream["codec_type"] for stream in streams] == ["video"]


def test_a_missing_ffmpeg_is_named_and_leaves_nothing(tmp_path):
    film = replace(FILMS["kolam"], clip=replace(TINY, tune=None))

    with pytest.raises(PermanentError, match="no-such-ffmpeg is not installed"):
        make_clip(film, tmp_path / "clip.mp4", ffmpeg="no-such-ffmpeg", fonts=fonts_root())

    assert list(tmp_path.iterdir()) == []


def probed(path, ffprobe):
    command = [ffprobe, "-v", "error", "-show_streams", "-show_format", "-of", "json", str(path)]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
