"""Who is watching, in a browser: children stay in their profile, grown-ups prove themselves."""

import pytest

from apps.accounts.models import Profile
from apps.accounts.services.profiles import Details, create_profile, make_first_profile, set_pin
from apps.core.tenancy import studio_context
from tests.people import PASSWORD


@pytest.fixture
def first(alpha, people):
    with studio_context(alpha):
        return make_first_profile(people.citra)


@pytest.fixture
def child(alpha, people, first):
    with studio_context(alpha):
        return create_profile(people.citra, Details("Sari", is_kids=True, max_age=7))


@pytest.fixture
def guarded(alpha, people, first):
    with studio_context(alpha):
        return set_pin(first, "4711", by=people.citra)


@pytest.fixture
def citra(client_for, alpha, people, first):
    return client_for(alpha, people.citra)


def choose(client, profile, **proof):
    return client.post(f"/profiles/{profile.pk}/choose/", proof)


def chosen(client):
    context = client.get("/profiles/").context
    return context["chosen"] and context["chosen"].name


def test_with_one_profile_nobody_is_asked(citra):
    assert citra.get("/").status_code == 200
    assert chosen(citra) == "Citra"


def test_with_two_everybody_is_asked_before_films_are_shown(citra, child):
    answer = citra.get("/films/?q=rain")

    assert (answer.status_code, answer.url) == (302, "/profiles/?next=%2Ffilms%2F%3Fq%3Drain")
    page = citra.get(answer.url).content.decode()
    assert 'value="/films/?q=rain"' in page
    assert citra.get("/account/").status_code == 200
    assert choose(citra, child, next="/films/?q=rain").url == "/films/?q=rain"
    assert citra.get("/films/").status_code == 200


