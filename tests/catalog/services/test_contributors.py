import io

import pytest
from PIL import Image

from apps.catalog.errors import ArtworkRefused, ContributorAddressTaken
from apps.catalog.models import Contributor, Credit, Film
from apps.catalog.services.contributors import (
    Named,
    create_contributor,
    delete_contributor,
    set_credits,
    set_portrait,
    update_contributor,
)
from apps.core.errors import Forbidden


def test_credits_know_people_again_and_make_those_they_do_not(film, people):
    meera = create_contributor("Meera Iyer", by=people.ana)

    set_credits(
        film,
        [
            Named("  meera  IYER ", "director"),
            Named("Arjun Das", "actor", "Postman"),
            Named("Arjun Das", "actor", "Postman"),
            Named(meera, "writer"),
        ],
        by=people.ana,
    )

    told = [(c.contributor.name, c.job, c.character) for c in Credit.objects.all()]
    assert told == [
        ("Meera Iyer", "director", ""),
        ("Arjun Das", "actor", "Postman"),
        ("Meera Iyer", "writer", ""),
    ]
    assert Contributor.objects.count() == 2
    assert "arjun das" in Film.objects.get().search_text


def test_credits_are_replaced_as_a_whole(film, people):
    set_credits(film, [Named("Meera Iyer", "director")], by=people.ana)
    set_credits(film, [], by=people.ana)

    assert not Credit.objects.exists()
    assert Film.objects.get().search_text == "monsoon letters"


def test_a_new_name_is_found_and_a_deleted_one_is_not(film, people):
    set_credits(film, [Named("Meera Iyer", "director")], by=people.ana)
    meera = Contributor.objects.get()

    update_contributor(meera, by=people.ana, name="Meera Nair", biography="Makes films.")
    assert Film.objects.get().search_text == "monsoon letters meera nair"
    delete_contributor(meera, by=people.ana)
    assert Film.objects.get().search_text == "monsoon letters"


def test_an_address_is_used_once(in_alpha, people):
    first = create_contributor("Meera Iyer", by=people.ana)
    second = create_contributor("Meera Iyer", by=people.ana)

    assert (first.slug, second.slug) == ("meera-iyer", "meera-iyer-2")
    with pytest.raises(ContributorAddressTaken):
        update_contributor(second, by=people.ana, slug="meera-iyer")


def test_a_portrait_is_cut_to_a_square(in_alpha, people):
    meera = create_contributor("Meera Iyer", by=people.ana)
    picture = io.BytesIO()
    Image.new("RGB", (900, 1200), "#b3402a").save(picture, "PNG")
    picture.seek(0)

    set_portrait(meera, picture=picture, by=people.ana)

    assert meera.portrait.startswith(f"people/{meera.pk}/portrait-")
    with pytest.raises(ArtworkRefused):
        set_portrait(meera, picture=io.BytesIO(b"no picture"), by=people.ana)


def test_only_editors_name_people(film, people):
    meera = create_contributor("Meera Iyer", by=people.ana)
    for act in (
        lambda: create_contributor("No", by=people.citra),
        lambda: update_contributor(meera, by=people.citra, name="No"),
        lambda: delete_contributor(meera, by=people.citra),
        lambda: set_credits(film, [Named("No", "actor")], by=people.citra),
        lambda: set_portrait(meera, picture=io.BytesIO(), by=people.citra),
    ):
        with pytest.raises(Forbidden):
            act()
    assert list(Contributor.objects.values_list("name", flat=True)) == ["Meera Iyer"]
