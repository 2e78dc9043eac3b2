"""What ends a person's sign-ins, of browsers and of programs, and that nothing of them is left."""

import pytest
from allauth.account.models import EmailConfirmation
from allauth.usersessions.models import UserSession

from apps.accounts.enums import Role
from apps.accounts.models import AuditEvent, RefreshToken, User
from apps.accounts.selectors.sign_ins import SignIn, people_still_signed_in, sign_in_of_session
from apps.accounts.services import team
from apps.accounts.services.invitations import invite
from apps.accounts.services.people import create_person
from apps.accounts.services.sessions import end_all
from apps.core.signing import sign
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import SignUp
from apps.tenants.services.sign_ups import welcome_token
from tests.accounts.api.test_auth import get_me, post
from tests.accounts.api.test_auth import sign_in as api_sign_in
from tests.people import PASSWORD

DEVICES = "/accounts/sessions/"
NEW = "a sentence to remember"


class Life:
    """All that a person is signed in with: a browser, a program, and a socket of each."""

    def __init__(self, client_for, studio, person):
        self.studio = studio
        self.browser, self.program = client_for(studio), client_for(studio)
        self.browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
        assert self.browser.get("/account/").status_code == 200
        self.tokens = api_sign_in(self.program, person).json()
        with studio_context(studio):
            _, page = sign_in_of_session(self.browser.session.session_key)
            family = RefreshToken.objects.filter(user=person).latest("created_at").family
            self.sockets = [page, SignIn(user_pk=person.pk, family=family)]
        assert self.left() == {"page", "token", "refresh", "sockets"}

    def left(self):
        found = set()
        if self.browser.get("/account/").status_code == 200:
            found.add("page")
        if get_me(self.program, self.tokens["access"]).status_code == 200:
            found.add("token")
        with studio_context(self.studio):
            if people_still_signed_in(self.sockets):
                found.add("sockets")
            if RefreshToken.objects.filter(
                family=self.sockets[1].family, revoked_at=None, user__is_active=True
            ).exists():
                found.add("refresh")
        return found

    def refreshed(self):
        return post(self.program, "/api/v1/auth/refresh", refresh=self.tokens["refresh"])


@pytest.fixture
def adis(client_for, alpha, people):
    return Life(client_for, alpha, people.adi)


def by_ana(service):
    def do(people):
        service(people.adi, by=people.ana)

    return do


ENDINGS = {
    "deactivated": by_ana(team.deactivate_member),
    "removed": by_ana(team.remove_member),
    "signed out by others": by_ana(team.sign_member_out),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_others_end_everything_at_once(adis, alpha, people, ending):
    with studio_context(alpha):
        ENDINGS[ending](people)

    assert adis.left() == set()
    assert adis.refreshed().status_code == 401


def test_nothing_else_ends_it(adis, alpha, people):
    """The control: neither another role nor another person's end does."""
    with studio_context(alpha):
        team.change_role(people.adi, role=Role.EDITOR, by=people.ana)
        former = create_person("x@people.example", name="X", role=Role.EDITOR, password=NEW)
        team.deactivate_member(former, by=people.ana)

    assert adis.left() == {"page", "token", "refresh", "sockets"}


def test_whoever_is_reactivated_signs_in_anew(adis, alpha, people):
    with studio_context(alpha):
        team.deactivate_member(people.adi, by=people.ana)
        team.reactivate_member(people.adi, by=people.ana)

    assert adis.left() == set()


def test_a_new_password_ends_all_but_this_browser(adis, client_for, alpha, people):
    here = client_for(alpha)
    here.post("/accounts/login/", {"login": people.adi.email, "password": PASSWORD})
    before = here.session.session_key

    done = here.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )

    assert done.status_code == 302
    assert here.get("/account/").status_code == 200
    assert here.session.session_key != before
    assert adis.left() == set()


def test_signing_out_everywhere_else_means_programs_too(adis, client_for, alpha, people):
    here = client_for(alpha)
    here.post("/accounts/login/", {"login": people.adi.email, "password": PASSWORD})

    assert here.post(DEVICES).status_code == 302

    assert here.get("/account/").status_code == 200
    assert adis.left() == set()


