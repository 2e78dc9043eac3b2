import pytest

from apps.catalog.models import Film
from apps.core.tenancy import studio_context

EDIT = "/studio/films/edit/"


def told(page):
    return [str(message) for message in page.context["messages"]]


@pytest.fixture
def films(draft):
    return [draft(title) for title in ("Kites", "Monsoon", "Salt Road")]


@pytest.fixture
def ticked(films):
    return {"films": [str(film.pk) for film in films[:2]]}


def test_the_list_leads_there_with_what_was_ticked(edi, films, ticked):
    assert 'formaction="/studio/films/edit/"' in edi.get("/studio/films/").content.decode()

    page = edi.post(EDIT, ticked)

    assert [film.title for film in page.context["films"]] == ["Kites", "Monsoon"]
    assert "Edit 2 films" in page.content.decode()


def test_a_confirmation_counts_and_changes_nothing(edi, films, ticked, reread):
    body = {**ticked, "step": "confirm", "access_level": "premium", "add_tags": "rain, night"}
    page = edi.post(EDIT, body).content.decode()

    assert "Change 2 films?" in page
    assert "rain, night" in page
    assert [reread(film).access_level for film in films] == ["free", "free", "free"]


def test_all_that_were_ticked_are_changed_and_no_other(edi, films, ticked, reread, alpha):
    body = {**ticked, "step": "apply", "maturity": "13", "add_genres": "Drama", "add_tags": "rain"}
    page = edi.post(EDIT, body, follow=True)

    assert told(page) == ["2 films are changed."]
    assert [reread(film).maturity for film in films] == ["13", "13", "all"]
    with studio_context(alpha):
        named = [list(film.tags.values_list("name", flat=True)) for film in films]
        found = Film.objects.filter(search_text__contains="drama").count()
    assert (named, found) == ([["rain"], ["rain"], []], 2)


def test_films_are_published_and_each_refusal_is_told(edi, films, playable, reread):
    ready = playable("Harbour")
    body = {"films": [str(films[0].pk), str(ready.pk)], "step": "apply", "state": "publish"}
    page = edi.post(EDIT, body, follow=True)

    assert (reread(ready).state, reread(films[0]).state) == ("published", "draft")
    assert told(page)[0] == "1 film is on the site."
    assert told(page)[1].startswith("Kites: This film has no finished video yet.")


def test_who_may_not_publish_changes_no_state(edi, films, ticked, reread, monkeypatch):
    monkeypatch.setattr("apps.accounts.rules.can_publish_films", lambda _person: False)

    assert 'name="state"' not in edi.post(EDIT, ticked).content.decode()
    page = edi.post(EDIT, {**ticked, "step": "apply", "state": "publish"})

    assert page.status_code == 422
    assert "Choose at least one change." in page.content.decode()


@pytest.mark.parametrize("body", [{}, {"films": ["nonsense"]}, {"step": "apply", "maturity": "13"}])
def test_nothing_ticked_is_said(edi, films, body):
    assert told(edi.post(EDIT, body, follow=True)) == ["Tick the films first."]


@pytest.mark.parametrize("change", [{}, {"maturity": "99"}, {"add_tags": "," * 5}])
def test_no_change_or_a_wrong_one_is_refused(edi, films, ticked, change):
    page = edi.post(EDIT, {**ticked, "step": "apply", **change})

    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()


def test_the_list_can_be_narrowed_to_a_kind(edi, films, alpha, people):
    edi.post(f"/studio/films/{films[0].pk}/extras/", {"title": "Teaser", "kind": "trailer"})

    page = edi.get("/studio/films/?kind=trailer")
    assert [row.film.title for row in page.context["rows"]] == ["Teaser"]
    assert "Trailer · " in page.content.decode()
    assert len(edi.get("/studio/films/?kind=nonsense").context["rows"]) == 4
