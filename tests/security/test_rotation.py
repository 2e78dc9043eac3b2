"""A secret is replaced without anybody noticing: the earlier one still proves, the new one writes.

Each proof was made with the secret of before. ``KEPT`` has it among the fallbacks, ``GONE`` has not.
"""

import secrets
from datetime import timedelta

import jwt
import pytest
from allauth.mfa.totp.internal import auth as totp

from apps.accounts.adapters.allauth.mfa import MFAAdapter
from apps.accounts.selectors.sign_ins import people_still_signed_in, sign_in_of_session
from apps.core.errors import NotFound
from apps.core.signing import sign, unsign
from apps.core.tenancy import studio_context
from tests.accounts.api.test_auth import get_me, sign_in
from tests.people import PASSWORD

KEPT, GONE = True, False
DAY = timedelta(days=1)


def replace(settings, name: str, *, kept: bool) -> None:
    earlier = getattr(settings, name)
    setattr(settings, f"{name}_FALLBACKS", [earlier] if kept else [])
    setattr(settings, name, secrets.token_urlsafe(50))


@pytest.mark.parametrize(("kept", "status"), [(KEPT, 200), (GONE, 401)])
def test_access_tokens(client_for, alpha, people, settings, kept, status):
    client = client_for(alpha)
    tokens = sign_in(client, people.citra).json()

    replace(settings, "JWT_SIGNING_KEY", kept=kept)

    assert get_me(client, tokens["access"]).status_code == status
    # Refresh tokens are no one's signature: whoever holds one gets a token of the new key.
    swapped = client.post(
        "/api/v1/auth/refresh", {"refresh": tokens["refresh"]}, content_type="application/json"
    )
    claims = jwt.decode(
        swapped.json()["access"],
        settings.JWT_SIGNING_KEY,
        algorithms=["HS256"],
        audience=f"studio:{alpha.pk}",
    )
    assert claims["sub"] == str(people.citra.pk)


def test_a_fallback_opens_nothing_else(client_for, alpha, beta, people, settings, caplog):
    """The audience, the lifetime and the family count as ever."""
    access = sign_in(client_for(alpha), people.citra).json()["access"]
    claims = jwt.decode(access, options={"verify_signature": False})
    old = settings.JWT_SIGNING_KEY
    replace(settings, "JWT_SIGNING_KEY", kept=KEPT)
    expired = jwt.encode({**claims, "exp": 1}, old, algorithm="HS256")

    assert get_me(client_for(alpha), expired).status_code == 401
    assert get_me(client_for(beta), access).status_code == 401
    assert "token_tenant_mismatch" in caplog.messages


@pytest.mark.parametrize("kept", [KEPT, GONE])
def test_signed_links(in_alpha, settings, kept):
    token = sign("invitation", "1")
    replace(settings, "SECRET_KEY", kept=kept)

    if kept:
        assert unsign("invitation", token, max_age=DAY) == "1"
    else:
        with pytest.raises(NotFound):
            unsign("invitation", token, max_age=DAY)
    assert unsign("invitation", sign("invitation", "2"), max_age=DAY) == "2"


@pytest.mark.parametrize(("kept", "status"), [(KEPT, 200), (GONE, 302)])
def test_sessions_of_pages_and_of_sockets(client_for, alpha, people, settings, kept, status):
    client = client_for(alpha)
    client.post("/accounts/login/", {"login": people.citra.email, "password": PASSWORD})
    with studio_context(alpha):
        _, before = sign_in_of_session(client.session.session_key)

    replace(settings, "SECRET_KEY", kept=kept)

    with studio_context(alpha):
        assert (before in people_still_signed_in([before])) is kept
        assert (sign_in_of_session(before.session_key) is not None) is kept
    assert client.get("/account/").status_code == status
    if kept:  # the page has renewed it: the earlier secret may go
        settings.SECRET_KEY_FALLBACKS = []
        assert client.get("/account/").status_code == 200


def test_secrets_of_authenticator_apps(in_alpha, settings):
    secret = totp.generate_totp_secret()
    resting = MFAAdapter().encrypt(secret)

    replace(settings, "SECRET_KEY", kept=KEPT)

    assert MFAAdapter().decrypt(resting) == secret