def test_a_program_is_listed_and_ended_alone(adis, client_for, alpha, people):
    other = api_sign_in(client_for(alpha), people.adi).json()
    page = adis.browser.get(DEVICES).content.decode()
    ways = [f"/account/programs/{family}/end/" for family in families(alpha, people.adi)]
    assert [way in page for way in ways] == [True, True]

    done = adis.browser.post(f"/account/programs/{adis.sockets[1].family}/end/")

    assert (done.status_code, done.url) == (302, DEVICES)
    assert get_me(adis.program, adis.tokens["access"]).status_code == 401
    assert get_me(adis.program, other["access"]).status_code == 200
    page = adis.browser.get(DEVICES).content.decode()
    assert [way in page for way in ways].count(True) == 1


def families(studio, person):
    with studio_context(studio):
        return list(RefreshToken.objects.filter(user=person).values_list("family", flat=True))


def test_nobody_ends_another_persons_program(adis, client_for, alpha, people):
    path = f"/account/programs/{adis.sockets[1].family}/end/"

    assert client_for(alpha, people.ana).post(path).status_code == 404
    assert client_for(alpha).post(path).url.startswith("/accounts/login/")
    assert adis.browser.get(path).status_code == 405
    assert "token" in adis.left()


def test_an_admin_signs_a_member_out_and_the_log_says_so(adis, client_for, alpha, people):
    ana = client_for(alpha, people.ana)
    path = f"/studio/team/{people.adi.pk}/sign-out/"
    assert path in ana.get(f"/studio/team/{people.adi.pk}/").content.decode()

    assert ana.post(path).url == "/studio/team/"

    assert adis.left() == set()
    with studio_context(alpha):
        event = AuditEvent.objects.latest("id")
        assert (event.action, event.actor_label) == ("person.signed_out_by_others", "Ana")
        assert User.objects.get(pk=people.adi.pk).is_active


def test_an_admin_does_not_sign_out_the_owner(client_for, alpha, people):
    anas = Life(client_for, alpha, people.ana)

    client_for(alpha, people.adi).post(f"/studio/team/{people.ana.pk}/sign-out/")

    assert "page" in anas.left()


def test_a_session_has_a_new_name_after_signing_in(client_for, alpha, people):
    """Nobody can be made to use a session that somebody else knows."""
    client = client_for(alpha)
    with studio_context(alpha):
        planted = client.session
        planted["planted"] = "yes"
        planted.save()
    known = planted.session_key
    client.cookies["session"] = known

    client.post("/accounts/login/", {"login": people.citra.email, "password": PASSWORD})

    assert client.cookies["session"].value != known
    assert client.get("/account/").status_code == 200
    thief = client_for(alpha)
    thief.cookies["session"] = known
    assert thief.get("/account/").status_code == 302


def test_signing_out_ends_the_session_itself(client_for, alpha, people):
    client = client_for(alpha)
    client.post("/accounts/login/", {"login": people.citra.email, "password": PASSWORD})
    known = client.session.session_key

    client.post("/accounts/logout/")

    client.cookies["session"] = known
    assert client.get("/account/").status_code == 302
    with studio_context(alpha):
        assert sign_in_of_session(known) is None
        assert not UserSession.objects.filter(session_key=known).exists()


def by_invitation(client, studio):
    with studio_context(studio):
        offer = invite("g@new.example", role=Role.EDITOR, by=User.objects.get(role=Role.OWNER))
        token = sign("invitation", str(offer.pk))
    client.post(f"/invitations/{token}/", {"name": "Gita", "password": NEW})


def by_confirming(client, studio):
    body = {"name": "Gita", "email": "g@new.example", "password1": NEW}
    client.post("/accounts/signup/", body)
    with studio_context(studio):
        key = EmailConfirmation.objects.get().key
    client.post(f"/accounts/confirm-email/{key}/")


def by_the_way_into_a_new_studio(client, studio):
    with platform_context():
        owner = SignUp.objects.create(email="ana@people.example", studio=studio)
        token = welcome_token(owner)
    client.post(f"/welcome/{token}/")


def by_password(client, studio):
    client.post("/accounts/login/", {"login": "citra@people.example", "password": PASSWORD})


@pytest.mark.parametrize(
    "way", [by_invitation, by_confirming, by_the_way_into_a_new_studio, by_password]
)
def test_whichever_way_one_comes_in_the_device_is_listed(client_for, alpha, people, way):
    client = client_for(alpha)
    way(client, alpha)
    assert client.get("/account/").status_code == 200

    with studio_context(alpha):
        listed = UserSession.objects.get(session_key=client.session.session_key)
        end_all(listed.user)

    assert client.get("/account/").status_code == 302
