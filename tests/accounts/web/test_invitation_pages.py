import re

import pytest

from apps.accounts.enums import Role
from apps.accounts.models import Invitation, User
from apps.accounts.services.invitations import invite
from apps.core.origin import Origin, origin_context
from apps.core.tenancy import studio_context
from tests.people import PASSWORD


@pytest.fixture
def path_of(alpha, people, mailoutbox, django_capture_on_commit_callbacks):
    def send(email, role=Role.EDITOR):
        site = origin_context(Origin(site="http://alpha.localhost"))
        sent = django_capture_on_commit_callbacks(execute=True)
        with studio_context(alpha), site, sent:
            invite(email, role=role, by=people.ana)
        return re.search(r"http://alpha\.localhost(/invitations/\S+)", mailoutbox[-1].body)[1]

    return send


def count(studio, **fields):
    with studio_context(studio):
        return User.objects.filter(**fields).count()


def test_a_newcomer_joins_and_is_signed_in_on_the_desk(client_for, alpha, path_of):
    path = path_of("gita@people.example")
    client = client_for(alpha)
    assert "gita@people.example" in client.get(path).content.decode()

    answer = client.post(path, {"name": "Gita", "password": "a long sentence"})

    assert (answer.status_code, answer.url) == (302, "/studio/")
    assert client.get("/studio/").status_code == 200
    assert count(alpha, email="gita@people.example", role=Role.EDITOR, name="Gita") == 1
    assert client_for(alpha).get(path).status_code == 404


@pytest.mark.parametrize("password", ["short", "gita@people.example"])
def test_a_poor_password_makes_no_account(client_for, alpha, path_of, password):
    path = path_of("gita@people.example")

    answer = client_for(alpha).post(path, {"name": "Gita", "password": password})

    assert (answer.status_code, count(alpha, email="gita@people.example")) == (200, 0)


def test_a_viewer_signs_in_and_joins(client_for, alpha, people, path_of):
    path = path_of(people.citra.email)
    stranger = client_for(alpha)
    assert f"/accounts/login/?next={path}" in stranger.get(path).content.decode().replace(
        "%3A", ":"
    )
    assert stranger.post(path, {"name": "X", "password": "a long sentence"}).status_code == 409

    answer = client_for(alpha, people.citra).post(path)

    assert (answer.status_code, answer.url) == (302, "/studio/")
    assert count(alpha, pk=people.citra.pk, role=Role.EDITOR) == 1


def test_somebody_else_is_asked_to_sign_out(client_for, alpha, people, path_of):
    path = path_of("gita@people.example")
    client = client_for(alpha, people.citra)

    assert "for another person" in client.get(path).content.decode()
    assert client.post(path).status_code == 403
    assert count(alpha, role=Role.EDITOR) == 0


def test_a_link_of_another_studio_or_a_forged_one_opens_nothing(
    client_for, alpha, beta, people, path_of
):
    path = path_of("gita@people.example")

    for studio, address in [(beta, path), (None, path), (alpha, f"{path[:-2]}x/")]:
        answer = client_for(studio).post(address, {"name": "Gita", "password": PASSWORD})
        assert answer.status_code == 404

    assert count(beta, email="gita@people.example") == 0
    with studio_context(alpha):
        assert Invitation.objects.get().accepted_at is None
