"""A call that is sent again with its key is answered again, not done again."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from apps.accounts.models import AuditEvent, IdempotentCall, RefreshToken
from apps.accounts.services.idempotency import forget_old_calls
from apps.catalog.models import Film
from apps.core.tenancy import studio_context
from tests.people import PASSWORD

FILMS = "/api/v1/admin/movies"
LOGIN = "/api/v1/auth/login"


def send(client, key, body, path=FILMS, **headers):
    given = {"idempotency-key": key, **headers}
    return client.post(path, json.dumps(body), content_type="application/json", headers=given)


def films(studio):
    with studio_context(studio):
        return Film.objects.count()


def test_the_same_call_is_done_once_and_answered_byte_for_byte(client_for, alpha, people):
    client = client_for(alpha, people.ana)

    first, second = (send(client, "k1", {"title": "Rain"}) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert second.content == first.content
    assert second.headers["Content-Type"] == first.headers["Content-Type"]
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert films(alpha) == 1


def test_a_refusal_is_replayed_too(client_for, alpha, people):
    client = client_for(alpha, people.ana)

    first, second = (send(client, "k1", {"title": ""}) for _ in range(2))

    assert (first.status_code, second.status_code) == (400, 400)
    assert second.content == first.content
    assert second.headers["Content-Type"] == "application/problem+json"


def test_another_body_with_the_same_key_is_refused(client_for, alpha, people):
    client = client_for(alpha, people.ana)
    send(client, "k1", {"title": "Rain"})

    answer = send(client, "k1", {"title": "Snow"})

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert films(alpha) == 1


def test_other_headers_that_tell_what_to_do_are_another_call(client_for, alpha, people):
    client = client_for(alpha, people.ana)

    def announce(length):
        told = {"tus-resumable": "1.0.0", "upload-length": length, "idempotency-key": "k1"}
        return client.post("/api/v1/uploads/", headers=told, content_type="application/json")

    first, same, other = announce("10"), announce("10"), announce("11")

    assert (first.status_code, same.headers["Location"]) == (201, first.headers["Location"])
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_another_person_studio_or_address_has_keys_of_his_own(client_for, alpha, beta, people):
    body = {"title": "Rain"}
    answers = [
        send(client_for(alpha, people.ana), "k1", body),
        send(client_for(alpha, people.adi), "k1", body),
        send(client_for(beta, people.bima), "k1", body),
        send(client_for(alpha, people.ana), "k1", body, path="/api/admin/movies"),
    ]

    assert [answer.status_code for answer in answers] == [201] * 4
    assert not any("Idempotency-Replayed" in answer.headers for answer in answers)
    assert (films(alpha), films(beta)) == (3, 1)


def test_a_key_opens_nothing_for_who_is_not_signed_in(client_for, alpha, people):
    send(client_for(alpha, people.ana), "k1", {"title": "Rain"})

    answer = send(client_for(alpha), "k1", {"title": "Rain"})

    assert (answer.status_code, "Idempotency-Replayed" in answer.headers) == (401, False)


def test_a_token_and_a_session_of_one_person_share_keys(client_for, alpha, people):
    client = client_for(alpha)
    tokens = client.post(
        LOGIN, {"email": people.ana.email, "password": PASSWORD}, content_type="application/json"
    ).json()
    send(client_for(alpha, people.ana), "k1", {"title": "Rain"})

    again = send(client, "k1", {"title": "Rain"}, authorization=f"Bearer {tokens['access']}")

    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (201, "true")
    assert films(alpha) == 1


def test_a_sign_in_sent_twice_is_one_sign_in_and_its_tokens_rest_sealed(client_for, alpha, people):
    body = {"email": people.citra.email, "password": PASSWORD}

    first, second = (send(client_for(alpha), "k1", body, path=LOGIN) for _ in range(2))

    assert second.json() == first.json()
    with studio_context(alpha):
        assert RefreshToken.objects.count() == 1
        assert AuditEvent.objects.filter(action="person.signed_in").count() == 1
        kept = bytes(IdempotentCall.objects.get().body)
    assert first.json()["refresh"].encode() not in kept
    assert first.json()["access"].encode() not in kept


@pytest.mark.parametrize("path", [FILMS, LOGIN])
def test_what_was_never_begun_is_not_kept(client_for, alpha, people, path):
    client = client_for(alpha)
    wrong = {"email": people.citra.email, "password": "wrong password"}

    answers = [send(client, "k1", wrong, path=path) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [401, 401]
    with studio_context(alpha):
        assert IdempotentCall.objects.count() == 0


def test_a_fault_is_undone_and_the_next_try_does_the_work(client_for, alpha, people, monkeypatch):
    client = client_for(alpha, people.ana, raise_request_exception=False)
    with monkeypatch.context() as broken:
        broken.setattr("apps.catalog.api.editing.film_for_desk", lambda pk: 1 / 0)
        first = send(client, "k1", {"title": "Rain"})
    assert (first.status_code, first.json()["code"]) == (500, "internal_error")
    assert films(alpha) == 0

    second = send(client, "k1", {"title": "Rain"})

    assert (second.status_code, "Idempotency-Replayed" in second.headers) == (201, False)
    assert films(alpha) == 1


@pytest.mark.parametrize("key", ["", "x" * 256, "nöt ascii", "a\tb"])
def test_a_key_that_is_none_is_refused(client_for, alpha, people, key):
    answer = send(client_for(alpha, people.ana), key, {"title": "Rain"})

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key_invalid")
    assert films(alpha) == 0


def test_a_key_is_forgotten_after_a_day(client_for, alpha, people):
    client = client_for(alpha, people.ana)
    send(client, "k1", {"title": "Rain"})
    with studio_context(alpha):
        assert forget_old_calls() == 0
        with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
            assert forget_old_calls() == 1

    assert send(client, "k1", {"title": "Rain"}).status_code == 201
    assert films(alpha) == 2


def test_a_replay_uses_up_a_call_as_well(client_for, alpha, people, settings):
    settings.LIMITS_ENABLED = True
    client = client_for(alpha, people.ana)

    answers = [send(client, "k1", {"title": "Rain"}) for _ in range(3)]

    left = [answer.headers["RateLimit"].partition(";t=")[0] for answer in answers]
    assert left == ['"api";r=99', '"api";r=98', '"api";r=97']
