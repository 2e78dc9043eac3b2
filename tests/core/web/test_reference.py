"""The reference of the API and the pages of its errors."""

import re

import pytest

from apps.core.problems import catalogue

DOCS = "/api/docs/"


@pytest.mark.parametrize("host", ["alpha", None])
def test_the_reference_shows_every_operation_of_its_host(client_for, alpha, host):
    client = client_for(alpha if host else None)
    document = client.get("/api/schema/").json()

    page = client.get(DOCS)

    text = page.content.decode()
    operations = [o for path in document["paths"].values() for o in path.values()]
    assert page.status_code == 200
    for operation in operations:
        assert f'id="{operation["operationId"]}"' in text
    assert text.count("data-try-form") == len(operations)
    assert re.search(r"<[^>]+ (style|onclick|onload)=", text) is None
    assert ("movies_list" in text) is (host is not None)


def test_the_examples_to_copy_name_this_host(client_for, alpha):
    text = client_for(alpha).get(DOCS).content.decode()

    assert "curl http://alpha.localhost/api/v1/movies" in text
    assert "-X POST http://alpha.localhost/api/v1/auth/login" in text
    assert "Idempotency-Key: $(uuidgen)" in text


@pytest.mark.parametrize("host", ["alpha", None])
def test_every_code_leads_to_its_page(client_for, alpha, host):
    client = client_for(alpha if host else None)
    index = client.get("/problems/").content.decode()

    for code, problem in catalogue().items():
        page = client.get(f"/problems/{code}")
        assert (page.status_code, f'"/problems/{code}"' in index) == (200, True), code
        assert f"<code>{code}</code>" in page.content.decode()
        assert str(problem.status) in page.content.decode()
    assert client.get("/problems/no_such_code").status_code == 404


def test_the_document_comes_as_json_and_as_yaml(client_for, alpha):
    client = client_for(alpha)
    as_json = client.get("/api/schema/?format=json")
    as_yaml = client.get("/api/schema/?format=yaml")
    accepted = client.get("/api/schema/", headers={"accept": "application/vnd.oai.openapi"})

    assert as_json.json()["openapi"] == "3.1.0"
    assert as_yaml.content.startswith(b"openapi: 3.1.0")
    assert accepted.content == as_yaml.content
