"""Forged, stale, foreign and borrowed tokens, each as an attacker would make it."""

import base64
import hmac
import json
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from apps.accounts.domain import access_tokens
from apps.accounts.models import RefreshToken
from apps.core.tenancy import platform_context, studio_context
from tests.accounts.api.test_auth import LOGOUT, REFRESH, get_me, post, sign_in

RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC = RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def encoded(part: object) -> str:
    raw = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def by_hand(header: dict, claims: dict, key: bytes = b"", digest: str = "sha256") -> str:
    """As a library would refuse to: any header, any key."""
    text = f"{encoded(header)}.{encoded(claims)}"
    return f"{text}.{encoded(hmac.digest(key, text.encode(), digest)) if key else ''}"


def hs256(claims: dict, key: str, **header: object) -> str:
    return jwt.encode(claims, key, algorithm="HS256", headers=header)


# From the claims of a good token and the key it was signed with.
FORGED = {
    "no algorithm": lambda claims, key: by_hand({"alg": "none", "typ": "JWT"}, claims),
    "None with another spelling": lambda claims, key: by_hand({"alg": "nOnE"}, claims),
    "no algorithm, old signature": lambda claims, key: (
        by_hand({"alg": "none"}, claims) + hs256(claims, key).rpartition(".")[2]
    ),
    "no signature": lambda claims, key: hs256(claims, key).rpartition(".")[0] + ".",
    "another key": lambda claims, key: hs256(claims, "x" * 64),
    "an empty key": lambda claims, key: by_hand({"alg": "HS256"}, claims, b"\0"),
    "a public key as secret": lambda claims, key: by_hand({"alg": "HS256"}, claims, PUBLIC),
    "RSA of one's own": lambda claims, key: jwt.encode(claims, RSA, algorithm="RS256"),
    "RSA with the key enclosed": lambda claims, key: jwt.encode(
        claims,
        RSA,
        algorithm="RS256",
        headers={"jwk": {"kty": "RSA"}, "jku": "https://evil.example"},
    ),
    "a longer digest": lambda claims, key: by_hand(
        {"alg": "HS512"}, claims, key.encode(), "sha512"
    ),
    "kid to an empty file": lambda claims, key: by_hand(
        {"alg": "HS256", "kid": "../../../../dev/null"}, claims, b"\0"
    ),
    "kid as SQL": lambda claims, key: by_hand(
        {"alg": "HS256", "kid": "x' union select 'k"}, claims, b"k"
    ),
    "expired": lambda claims, key: hs256({**claims, "exp": claims["iat"] - 1}, key),
    "not yet": lambda claims, key: hs256({**claims, "nbf": claims["exp"] + 60}, key),
    "of tomorrow": lambda claims, key: hs256({**claims, "iat": claims["exp"] + 9999}, key),
    "for ever": lambda claims, key: hs256(without(claims, "exp"), key),
    "for everybody": lambda claims, key: hs256(without(claims, "aud"), key),
    "for the platform": lambda claims, key: hs256({**claims, "aud": "platform"}, key),
    "of nobody": lambda claims, key: hs256(without(claims, "sub"), key),
    "of no sign-in": lambda claims, key: hs256(without(claims, "sid"), key),
    "of another kind": lambda claims, key: hs256({**claims, "typ": "refresh"}, key),
    "of another house": lambda claims, key: hs256({**claims, "iss": "elsewhere"}, key),
    "no token": lambda claims, key: "null",
    "many dots": lambda claims, key: "." * 4000,
}


def without(claims: dict, name: str) -> dict:
    return {key: value for key, value in claims.items() if key != name}


@pytest.fixture
def tokens(client_for, alpha, people):
    return sign_in(client_for(alpha), people.citra).json()


@pytest.fixture
def claims(tokens):
    return jwt.decode(tokens["access"], options={"verify_signature": False})


@pytest.mark.parametrize("kind", FORGED)
def test_a_forged_one_is_refused(client_for, alpha, claims, settings, kind):
    answer = get_me(client_for(alpha), FORGED[kind](claims, settings.JWT_SIGNING_KEY))

    assert (answer.status_code, answer.json()["code"]) == (401, "access_token_invalid")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_good_one_made_by_hand_is_taken(client_for, alpha, claims, settings):
    """The control: nothing but the forgery is wrong with the tokens above."""
    by_library = hs256(claims, settings.JWT_SIGNING_KEY, kid="../../dev/null")
    ours = by_hand({"alg": "HS256"}, claims, settings.JWT_SIGNING_KEY.encode())

    assert get_me(client_for(alpha), by_library).status_code == 200
    assert get_me(client_for(alpha), ours).status_code == 200


