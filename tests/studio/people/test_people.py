import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from apps.catalog.models import Contributor, Credit
from apps.catalog.services.contributors import Named, create_contributor, set_credits
from apps.core.tenancy import studio_context

PEOPLE = "/studio/people/"


@pytest.fixture
def asha(alpha, people, draft):
    film = draft("Night rain")
    with studio_context(alpha):
        person = create_contributor("Asha Rao", by=people.ana)
        set_credits(
            film, [Named(person, "director"), Named(person, "actor", "Lila")], by=people.ana
        )
    return person


def picture():
    file = io.BytesIO()
    Image.new("RGB", (800, 900), "teal").save(file, "PNG")
    return SimpleUploadedFile("asha.png", file.getvalue(), "image/png")


def test_people_are_listed_with_their_credits_and_found(edi, asha, alpha, people):
    with studio_context(alpha):
        create_contributor("Ravi Menon", by=people.ana)

    rows = edi.get(PEOPLE).context["page"].object_list
    assert [(row.name, row.credit_count) for row in rows] == [("Asha Rao", 2), ("Ravi Menon", 0)]
    found = edi.get(f"{PEOPLE}?q=rao").context["page"].object_list
    assert [row.name for row in found] == ["Asha Rao"]
    assert "Nobody of this name." in edi.get(f"{PEOPLE}?q=zzz").content.decode()


def test_an_empty_list_says_where_people_come_from(edi):
    assert "People appear here as you credit them" in edi.get(PEOPLE).content.decode()


def test_the_list_is_a_file_as_well(edi, asha):
    text = edi.get(f"{PEOPLE}people.csv").content.decode("utf-8-sig")

    assert text.splitlines() == ["Name,Address,Credits", "Asha Rao,asha-rao,2"]


def test_somebody_is_added_and_described(edi, alpha):
    answer = edi.post(PEOPLE, {"name": "Ravi Menon"})
    edi.post(
        answer.headers["Location"], {"name": "Ravi R. Menon", "biography": "Acts.", "slug": "ravi"}
    )

    with studio_context(alpha):
        person = Contributor.objects.get()
    assert (person.name, person.biography, person.slug) == ("Ravi R. Menon", "Acts.", "ravi")
    assert edi.post(PEOPLE, {"name": ""}).status_code == 422


def test_an_address_is_one_persons_alone(edi, asha, alpha, people):
    with studio_context(alpha):
        ravi = create_contributor("Ravi", by=people.ana)
    page = edi.post(f"{PEOPLE}{ravi.pk}/", {"name": "Ravi", "slug": "asha-rao"})

    assert page.status_code == 422
    assert "has this address" in page.content.decode()


def test_the_page_names_what_somebody_took_part_in(edi, asha):
    page = edi.get(f"{PEOPLE}{asha.pk}/").content.decode()

    assert "Night rain" in page
    assert "Actor: Lila" in page


def test_a_portrait_is_cut_and_shown(edi, asha, alpha):
    url = f"{PEOPLE}{asha.pk}/portrait/"
    assert edi.get(url).status_code == 404
    edi.post(url, {"picture": picture()})

    with studio_context(alpha):
        name = Contributor.objects.get().portrait
    assert name.startswith(f"people/{asha.pk}/portrait-")
    assert edi.get(url).headers["X-Accel-Redirect"].endswith(name)


@pytest.mark.parametrize("body", [{}, {"picture": SimpleUploadedFile("a.png", b"no picture")}])
def test_what_is_no_picture_is_refused(edi, asha, alpha, body):
    edi.post(f"{PEOPLE}{asha.pk}/portrait/", body)

    with studio_context(alpha):
        assert Contributor.objects.get().portrait == ""


def test_a_deleted_person_is_credited_no_more(edi, asha, alpha):
    edi.post(f"{PEOPLE}{asha.pk}/delete/")

    with studio_context(alpha):
        assert (Contributor.objects.count(), Credit.objects.count()) == (0, 0)


def test_the_number_of_questions_does_not_grow(edi, asha, alpha, people, queries):
    edi.get(PEOPLE)
    with queries(3):
        edi.get(PEOPLE)
    with queries(4):
        edi.get(f"{PEOPLE}{asha.pk}/")
    with studio_context(alpha):
        for name in ("A", "B"):
            create_contributor(name, by=people.ana)
    with queries(3):
        edi.get(PEOPLE)
