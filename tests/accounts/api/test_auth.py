"""The API's sign-in, through real host names."""

from datetime import timedelta
from uuid import UUID

import jwt
import pytest
import time_machine
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.utils import timezone

from apps.accounts.models import AuditEvent, RefreshToken, User
from apps.core.tenancy import studio_context
from tests.people import PASSWORD

LOGIN = "/api/v1/auth/login"
REFRESH = "/api/v1/auth/refresh"
LOGOUT = "/api/v1/auth/logout"
REGISTER = "/api/v1/auth/register"
ME = "/api/v1/me"


def post(client, path, **body):
    return client.post(path, body, content_type="application/json")


def sign_in(client, person, **more):
    return post(client, LOGIN, email=person.email, password=PASSWORD, **more)


def get_me(client, access):
    return client.get(ME, headers={"authorization": f"Bearer {access}"})


def actions_in(studio):
    with studio_context(studio):
        return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


def test_sign_in_gives_tokens_that_say_who_i_am(client_for, alpha, people):
    client = client_for(alpha)

    answer = sign_in(client, people.citra)

    assert answer.status_code == 200
    assert set(answer.json()) == {"access", "refresh", "token_type", "expires_in"}
    assert answer.json()["token_type"] == "Bearer"
    assert answer.json()["expires_in"] == 300
    me = get_me(client, answer.json()["access"])
    assert me.status_code == 200
    assert me.json()["email"] == "citra@people.example"
    assert me.json()["permissions"] == ["films.watch"]
    assert actions_in(alpha) == ["person.signed_in"]


def test_the_address_without_a_version_serves_the_newest(client_for, alpha, people):
    client = client_for(alpha)
    access = post(client, "/api/auth/login", email=people.ana.email, password=PASSWORD).json()[
        "access"
    ]

    me = client.get("/api/me", headers={"authorization": f"Bearer {access}"})

    assert (me.status_code, me.json()["role"]) == (200, "owner")


def test_a_token_names_its_studio_and_sign_in(client_for, alpha, people, settings):
    access = sign_in(client_for(alpha), people.citra).json()["access"]

    claims = jwt.decode(
        access, settings.JWT_SIGNING_KEY, algorithms=["HS256"], audience=f"studio:{alpha.pk}"
    )

    assert jwt.get_unverified_header(access)["alg"] == "HS256"
    assert (claims["iss"], claims["typ"]) == ("cineradar", "access")
    assert UUID(claims["sub"]) == people.citra.pk
    assert claims["exp"] - claims["iat"] == 300
    with studio_context(alpha):
        assert RefreshToken.objects.get().family == UUID(claims["sid"])


def test_only_the_digest_of_a_refresh_token_is_stored(client_for, alpha, people):
    refresh = sign_in(client_for(alpha), people.citra).json()["refresh"]

    with studio_context(alpha):
        row = RefreshToken.objects.get()
    assert len(row.digest) == 64
    assert refresh not in (row.digest, str(row.pk), str(row.family))


@pytest.mark.parametrize(
    ("home", "abroad"),
    [("alpha", "beta"), ("beta", "alpha"), ("alpha", None), (None, "alpha"), (None, "beta")],
)
def test_a_token_is_worthless_on_another_host(
    client_for, alpha, beta, people, caplog, home, abroad
):
    studios = {"alpha": alpha, "beta": beta, None: None}
    persons = {"alpha": people.citra, "beta": people.citra_in_beta, None: people.dewi}
    tokens = sign_in(client_for(studios[home]), persons[home]).json()

    answer = get_me(client_for(studios[abroad]), tokens["access"])

    assert (answer.status_code, answer.json()["code"]) == (401, "access_token_invalid")
    assert "token_tenant_mismatch" in caplog.messages
    swapped = post(client_for(studios[abroad]), REFRESH, refresh=tokens["refresh"])
    assert (swapped.status_code, swapped.json()["code"]) == (401, "refresh_token_invalid")
    assert get_me(client_for(studios[home]), tokens["access"]).status_code == 200


@pytest.mark.parametrize("algorithm", ["none", "HS384"])
def test_a_token_of_another_algorithm_is_refused(client_for, alpha, people, settings, algorithm):
    access = sign_in(client_for(alpha), people.citra).json()["access"]
    claims = jwt.decode(access, options={"verify_signature": False})
    key = None if algorithm == "none" else settings.JWT_SIGNING_KEY

    forged = jwt.encode(claims, key, algorithm=algorithm)

    assert get_me(client_for(alpha), forged).status_code == 401


@pytest.mark.parametrize("change", [{"typ": "refresh"}, {"iss": "other"}, {"sid": "not-a-uuid"}])
def test_a_token_with_other_claims_is_refused(client_for, alpha, people, settings, change):
    access = sign_in(client_for(alpha), people.citra).json()["access"]
    claims = jwt.decode(access, options={"verify_signature": False})

    forged = jwt.encode({**claims, **change}, settings.JWT_SIGNING_KEY, algorithm="HS256")

    assert get_me(client_for(alpha), forged).json()["code"] == "access_token_invalid"