def test_the_control_of_controls(client_for, alpha, claims, settings, monkeypatch):
    """Were more algorithms allowed, the longer digest would get in."""
    decode = jwt.decode

    def lax(*args, algorithms, **kwargs):
        return decode(*args, algorithms=["HS256", "HS512"], **kwargs)

    monkeypatch.setattr(access_tokens.jwt, "decode", lax)
    settings.JWT_SIGNING_KEY = "k" * 64
    token = FORGED["a longer digest"](claims, "k" * 64)

    assert get_me(client_for(alpha), token).status_code == 200


def test_neither_does_the_work_of_the_other(client_for, alpha, tokens):
    client = client_for(alpha)

    assert get_me(client, tokens["refresh"]).status_code == 401
    for path in (REFRESH, LOGOUT):
        post(client, path, refresh=tokens["access"])
    assert post(client, REFRESH, refresh=tokens["access"]).status_code in {400, 401}
    assert get_me(client, tokens["access"]).status_code == 200


@pytest.mark.parametrize("header", ["Basic", "Token", "Api-Key", "bearer:", ""])
def test_other_schemes_are_none(client_for, alpha, tokens, header):
    answer = client_for(alpha).get(
        "/api/v1/me", headers={"authorization": f"{header} {tokens['access']}".strip()}
    )

    assert answer.status_code == 401


def test_a_token_in_the_address_is_none(client_for, alpha, tokens):
    """Addresses end up in logs."""
    access = tokens["access"]
    for query in ({"token": access}, {"access_token": access}, {"jwt": access}):
        assert client_for(alpha).get("/api/v1/me", query).status_code == 401


def test_a_page_elsewhere_does_not_write_through_the_api(client_for, alpha, people):
    """The API takes our own pages' sessions, so it wants the same proof of origin as forms."""
    browser = client_for(alpha, people.citra, enforce_csrf_checks=True)

    answer = browser.patch("/api/v1/me", {"name": "Eve"}, content_type="application/json")

    assert (answer.status_code, browser.get("/api/v1/me").json()["name"]) == (403, "Citra")


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_any_used_token_ends_the_whole_family(client_for, alpha, people, tokens, steps):
    client = client_for(alpha)
    chain = [tokens]
    for _step in range(steps):
        chain.append(post(client, REFRESH, refresh=chain[-1]["refresh"]).json())

    assert post(client, REFRESH, refresh=chain[0]["refresh"]).status_code == 401

    for pair in chain:
        assert get_me(client, pair["access"]).status_code == 401
        assert post(client, REFRESH, refresh=pair["refresh"]).status_code == 401
    with studio_context(alpha):
        assert not RefreshToken.objects.filter(user=people.citra, revoked_at=None).exists()


@pytest.mark.parametrize("home", ["alpha", "beta", "platform"])
def test_the_audience_is_one_house(client_for, alpha, beta, people, settings, home):
    """Also for a token that is signed by us for this very person's number in the other house."""
    houses = {"alpha": alpha, "beta": beta, "platform": None}
    persons = {"alpha": people.citra, "beta": people.citra_in_beta, "platform": people.dewi}
    access = sign_in(client_for(houses[home]), persons[home]).json()["access"]
    own = jwt.decode(access, options={"verify_signature": False})

    assert get_me(client_for(houses[home]), access).status_code == 200
    for name, house in houses.items():
        if name != home:
            assert get_me(client_for(house), access).status_code == 401
            renamed = hs256({**own, "aud": audience(house)}, settings.JWT_SIGNING_KEY)
            assert get_me(client_for(house), renamed).status_code == 401


def audience(studio) -> str:
    return f"studio:{studio.pk}" if studio else "platform"


def test_an_old_family_is_over_even_where_its_token_is_young(
    client_for, alpha, tokens, claims, settings
):
    with studio_context(alpha):
        RefreshToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert get_me(client_for(alpha), hs256(claims, settings.JWT_SIGNING_KEY)).status_code == 401
    with platform_context():
        assert not RefreshToken.objects.exists()
