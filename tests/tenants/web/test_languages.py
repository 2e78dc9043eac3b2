"""The languages a studio offers are those its visitors can get."""

import re

import pytest

from apps.core.tenancy import studio_context
from apps.tenants.models import Studio


@pytest.fixture
def bilingual(alpha):
    Studio.objects.filter(pk=alpha.pk).update(language="id", languages=["id", "hi"])
    return alpha


def language_of(client, path="/accounts/login/", **headers):
    return client.get(path, headers=headers)["Content-Language"]


@pytest.mark.parametrize(
    ("asked", "given"),
    [("hi-IN,en;q=0.5", "hi"), ("ta,hi;q=0.5", "hi"), ("en", "id"), ("fr", "id"), ("", "id")],
)
def test_a_browser_chooses_among_those_offered(bilingual, client_for, asked, given):
    assert language_of(client_for(bilingual), **{"accept-language": asked}) == given


def test_so_does_the_cookie(bilingual, beta, client_for):
    for studio, given in ((bilingual, "id"), (beta, "ta")):
        client = client_for(studio)
        client.cookies["language"] = "ta"
        assert language_of(client) == given


def test_what_a_person_chose_counts_everywhere(bilingual, people, client_for):
    with studio_context(bilingual):
        people.citra.language = "ta"
        people.citra.save()
    assert language_of(client_for(bilingual, people.citra), "/account/") == "ta"


def test_the_menu_offers_the_same(bilingual, beta, client_for):
    def offered(studio):
        page = client_for(studio).get("/accounts/login/").text
        return set(re.findall(r'name="language" value="(\w+)"', page))

    assert offered(bilingual) == {"id", "hi"}
    assert offered(beta) == {"en", "id", "hi", "ta", "te", "bn"}
    assert offered(None) == {"en", "id", "hi", "ta", "te", "bn"}