def test_a_part_of_a_page_is_sent_there_too(citra, child):
    answer = citra.get("/films/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/profiles/?next=%2Ffilms%2F"


def test_visitors_and_the_platform_are_not_asked(client_for, alpha, people, child):
    assert client_for(alpha).get("/films/").status_code == 200
    assert client_for(None, people.dewi).get("/account/").status_code == 200
    assert client_for(None, people.dewi).get("/profiles/").status_code == 404


def test_the_way_on_stays_on_this_host(citra, child):
    assert choose(citra, child, next="https://evil.example/").url == "/"


def test_a_protected_profile_asks_for_its_pin(citra, guarded, child):
    asked = choose(citra, guarded, next="/films/")
    page = citra.get(asked.url)
    wrong = citra.post(asked.url, {"pin": "0000", "next": "/films/"})
    right = citra.post(asked.url, {"pin": "4711", "next": "/films/"})

    assert asked.url == f"/profiles/{guarded.pk}/choose/?next=%2Ffilms%2F"
    assert "This profile is protected" in page.content.decode()
    assert (wrong.status_code, chosen(citra)) == (403, "Citra")
    assert "That is not the PIN." in wrong.content.decode()
    assert right.url == "/films/"


def test_five_wrong_pins_are_told_to_wait(citra, guarded, child):
    statuses = [choose(citra, guarded, pin="0000").status_code for _try in range(5)]

    locked = choose(citra, guarded, pin="4711")

    assert statuses == [403] * 4 + [429]
    assert locked.status_code == 429
    assert "fifteen minutes" in locked.content.decode()
    assert chosen(citra) is None


def test_a_child_gets_out_with_the_households_pin_alone(citra, alpha, people, guarded, child):
    with studio_context(alpha):
        budi = create_profile(people.citra, Details("Budi"))
    choose(citra, child)

    asked = choose(citra, budi)
    assert "PIN of the household" in citra.get(asked.url).content.decode()
    assert choose(citra, budi, pin="0000").status_code == 403
    assert chosen(citra) == "Sari"
    assert choose(citra, budi, pin="4711").status_code == 302
    assert chosen(citra) == "Budi"


def test_without_any_pin_the_password_keeps_a_child_in(citra, first, child):
    choose(citra, child)

    asked = choose(citra, first)
    page = citra.get(asked.url).content.decode()
    wrong = choose(citra, first, password="guess guess guess")
    assert "password opens the others" in page
    assert (wrong.status_code, chosen(citra)) == (422, "Sari")
    choose(citra, first, password=PASSWORD)

    assert chosen(citra) == "Citra"


@pytest.mark.parametrize("path", [
    "/studio/", "/account/", "/account/data/", "/accounts/email/", "/accounts/password/change/",
])  # fmt: skip
def test_grown_ups_pages_are_closed_to_a_child(client_for, alpha, people, path):
    with studio_context(alpha):
        make_first_profile(people.ana)
        kiran = create_profile(people.ana, Details("Kiran", is_kids=True, max_age=7))
    ana = client_for(alpha, people.ana)
    assert ana.get(path).status_code == 200
    choose(ana, kiran)

    answer = ana.get(path)

    assert (answer.status_code, answer.url) == (302, "/profiles/")
    assert ana.post(path).status_code == 302
    assert path not in ana.get("/profiles/").content.decode()


def test_a_new_pin_asks_every_browser_again(citra, client_for, alpha, people, guarded, child):
    other = client_for(alpha, people.citra)
    choose(citra, guarded, pin="4711")
    choose(other, guarded, pin="4711")
    citra.post("/profiles/unlock/", {"pin": "4711"})

    citra.post(f"/profiles/{guarded.pk}/pin/", {"pin": "1234"})

    assert (chosen(citra), chosen(other)) == ("Citra", None)


@pytest.mark.parametrize("path", ["manage/", "new/", "{pk}/", "{pk}/pin/", "{pk}/remove/"])
def test_managing_asks_for_a_grown_up(citra, guarded, child, path):
    path = f"/profiles/{path.format(pk=child.pk)}"

    answer = citra.get(path)
    posted = citra.post(path) if path != "/profiles/manage/" else None

    assert answer.status_code == 302
    assert answer.url.startswith("/profiles/unlock/?next=")
    assert posted is None or posted.url.startswith("/profiles/unlock/")
    citra.post("/profiles/unlock/", {"pin": "4711"})
    assert citra.get(path).status_code == 200


def test_the_password_opens_managing_when_the_pin_is_forgotten(citra, guarded):
    wrong = citra.post("/profiles/unlock/", {"password": "guess guess guess"})
    right = citra.post("/profiles/unlock/", {"password": PASSWORD})

    assert wrong.status_code == 403
    assert right.url == "/profiles/manage/"
    citra.post(f"/profiles/{guarded.pk}/pin/", {"pin": "1234"})
    assert choose(citra, guarded, pin="1234").status_code == 302


def test_managing_closes_when_a_profile_is_chosen(citra, guarded, child):
    citra.post("/profiles/unlock/", {"pin": "4711"})
    choose(citra, child)

    assert citra.get("/profiles/manage/").status_code == 302


def test_a_child_cannot_manage_before_there_is_a_pin(citra, child):
    assert citra.get("/profiles/manage/").status_code == 200
    choose(citra, child)

    assert citra.get("/profiles/manage/").status_code == 302
    assert citra.post(f"/profiles/{child.pk}/remove/").status_code == 302
    assert citra.post("/profiles/unlock/", {"pin": "4711"}).status_code == 403


DETAILS = {
    "name": "Sari", "avatar": "owl", "colour": "teal", "is_kids": "on", "max_age": "7",
    "language": "id", "audio_language": "", "subtitle_language": "hi", "autoplay": "on",
    "style_size": "huge", "style_colour": "yellow", "style_background": "black",
    "style_opacity": "half", "style_edge": "none", "style_font": "sans",
}  # fmt: skip


def test_a_profile_is_made_changed_and_removed(citra, alpha, first):
    assert citra.get("/profiles/new/").status_code == 200
    assert citra.post("/profiles/new/", DETAILS).status_code == 302
    with studio_context(alpha):
        sari = Profile.objects.get(name="Sari")
    assert (sari.avatar, sari.max_age, sari.subtitle_language) == ("owl", 7, "hi")
    assert (sari.caption_style["size"], sari.caption_style["colour"]) == ("huge", "yellow")

    citra.post(f"/profiles/{sari.pk}/", {**DETAILS, "name": "Raka", "max_age": "13"})
    with studio_context(alpha):
        sari.refresh_from_db()
    assert (sari.name, sari.max_age) == ("Raka", 13)

    assert "Remove Raka?" in citra.get(f"/profiles/{sari.pk}/remove/").content.decode()
    citra.post(f"/profiles/{sari.pk}/remove/")
    with studio_context(alpha):
        assert list(Profile.objects.values_list("name", flat=True)) == ["Citra"]


def test_a_form_says_what_does_not_fit(citra, alpha):
    answer = citra.post("/profiles/new/", {**DETAILS, "max_age": "18"})

    assert answer.status_code == 422
    assert "up to the age of 13 at most" in answer.content.decode()
    with studio_context(alpha):
        assert Profile.objects.count() == 1


def test_the_pages_speak_the_profiles_language(citra, alpha, first):
    citra.post(f"/profiles/{first.pk}/", {**DETAILS, "is_kids": "", "max_age": "18"})

    assert citra.get("/films/").headers["Content-Language"] == "id"


def test_the_header_shows_who_watches(citra, child):
    choose(citra, child)

    page = citra.get("/films/").content.decode()

    assert "Sari is watching" in page
    assert "portrait--" in page
    assert "/studio/" not in page
    assert 'href="/account/"' not in page
