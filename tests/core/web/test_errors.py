"""Every failure is said kindly: a page for people, a problem document for programs."""

import json

import pytest
from django.db import OperationalError

from apps.core.errors import DomainError
from apps.core.problems import FRAMEWORK, catalogue, refusals
from apps.core.web.errors import standard
from apps.tenants.models import Studio

STATUSES = [400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503]
HTML = "text/html,application/xhtml+xml,*/*;q=0.8"


@pytest.mark.parametrize("status", STATUSES)
def test_people_get_a_page_with_what_to_do_and_the_requests_id(rf, status):
    page = standard(rf.get("/x", headers={"accept": HTML}), status, retry_after=7)

    text = page.content.decode()
    assert (page.status_code, page.headers["Retry-After"]) == (status, "7")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Request id" in text
    assert "<style" not in text
    assert "Something went wrong</h1>" not in text or status == 500


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(
    "headers",
    [
        {"accept": "application/json"},
        {"accept": "application/problem+json"},
        {"hx-request": "true"},
    ],
)
def test_programs_get_a_problem_document(rf, status, headers):
    page = standard(rf.get("/x", headers=headers), status, "Because.")

    body = json.loads(page.content)
    assert page.headers["Content-Type"] == "application/problem+json"
    assert (body["status"], body["detail"], set(body)) == (
        status,
        "Because.",
        {"type", "title", "status", "detail", "code", "request_id"},
    )
    assert body["type"] == f"/problems/{body['code']}"
    assert body["code"] in catalogue()


def test_an_unknown_address_of_the_api_is_a_problem(client_for, alpha):
    answer = client_for(alpha).get("/api/v1/nothing", headers={"accept": HTML})

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert answer.json()["request_id"] == answer.headers["X-Request-ID"]


def test_an_unknown_host_is_told_so_in_either_way(client_for, db):
    page = client_for(None).get("/", headers={"host": "nobody.localhost", "accept": HTML})
    problem = client_for(None).get("/api/v1/me", headers={"host": "nobody.localhost"})

    assert (page.status_code, problem.status_code) == (404, 404)
    assert "There is no studio here" in page.content.decode()
    assert problem.headers["Content-Type"] == "application/problem+json"


def test_a_program_is_told_that_a_studio_is_suspended(client_for, alpha):
    Studio.objects.filter(pk=alpha.pk).update(status="suspended")

    answer = client_for(alpha).get("/api/v1/movies")

    assert (answer.status_code, answer.json()["code"]) == (503, "studio_away")
    assert answer.headers["Retry-After"] == "86400"


def test_a_method_that_is_not_taken_has_a_page(client_for, alpha):
    page = client_for(alpha).get("/preferences/theme/", headers={"accept": HTML})

    assert (page.status_code, page.headers["Allow"]) == (405, "POST")
    assert "This address works differently" in page.content.decode()


@pytest.mark.parametrize("path", ["/", "/api/v1/movies"])
def test_while_the_database_is_away_the_answer_says_when_to_come_back(
    client_for, alpha, monkeypatch, path, django_assert_num_queries
):
    def away(name):
        raise OperationalError("connection refused")

    monkeypatch.setattr("apps.tenants.web.middleware.host_named", away)
    client = client_for(alpha, raise_request_exception=False)

    with django_assert_num_queries(0):
        answer = client.get(path, headers={"accept": HTML, "accept-language": "en"})

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    expected = "text/html; charset=utf-8" if path == "/" else "application/problem+json"
    assert answer.headers["Content-Type"] == expected
    assert "Nothing you did is lost" in answer.content.decode()


def test_a_fault_of_ours_is_a_page_or_a_problem_without_a_query(
    client_for, alpha, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("apps.tenants.web.middleware.host_named", lambda name: 1 / 0)
    client = client_for(alpha, raise_request_exception=False)

    with django_assert_num_queries(0):
        page = client.get("/", headers={"accept": HTML})
        problem = client.get("/api/v1/movies")

    assert (page.status_code, problem.status_code) == (500, 500)
    assert "send us the id" in page.content.decode()
    assert problem.json()["code"] == "internal_error"
    assert "ZeroDivisionError" not in page.content.decode() + problem.content.decode()


def test_a_body_that_is_too_large_is_413(client_for, alpha, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = client_for(alpha).post(
        "/accounts/login/", {"login": "x" * 200}, headers={"accept": HTML}
    )

    assert answer.status_code in {400, 413}


def test_each_refusal_has_a_code_of_its_own_and_says_what_to_do():
    by_code = {}
    for kind in refusals():
        by_code.setdefault(kind.code, set()).add(int(kind.status))

    assert {code: statuses for code, statuses in by_code.items() if len(statuses) > 1} == {}
    for problem in catalogue().values():
        assert str(problem.meaning).strip().endswith((".", "…")), problem.code
        assert str(problem.remedy).endswith("."), problem.code


def test_every_code_that_the_frameworks_use_is_explained():
    from rest_framework import exceptions

    used = {kind.default_code for kind in exceptions.APIException.__subclasses__()}

    # Counting is ours, so DRF's own word for it is never used.
    assert used - {"throttled"} <= set(FRAMEWORK) | {"not_found"}
    assert {kind.code for kind in refusals(DomainError)} <= set(catalogue())
