import pytest

from apps.catalog.models import Collection
from apps.catalog.services.collections import create_collection
from apps.catalog.services.series import create_series
from apps.core.tenancy import studio_context

COLLECTIONS = "/studio/collections/"


@pytest.fixture
def collection(alpha, people):
    with studio_context(alpha):
        return create_collection("Monsoon nights", by=people.ana)


@pytest.fixture
def url(collection):
    return f"{COLLECTIONS}{collection.pk}/"


@pytest.fixture
def keys(alpha, people, draft):
    """Two films and a series, as the page names them."""
    films = [f"film:{draft(title).pk}" for title in ("Kites", "Night rain")]
    with studio_context(alpha):
        return [*films, f"series:{create_series('Rains', by=people.ana).pk}"]


@pytest.fixture
def held(alpha, collection):
    def read():
        with studio_context(alpha):
            return [str(entry) for entry in collection.entries.all()]

    return read


def test_a_collection_is_made_from_its_title(edi, alpha):
    assert "No collections yet" in edi.get(COLLECTIONS).content.decode()
    answer = edi.post(COLLECTIONS, {"title": "Festival"})

    with studio_context(alpha):
        made = Collection.objects.get()
    assert (made.slug, made.is_published) == ("festival", False)
    assert answer.headers["Location"] == f"{COLLECTIONS}{made.pk}/"


def test_titles_are_added_moved_and_removed_by_buttons(edi, url, keys, held):
    kites, rain, rains = keys
    edi.post(f"{url}titles/", {"titles": [kites, rain], "add": rains})
    assert held() == ["Kites", "Night rain", "Rains"]
    edi.post(f"{url}titles/", {"titles": keys, "up": rains})
    assert held() == ["Kites", "Rains", "Night rain"]
    edi.post(f"{url}titles/", {"titles": keys, "down": kites})
    assert held() == ["Night rain", "Kites", "Rains"]
    edi.post(f"{url}titles/", {"titles": keys, "up": kites})
    assert held() == ["Kites", "Night rain", "Rains"]
    edi.post(f"{url}titles/", {"titles": keys, "remove": rain})
    assert held() == ["Kites", "Rains"]


@pytest.mark.parametrize(
    "key", ["film:nonsense", "person:1", "film:01a1ffd5-24bd-715e-80f6-f626fe74eed1", ""]
)
def test_what_is_no_title_is_not_found_and_nothing_changes(edi, url, keys, held, key):
    edi.post(f"{url}titles/", {"titles": keys})

    assert edi.post(f"{url}titles/", {"titles": [*keys, key]}).status_code == 404
    assert len(held()) == 3


def test_the_list_answers_in_place(edi, url, keys):
    body = {"titles": keys[:1], "add": keys[1], "find": "rain"}
    page = edi.post(f"{url}titles/", body, headers={"hx-request": "true"})

    text = page.content.decode()
    assert "<html" not in text
    assert [title.title for _key, title in page.context["entries"]] == ["Kites", "Night rain"]
    assert [title.title for _key, title in page.context["found"]] == ["Rains"]
    assert "Saved." in page.headers["HX-Trigger"]


def test_titles_are_found_that_are_not_in_it_yet(edi, url, keys):
    edi.post(f"{url}titles/", {"titles": keys[:1]})

    found = edi.get(f"{url}find/?find=rain").context["found"]
    assert [key for key, _title in found] == [keys[2], keys[1]]
    assert edi.get(f"{url}find/?find=kites").context["found"] == []
    assert edi.get(f"{url}find/").context["found"] == []


def test_what_is_said_about_it_is_saved(edi, url, alpha):
    body = {
        "title": "Rain",
        "synopsis": "Wet",
        "slug": "rain",
        "position": "3",
        "is_published": "on",
    }
    edi.post(url, body)

    with studio_context(alpha):
        made = Collection.objects.get()
    assert (made.title, made.synopsis, made.slug, made.position) == ("Rain", "Wet", "rain", 3)
    assert made.is_published
    assert 'href="/collections/rain/"' in edi.get(url).content.decode()


def test_an_address_is_one_collections_alone(edi, url, alpha, people):
    with studio_context(alpha):
        create_collection("Festival", by=people.ana)
    page = edi.post(url, {"title": "Rain", "slug": "festival", "position": "0"})

    assert page.status_code == 422
    assert "has this address" in page.content.decode()
    with studio_context(alpha):
        assert Collection.objects.get(slug="monsoon-nights").title == "Monsoon nights"


def test_a_deleted_collection_leaves_its_titles(edi, url, keys, alpha):
    edi.post(f"{url}titles/", {"titles": keys})
    edi.post(f"{url}delete/")

    with studio_context(alpha):
        assert not Collection.objects.exists()
    assert len(edi.get("/studio/films/").context["rows"]) == 2


def test_the_list_is_a_file_as_well(edi, url, keys):
    edi.post(f"{url}titles/", {"titles": keys})

    text = edi.get(f"{COLLECTIONS}collections.csv").content.decode("utf-8-sig")
    assert text.splitlines() == [
        "Title,Address,On the site,Titles",
        "Monsoon nights,monsoon-nights,no,3",
    ]


def test_the_number_of_questions_does_not_grow(edi, url, keys, alpha, people, queries):
    edi.post(f"{url}titles/", {"titles": keys[:1]})
    edi.get(url)
    with queries(4):
        edi.get(url)
    with queries(3):
        edi.get(COLLECTIONS)
    edi.post(f"{url}titles/", {"titles": keys})
    with studio_context(alpha):
        for title in ("A", "B"):
            create_collection(title, by=people.ana)
    with queries(4):
        edi.get(url)
    with queries(3):
        edi.get(COLLECTIONS)