def test_an_access_token_lives_five_minutes(client_for, alpha, people):
    access = sign_in(client_for(alpha), people.citra).json()["access"]

    with time_machine.travel(timezone.now() + timedelta(seconds=290), tick=False):
        assert get_me(client_for(alpha), access).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(seconds=301), tick=False):
        assert get_me(client_for(alpha), access).status_code == 401


def test_a_refresh_token_works_once(client_for, alpha, people):
    client = client_for(alpha)
    first = sign_in(client, people.citra).json()

    second = post(client, REFRESH, refresh=first["refresh"])

    assert second.status_code == 200
    assert second.json()["refresh"] != first["refresh"]
    assert get_me(client, second.json()["access"]).status_code == 200


def test_a_refresh_token_used_twice_ends_the_whole_sign_in(client_for, alpha, people):
    client = client_for(alpha)
    other_device = sign_in(client, people.citra).json()
    first = sign_in(client, people.citra).json()
    second = post(client, REFRESH, refresh=first["refresh"]).json()

    again = post(client, REFRESH, refresh=first["refresh"])

    assert (again.status_code, again.json()["code"]) == (401, "refresh_token_invalid")
    assert get_me(client, second["access"]).status_code == 401
    assert post(client, REFRESH, refresh=second["refresh"]).status_code == 401
    assert get_me(client, other_device["access"]).status_code == 200
    assert actions_in(alpha).count("person.refresh_token_reused") == 1


def test_an_old_refresh_token_is_refused(client_for, alpha, people):
    refresh = sign_in(client_for(alpha), people.citra).json()["refresh"]

    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        answer = post(client_for(alpha), REFRESH, refresh=refresh)

    assert answer.status_code == 401
    with studio_context(alpha):
        assert RefreshToken.objects.count() == 1


def test_signing_out_makes_the_access_token_worthless(client_for, alpha, people):
    client = client_for(alpha)
    tokens = sign_in(client, people.citra).json()

    answer = post(client, LOGOUT, refresh=tokens["refresh"])

    assert answer.status_code == 204
    assert get_me(client, tokens["access"]).status_code == 401
    assert post(client, REFRESH, refresh=tokens["refresh"]).status_code == 401
    assert actions_in(alpha) == ["person.signed_in", "person.signed_out"]


def test_signing_out_with_an_unknown_token_changes_nothing(client_for, alpha, people):
    tokens = sign_in(client_for(alpha), people.citra).json()

    assert post(client_for(alpha), LOGOUT, refresh="nonsense").status_code == 204

    assert get_me(client_for(alpha), tokens["access"]).status_code == 200


def test_a_deactivated_person_is_out_at_once(client_for, alpha, people):
    access = sign_in(client_for(alpha), people.citra).json()["access"]
    with studio_context(alpha):
        User.objects.filter(pk=people.citra.pk).update(is_active=False)

    assert get_me(client_for(alpha), access).status_code == 401
    assert sign_in(client_for(alpha), people.citra).json()["code"] == "invalid_credentials"


@pytest.mark.parametrize("email", ["citra@people.example", "nobody@people.example"])
def test_a_wrong_password_and_an_unknown_address_are_answered_the_same(
    client_for, alpha, people, email
):
    answer = post(client_for(alpha), LOGIN, email=email, password="wrong password")

    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_credentials")
    with studio_context(alpha):
        assert RefreshToken.objects.count() == 0
    assert actions_in(alpha) == ["person.sign_in_failed"]


def test_an_account_of_one_studio_does_not_open_another(client_for, alpha, beta, people):
    assert sign_in(client_for(beta), people.ana).json()["code"] == "invalid_credentials"


def test_an_unconfirmed_address_cannot_sign_in(client_for, alpha, people):
    with studio_context(alpha):
        EmailAddress.objects.filter(user=people.citra).update(verified=False)

    answer = sign_in(client_for(alpha), people.citra)

    assert (answer.status_code, answer.json()["code"]) == (403, "email_unverified")


def test_people_with_an_authenticator_app_need_its_code(client_for, alpha, people):
    with studio_context(alpha):
        secret = totp.generate_totp_secret()
        totp.TOTP.activate(people.ana, secret)
    client = client_for(alpha)
    now = timezone.now()

    with time_machine.travel(now, tick=False):
        code = totp.format_hotp_value(
            totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time())))
        )
        without = sign_in(client, people.ana)
        wrong = sign_in(client, people.ana, code="000000" if code != "000000" else "111111")
        right = sign_in(client, people.ana, code=code)
        again = sign_in(client, people.ana, code=code)

    assert (without.status_code, without.json()["code"]) == (401, "mfa_required")
    assert (wrong.status_code, wrong.json()["code"]) == (401, "mfa_code_wrong")
    assert right.status_code == 200
    assert (again.status_code, again.json()["code"]) == (401, "mfa_code_wrong")


