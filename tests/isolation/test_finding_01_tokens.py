"""An access token of alpha is nobody in beta, whatever rows and keys the two have in common."""

import pytest

from apps.accounts.enums import Role
from apps.accounts.models import RefreshToken, User
from apps.accounts.services import tokens
from apps.accounts.services.tokens import issue_tokens
from apps.core.tenancy import studio_context


@pytest.fixture
def token(alpha, beta):
    """Signed in to alpha; in beta the same keys belong to its owner, as integer keys would."""
    with studio_context(alpha):
        mallory = User.objects.create_user("mallory@people.example", "x", name="Mallory")
        access = issue_tokens(mallory).access
        family = RefreshToken.objects.get()
    with studio_context(beta):
        bima = User(pk=mallory.pk, email="bima@people.example", name="Bima", role=Role.OWNER)
        bima.save()
        RefreshToken.objects.create(
            user=bima, family=family.family, digest=family.digest, expires_at=family.expires_at
        )
    return access


def whoami(client, token):
    return client.get("/api/v1/me", headers={"authorization": f"Bearer {token}"})


def test_it_is_refused_elsewhere(client_for, alpha, beta, token):
    assert whoami(client_for(alpha), token).json()["name"] == "Mallory"
    assert whoami(client_for(beta), token).status_code == 401


def test_control_without_its_audience_mallory_is_betas_owner(
    client_for, alpha, beta, monkeypatch, request
):
    monkeypatch.setattr(tokens, "audience", lambda: "anybody")
    token = request.getfixturevalue("token")
    assert whoami(client_for(beta), token).json()["name"] == "Bima"


def test_keys_do_not_repeat(alpha, beta):
    """So the rows in common above have to be made up."""
    for model in (User, RefreshToken):
        assert model._meta.pk.get_internal_type() == "UUIDField"
