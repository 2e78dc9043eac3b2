"""The OpenAPI document is whole: every operation has its examples, refusals, headers and key."""

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from apps.core.problems import catalogue
from apps.core.schema.document import document_of

HOSTS = {"studio": "config.urls.tenant", "platform": "config.urls.public"}
UNSAFE = {"post", "put", "patch", "delete"}
# Their offset, or their being gone, says what was done before; a picture twice is the same picture.
NEEDS_NO_KEY = {
    "uploads_append",
    "uploads_cancel",
    "admin_movies_artwork_replace",
    "admin_series_artwork_replace",
    "admin_people_portrait_replace",
    # Decided anew each time, for whoever watches; and coming twice does no harm.
    "playback_start",
    "playback_beat",
    "playback_events",
    "playback_end",
    "playback_end_by_beacon",
}


def operations():
    for host, urlconf in HOSTS.items():
        for path, methods in document_of(urlconf)["paths"].items():
            for method, operation in methods.items():
                yield pytest.param(host, method, path, operation, id=f"{host}-{method}-{path}")


OPERATIONS = list(operations())


def fits(document, schema, value):
    """What is wrong with an example by its schema, references followed."""
    whole = {"allOf": [schema], "components": document["components"]}
    return [error.message for error in Draft202012Validator(whole).iter_errors(value)]


@pytest.mark.parametrize(("host", "method", "path", "operation"), OPERATIONS)
def test_an_operation_is_described(host, method, path, operation):
    document = document_of(HOSTS[host])

    assert operation["summary"]
    assert len(operation["tags"]) == 1
    assert operation["tags"][0] in {tag["name"] for tag in document["tags"]}
    assert path.startswith("/api/v1/")


@pytest.mark.parametrize(("host", "method", "path", "operation"), OPERATIONS)
def test_each_body_and_each_answer_has_an_example_that_fits(host, method, path, operation):
    document = document_of(HOSTS[host])
    contents = [response.get("content", {}) for response in operation["responses"].values()]
    contents += [operation.get("requestBody", {}).get("content", {})]

    for content in contents:
        for media_type, media in content.items():
            examples = [example["value"] for example in media.get("examples", {}).values()]
            assert examples, media_type
            for example in examples:
                assert fits(document, media["schema"], example) == []


@pytest.mark.parametrize(("host", "method", "path", "operation"), OPERATIONS)
def test_each_refusal_names_its_codes(host, method, path, operation):
    refused = {int(s): r for s, r in operation["responses"].items() if int(s) >= 400}

    expected = {429, 503, 406}
    expected |= {401, 403} if {} not in operation["security"] else set()
    expected |= {404} if "{" in path else set()
    expected |= {400, 413, 415} if "requestBody" in operation else set()
    assert expected <= set(refused)
    for status, response in refused.items():
        codes = response["content"]["application/problem+json"]["examples"]
        assert {catalogue()[code].status for code in codes} == {status}
        assert {"X-Request-ID", "RateLimit", "RateLimit-Policy"} <= set(response["headers"])
    assert "Retry-After" in refused[429]["headers"]


@pytest.mark.parametrize(("host", "method", "path", "operation"), OPERATIONS)
def test_every_unsafe_operation_takes_an_idempotency_key(host, method, path, operation):
    references = [parameter.get("$ref") for parameter in operation.get("parameters", [])]

    takes_one = "#/components/parameters/IdempotencyKey" in references
    expected = method in UNSAFE and operation["operationId"] not in NEEDS_NO_KEY
    assert takes_one is expected
    assert ({"409", "422"} <= set(operation["responses"])) is takes_one or not takes_one


def test_operations_have_ids_of_their_own():
    for urlconf in HOSTS.values():
        ids = [o["operationId"] for m in document_of(urlconf)["paths"].values() for o in m.values()]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/auth/register"),
        ("post", "/auth/login"),
        ("get", "/movies"),
        ("get", "/movies/{key}"),
        ("post", "/admin/movies"),
        ("put", "/admin/movies/{id}"),
        ("delete", "/admin/movies/{id}"),
        ("post", "/watch/progress"),
        ("get", "/user/history"),
    ],
)
def test_programs_find_what_they_were_promised(method, path):
    document = document_of(HOSTS["studio"])

    assert method in document["paths"][f"/api/v1{path}"]


def test_the_address_without_a_version_serves_the_same(client_for, alpha, people):
    client: Client = client_for(alpha, people.ana)

    for path in ("me", "movies", "admin/movies"):
        assert client.get(f"/api/{path}").json() == client.get(f"/api/v1/{path}").json()