def test_a_recovery_code_opens_once(client_for, alpha, people):
    with studio_context(alpha):
        totp.TOTP.activate(people.ana, totp.generate_totp_secret())
        code = RecoveryCodes.activate(people.ana).get_unused_codes()[0]
    client = client_for(alpha)

    assert sign_in(client, people.ana, code=code).status_code == 200
    assert sign_in(client, people.ana, code=code).json()["code"] == "mfa_code_wrong"


def test_a_wrong_password_never_says_that_a_second_factor_exists(client_for, alpha, people):
    with studio_context(alpha):
        totp.TOTP.activate(people.ana, totp.generate_totp_secret())

    answer = post(client_for(alpha), LOGIN, email=people.ana.email, password="wrong password")

    assert answer.json()["code"] == "invalid_credentials"


def test_staff_without_a_second_factor_get_no_tokens_where_it_is_required(
    client_for, people, settings, platform
):
    settings.MFA_REQUIRED_FOR_STAFF = True

    answer = sign_in(client_for(None), people.eko)

    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_missing")
    assert RefreshToken.objects.count() == 0
    assert sign_in(client_for(None), people.dewi).status_code == 200


def test_a_new_viewer_registers_confirms_and_signs_in(
    client_for, alpha, mailoutbox, django_capture_on_commit_callbacks
):
    client = client_for(alpha)
    body = {"email": "Gita@People.example", "name": "Gita", "password": "a long sentence"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = post(client, REGISTER, **body)
    assert answer.status_code == 201
    assert set(answer.json()) == {"detail"}
    before = post(client, LOGIN, email=body["email"], password=body["password"])
    assert before.json()["code"] == "email_unverified"

    with studio_context(alpha):
        key = EmailConfirmation.objects.get().key
    assert f"http://alpha.localhost/accounts/confirm-email/{key}/" in mailoutbox[0].body
    client.post(f"/accounts/confirm-email/{key}/")

    after = post(client, LOGIN, email=body["email"], password=body["password"])
    assert after.status_code == 200
    with studio_context(alpha):
        gita = User.objects.get(email="gita@people.example")
    assert (gita.name, gita.role) == ("Gita", "viewer")


def test_registering_a_known_address_answers_the_same_and_tells_its_owner(
    client_for, alpha, people, mailoutbox, django_capture_on_commit_callbacks
):
    body = {"email": people.citra.email, "name": "Mallory", "password": "a long sentence"}
    with django_capture_on_commit_callbacks(execute=True):
        known = post(client_for(alpha), REGISTER, **body)
        fresh = post(client_for(alpha), REGISTER, **{**body, "email": "new@people.example"})

    assert (known.status_code, known.json()) == (fresh.status_code, fresh.json())
    assert [letter.to for letter in mailoutbox] == [
        ["citra@people.example"],
        ["new@people.example"],
    ]
    assert "already" in mailoutbox[0].subject
    with studio_context(alpha):
        citra = User.objects.get(email=people.citra.email)
        assert (citra.name, citra.check_password(PASSWORD)) == ("Citra", True)


def test_nobody_registers_on_the_platform(client_for, platform, db):
    body = {"email": "gita@people.example", "name": "Gita", "password": "a long sentence"}

    answer = post(client_for(None), REGISTER, **body)

    assert (answer.status_code, answer.json()["code"]) == (403, "sign_up_closed")
    assert User.objects.count() == 0


@pytest.mark.parametrize("password", ["short", "password123", "1234567890"])
def test_a_poor_password_is_refused(client_for, alpha, mailoutbox, password):
    body = {"email": "gita@people.example", "name": "Gita", "password": password}

    answer = post(client_for(alpha), REGISTER, **body)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert "password" in answer.json()["errors"]
    assert mailoutbox == []
    with studio_context(alpha):
        assert User.objects.count() == 0


def test_the_sixth_try_in_a_minute_waits(client_for, alpha, people, settings):
    settings.LIMITS_ENABLED = True
    client = client_for(alpha)

    wrong = [
        post(client, LOGIN, email=people.ana.email, password="wrong password").status_code
        for _ in range(5)
    ]
    sixth = sign_in(client, people.ana)

    assert wrong == [401] * 5
    assert (sixth.status_code, sixth.json()["code"]) == (429, "too_many_requests")
    assert 1 <= int(sixth.headers["Retry-After"]) <= 60
    assert sign_in(client, people.adi).status_code == 429
    elsewhere = client_for(alpha, REMOTE_ADDR="203.0.113.7")
    assert sign_in(elsewhere, people.ana).status_code == 429
    assert sign_in(elsewhere, people.adi).status_code == 200
    with studio_context(alpha):
        assert RefreshToken.objects.filter(user=people.ana).count() == 0
