import re

import pytest

from apps.accounts.enums import Role
from apps.accounts.models import Invitation, User
from apps.accounts.services import invitations
from apps.core.tenancy import studio_context
from tests.people import person, proved

TEAM = "/studio/team/"


@pytest.fixture
def ana(client_for, alpha, people):
    return client_for(alpha, people.ana)


@pytest.fixture
def adi(client_for, alpha, people):
    return client_for(alpha, people.adi)


def state_of(studio, user):
    with studio_context(studio):
        found = User.objects.get(pk=user.pk)
    return found.role, found.is_active


def names_on(page):
    return [member.name for member in page.context["page"]]


def test_the_list_names_the_team_and_no_viewer(ana):
    page = ana.get(TEAM)

    assert names_on(page) == ["Adi", "Ana"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?q=AD", ["Adi"]),
        ("?q=ana@people", ["Ana"]),
        ("?role=owner", ["Ana"]),
        ("?role=viewer", ["Adi", "Ana"]),
        ("?q=citra", []),
        ("?role=editor", []),
    ],
)
def test_search_and_role_narrow_the_list(ana, query, names):
    assert names_on(ana.get(TEAM + query)) == names


def test_the_file_holds_the_list_and_no_formula(ana, alpha):
    with studio_context(alpha):
        person("=HYPERLINK(1)", Role.EDITOR, email="eve@people.example")

    answer = ana.get(f"{TEAM}team.csv?role=editor")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="team.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("'=HYPERLINK(1),eve@people.example,Editor,yes,")


@pytest.mark.parametrize("members", [1, 3])
def test_the_list_takes_the_same_queries_whatever_its_length(ana, alpha, people, members, queries):
    with studio_context(alpha):
        for number in range(members):
            person(f"P{number}", Role.EDITOR)
            invitations.invite(f"new{number}@people.example", role=Role.EDITOR, by=people.ana)
    ana.get(TEAM)

    with queries(4):  # who asks, count, members, invitations
        ana.get(TEAM)


def test_inviting_through_the_page(adi, alpha, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = adi.post(f"{TEAM}invite/", {"email": "gita@people.example", "role": "editor"})

    assert (answer.status_code, answer.url) == (302, TEAM)
    assert re.search(r"http://alpha\.localhost/invitations/\S+/", mailoutbox[0].body)
    with studio_context(alpha):
        assert Invitation.objects.get().email == "gita@people.example"


@pytest.mark.parametrize("role", ["owner", "viewer", "staff", ""])
def test_the_page_offers_an_admin_no_higher_role_and_none_without_a_job(adi, alpha, role):
    answer = adi.post(f"{TEAM}invite/", {"email": "gita@people.example", "role": role})

    assert answer.status_code == 200
    with studio_context(alpha):
        assert Invitation.objects.count() == 0


def test_a_refusal_is_told_in_the_form(adi, people):
    answer = adi.post(f"{TEAM}invite/", {"email": people.ana.email, "role": "editor"})

    assert "on the team already" in answer.content.decode()


@pytest.fixture
def invitation(alpha, people):
    with studio_context(alpha):
        return invitations.invite("gita@people.example", role=Role.EDITOR, by=people.ana)


def test_sending_again_and_withdrawing(
    adi, alpha, invitation, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        adi.post(f"{TEAM}invitations/{invitation.pk}/resend/")
    assert len(mailoutbox) == 1

    adi.post(f"{TEAM}invitations/{invitation.pk}/withdraw/")

    with studio_context(alpha):
        assert Invitation.objects.get().withdrawn_at is not None
    assert adi.post(f"{TEAM}invitations/{invitation.pk}/resend/").status_code == 404


def test_changing_a_role(ana, alpha, people):
    answer = ana.post(f"{TEAM}{people.adi.pk}/", {"role": "editor"})

    assert (answer.status_code, answer.url) == (302, TEAM)
    assert state_of(alpha, people.adi) == ("editor", True)


def test_a_viewer_is_not_on_the_team_pages(ana, people):
    assert ana.get(f"{TEAM}{people.citra.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("action", "state"),
    [("deactivate", ("admin", False)), ("remove", ("viewer", True)), ("transfer", ("owner", True))],
)
def test_the_owner_deals_with_a_member(ana, alpha, people, action, state):
    answer = proved(ana).post(f"{TEAM}{people.adi.pk}/{action}/")

    assert (answer.status_code, answer.url) == (302, TEAM)
    assert state_of(alpha, people.adi) == state


@pytest.mark.parametrize("action", ["deactivate", "remove", "transfer", "reactivate"])
def test_an_admin_cannot_deal_with_the_owner(adi, alpha, people, action):
    adi.post(f"{TEAM}{people.ana.pk}/{action}/")

    assert state_of(alpha, people.ana) == ("owner", True)
    assert state_of(alpha, people.adi) == ("admin", True)


WRITES = [
    "invite/",
    "{adi}/",
    "{adi}/deactivate/",
    "{adi}/remove/",
    "{adi}/transfer/",
    "invitations/{invitation}/withdraw/",
    "invitations/{invitation}/resend/",
]


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR, Role.MARKETER, Role.ANALYST])
def test_other_roles_change_nothing(client_for, alpha, people, invitation, path, role):
    with studio_context(alpha):
        User.objects.filter(pk=people.citra.pk).update(role=role)
    address = TEAM + path.format(adi=people.adi.pk, invitation=invitation.pk)

    answer = client_for(alpha, people.citra).post(
        address, {"role": "viewer", "email": "eve@people.example"}
    )

    assert answer.status_code in {403, 200}
    assert state_of(alpha, people.adi) == ("admin", True)
    with studio_context(alpha):
        row = Invitation.objects.get()
    assert (row.withdrawn_at, row.expires_at) == (None, invitation.expires_at)


@pytest.mark.parametrize("path", WRITES)
def test_the_owner_of_another_studio_changes_nothing(
    client_for, alpha, beta, people, invitation, path
):
    address = TEAM + path.format(adi=people.adi.pk, invitation=invitation.pk)

    client_for(beta, people.bima).post(address, {"role": "viewer", "email": "x@people.example"})
    stranger = client_for(alpha)
    stranger.cookies = client_for(beta, people.bima).cookies
    assert stranger.post(address).status_code == 302

    assert state_of(alpha, people.adi) == ("admin", True)
    with studio_context(alpha):
        assert Invitation.objects.get().withdrawn_at is None


def test_looking_changes_nothing(ana, people):
    for action in ("deactivate", "remove", "transfer", "reactivate"):
        assert ana.get(f"{TEAM}{people.adi.pk}/{action}/").status_code == 405


def test_the_matrix_says_who_may_do_what(ana):
    page = ana.get(f"{TEAM}roles/")

    assert [sheet.label for sheet in page.context["sheets"]] == [
        "Owner",
        "Admin",
        "Analyst",
        "Marketer",
        "Editor",
        "Viewer",
    ]
    cells = {permission.value: held for permission, held in page.context["rows"]}
    assert cells["films.publish"] == [True, True, False, False, True, False]
    assert cells["audit.read"] == [True, False, False, False, False, False]
    assert set(cells) == {
        "films.watch",
        "desk.open",
        "reports.make",
        "studio.export",
        "films.edit",
        "films.publish",
        "branding.edit",
        "settings.edit",
        "team.read",
        "team.manage",
        "audit.read",
        "studio.transfer",
    }
