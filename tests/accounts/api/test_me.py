import pytest

from apps.accounts.models import User
from apps.core.tenancy import studio_context
from tests.accounts.api.test_auth import ME, sign_in


@pytest.fixture
def patch(client_for, alpha, people):
    client = client_for(alpha)
    access = sign_in(client, people.citra).json()["access"]

    def send(**body):
        headers = {"authorization": f"Bearer {access}"}
        return client.patch(ME, body, content_type="application/json", headers=headers)

    return send


def test_me_needs_a_sign_in(client_for, alpha):
    answer = client_for(alpha).get(ME)

    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_i_change_only_what_i_send(patch, alpha, people):
    answer = patch(time_zone="Asia/Kolkata")

    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["time_zone"]) == ("Citra", "Asia/Kolkata")
    with studio_context(alpha):
        citra = User.objects.get(pk=people.citra.pk)
    assert (citra.name, citra.time_zone, citra.language) == ("Citra", "Asia/Kolkata", "")


@pytest.mark.parametrize(
    ("field", "value"),
    [("time_zone", "Mars/Olympus"), ("language", "xx"), ("name", "")],
)
def test_what_makes_no_sense_is_refused(patch, alpha, people, field, value):
    answer = patch(**{field: value})

    assert (answer.status_code, set(answer.json()["errors"])) == (400, {field})
    with studio_context(alpha):
        assert User.objects.get(pk=people.citra.pk).name == "Citra"


@pytest.mark.parametrize(("field", "value"), [("role", "owner"), ("email", "x@people.example")])
def test_nobody_makes_himself_somebody_else(patch, alpha, people, field, value):
    assert patch(**{field: value}).status_code == 200

    with studio_context(alpha):
        citra = User.objects.get(pk=people.citra.pk)
    assert (citra.role, citra.email) == ("viewer", "citra@people.example")


def test_the_session_of_the_pages_works_too(client_for, alpha, people):
    answer = client_for(alpha, people.ana).get(ME)

    assert (answer.status_code, answer.json()["role"]) == (200, "owner")


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer x.y.z", "Bearer é"])
def test_a_malformed_token_is_refused(client_for, alpha, header):
    answer = client_for(alpha).get(ME, headers={"authorization": header})

    assert answer.status_code == 401


def test_the_openapi_document_lists_each_operation_once(client_for, alpha):
    document = client_for(alpha).get("/api/schema/").json()

    assert document["openapi"] == "3.1.0"
    assert {"/api/v1/auth/login", "/api/v1/me"} <= set(document["paths"])
    assert [path for path in document["paths"] if not path.startswith("/api/v1/")] == []
