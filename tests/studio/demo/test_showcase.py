"""The demo's data: complete, consistent, and enough of it free to watch."""

import pytest

from apps.accounts.enums import PLATFORM_ROLES, STUDIO_ROLES
from apps.catalog.enums import AccessLevel, Maturity
from apps.studio.adapters.artwork.posters import SCENES
from apps.studio.domain.demo.people import PLATFORM_PEOPLE
from apps.studio.domain.demo.studios import STUDIOS, films_in_turn, smaller
from apps.tenants.domain.fonts import BODY_FONTS, FONTS

FILMS = [film for studio in STUDIOS for film in studio.films]
each_studio = pytest.mark.parametrize("studio", STUDIOS, ids=lambda studio: studio.slug)


@each_studio
def test_a_studio_has_ten_films_of_its_own(studio):
    assert len(studio.films) == 10
    assert len({film.slug for film in FILMS}) == len(FILMS) == 20
    assert len({film.palette for film in FILMS}) == 20


@each_studio
def test_a_smaller_studio_keeps_the_film_of_its_front_page(studio):
    films = smaller(studio, 3).films

    assert len(set(films)) == 3
    assert set(films) <= set(studio.films)
    assert films[0].slug == studio.branding.hero_film


@each_studio
def test_a_studio_has_somebody_in_every_role(studio):
    assert [person.role for person in studio.people] == list(STUDIO_ROLES)
    assert {person.email.rpartition("@")[2] for person in studio.people} == {
        f"{studio.slug}.example"
    }


def test_the_platform_has_somebody_in_every_role():
    assert [person.role for person in PLATFORM_PEOPLE] == list(PLATFORM_ROLES)


@each_studio
def test_most_films_are_free_and_some_are_not(studio):
    levels = [film.access for film in studio.films]

    assert levels.count("free") >= 7
    assert set(levels) == set(AccessLevel)


@each_studio
def test_languages_and_fonts_are_ones_we_offer(studio, settings):
    offered = dict(settings.LANGUAGES)

    assert set(studio.languages) <= set(offered)
    assert studio.language in studio.languages
    assert {film.language for film in studio.films} <= set(studio.languages)
    assert studio.branding.display_font in FONTS
    assert studio.branding.body_font in BODY_FONTS


@pytest.mark.parametrize("film", FILMS, ids=lambda film: film.slug)
def test_a_film_is_described_and_has_a_scene(film):
    assert film.slug in SCENES
    assert film.maturity in Maturity.values
    assert film.tagline
    assert film.director
    assert film.cast
    assert film.genres
    assert 2 <= film.synopsis.count(". ") + 1 <= 3
    assert 150 < len(film.synopsis) < 400


def test_clips_differ_in_length_shape_and_sound():
    plans = [film.clip for film in FILMS]

    assert sum(plan.tune is None for plan in plans) == 1
    assert {(plan.width, plan.height) for plan in plans} == {(1280, 720), (1920, 1080), (720, 1280)}
    assert len({plan.tune for plan in plans}) == 20
    assert {plan.seconds for plan in plans} <= set(range(10, 13))


def test_films_of_all_studios_take_turns():
    turns = [studio.slug for studio, _ in films_in_turn(STUDIOS)]

    assert turns == ["kush", "falcon"] * 16


@each_studio
def test_a_studio_shows_what_the_product_can_do(studio):
    subtitled = [film for film in studio.films if film.lines]
    languages = {
        language for film in subtitled for line in film.lines for language, _ in line.texts
    }

    assert [len(season.episodes) for season in studio.series.seasons] == [2, 2]
    assert all(episode.markers for episode in studio.series.episodes)
    assert len(languages) == 4
    assert all(len(line.texts) == 4 for film in subtitled for line in film.lines)
    assert {(sound.language, sound.is_description) for sound in subtitled[0].sounds} == {
        (studio.films[0].language, False),
        ("en", False),
        (studio.films[0].language, True),
    }
    assert [film.kind for film in studio.extras] == ["trailer", "extra"]
    assert [profile.is_kids for profile in studio.profiles] == [False, False, True]
    assert [bool(profile.pin) for profile in studio.profiles] == [False, True, False]


@each_studio
def test_everything_that_is_named_exists(studio):
    known = {film.slug for film in studio.playable} | {studio.series.cover.slug}

    assert len(known) == 17
    assert {extra.part_of for extra in studio.extras} <= known
    assert {slug for collection in studio.collections for slug in collection.titles} <= known
    assert {film.scene or film.slug for film in studio.playable} <= set(SCENES)
    for episode in studio.series.episodes:
        assert all(0 <= m.starts < m.ends <= episode.clip.seconds for m in episode.markers)


@each_studio
def test_one_title_is_long_enough_to_go_on_with_later(studio):
    assert [film.clip.seconds > 300 for film in studio.extras] == [False, True]
