"""What a line of the log says, that it is one line, and what it never holds."""

import io
import json
import logging

import pytest
from django.conf import settings as django_settings

from apps.core import logs
from apps.core.logs import ContextFilter, LineFormatter, PlainFormatter, at_task, identified
from apps.core.queue import enqueue
from apps.core.tenancy import current_studio_or_none

logger = logging.getLogger("cineradar.tests")
SECRETS = [
    "password=hunter2-hunter2",
    '{"password": "hunter2-hunter2"}',
    "{'new_password1': 'hunter2-hunter2', 'other': 1}",
    "Authorization: Bearer hunter2-hunter2",
    "Authorization: Token hunter2-hunter2",
    "Cookie: session=hunter2-hunter2; csrf=hunter2-hunter2",
    "redis://user:hunter2-hunter2@redis:6379/0",
    "access_token=hunter2-hunter2&x=1",
    "card 4242 4242 4242 4242",
    "card 4242424242424242",
    "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.hunter2-hunter2",
]


@pytest.fixture
def lines():
    """What is written in either format, as the handler in production writes it."""
    written = {"json": io.StringIO(), "plain": io.StringIO()}
    formats = django_settings.LOGGING["formatters"]
    described = formats["json"]
    makers = {
        "json": LineFormatter(described["format"], rename_fields=described["rename_fields"]),
        "plain": PlainFormatter(formats["plain"]["format"]),
    }
    root, handlers = logging.getLogger(), []
    for name, stream in written.items():
        handler = logging.StreamHandler(stream)
        handler.setFormatter(makers[name])
        handler.addFilter(ContextFilter())
        handlers.append(handler)
        root.addHandler(handler)
    access = logging.getLogger("cineradar.access")
    before = access.level
    access.setLevel(logging.INFO)
    yield lambda name="json": written[name].getvalue()
    access.setLevel(before)
    for handler in handlers:
        root.removeHandler(handler)


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def break_with(words, message):
    try:
        int(words)
    except ValueError:
        logger.exception(message)


def access_line(lines):
    (found,) = [one for one in objects(lines()) if one["logger"] == "cineradar.access"]
    return found


def test_a_line_says_where_it_belongs(in_alpha, lines, settings):
    settings.RELEASE = "2026.11"
    with identified("0123456789abcdef"), at_task("catalog.example", "7"):
        logger.info("Done.", extra={"ms": 12})
    (line,) = objects(lines())
    assert line["time"].endswith("+00:00")
    del line["time"]
    assert line == {
        "level": "INFO",
        "studio": "alpha",
        "request_id": "0123456789abcdef",
        "user": "-",
        "task": "catalog.example",
        "task_id": "7",
        "release": "2026.11",
        "logger": "cineradar.tests",
        "message": "Done.",
        "ms": 12,
    }


def test_each_request_has_one_line(alpha, people, client_for, lines):
    client = client_for(alpha, people.ana)
    answer = client.get("/studio/?q=private-word", headers={"x-request-id": "abcdef0123456789"})
    line = access_line(lines)
    assert (line["method"], line["status"]) == ("GET", answer.status_code)
    assert line["ms"] > 0
    assert line["route"] not in {"", "none"}
    assert (line["studio"], line["user"]) == (alpha.schema_name, str(people.ana.pk))
    assert line["request_id"] == answer.headers["X-Request-ID"] == "abcdef0123456789"
    assert "private-word" not in lines()


def test_what_a_visitor_sends_begins_no_line(alpha, client_for, lines):
    evil = 'x\r\n{"level": "ERROR", "message": "forged"}\nERROR root: forged \x1b[31m\u2028'
    client = client_for(alpha)
    client.get("/nowhere\r\nERROR root: forged/", headers={"user-agent": evil})
    logger.warning("Refused %s", evil, extra={"agent": evil})
    break_with(evil, "It broke.")

    assert all(isinstance(line, dict) for line in objects(lines()))
    assert not [line for line in objects(lines()) if line["message"] == "forged"]
    plain = lines("plain")
    assert not [line for line in plain.splitlines() if line.startswith(("ERROR root", "{"))]
    assert not set(plain) & set("\r\x1b\u2028")


@pytest.mark.parametrize("given", ["abcdefgh\n", "short", "a" * 65, "abcdefgh ijkl", ""])
def test_an_id_that_is_none_is_replaced(given):
    with identified(given) as name:
        assert name != given
        assert logs.SAFE_ID.fullmatch(name)


@pytest.mark.parametrize("secret", SECRETS)
def test_secrets_are_hidden(lines, secret):
    logger.error("Sent %s", secret, extra={"body": {"detail": secret}, "headers": [secret]})
    break_with(secret, f"It broke with {secret}")
    for text in (lines("json"), lines("plain")):
        assert "hunter2" not in text
        assert "4242" not in text
    assert lines().count("\n") == 2


def test_values_of_telling_names_are_hidden_whatever_they_are(lines):
    told = {
        "Api-Key": "hunter2",
        "cardNumber": 4242,
        "film": "Kept",
        "deep": [{"token": "hunter2"}],
    }
    logger.info("Told.", extra={"told": told})
    (line,) = objects(lines())
    hidden = {"Api-Key": "[hidden]", "cardNumber": "[hidden]", "deep": [{"token": "[hidden]"}]}
    assert line["told"] == {**hidden, "film": "Kept"}


def test_a_sign_in_leaves_no_password_in_the_log(alpha, people, client_for, lines):
    form = {"login": people.ana.email, "password": "hunter2-hunter2"}
    client_for(alpha).post("/accounts/login/", form)
    assert "hunter2" not in lines()
    assert "hunter2" not in lines("plain")


def test_a_task_keeps_the_id_of_the_request_that_asked(
    in_alpha, lines, django_capture_on_commit_callbacks
):
    with identified("fedcba9876543210"), django_capture_on_commit_callbacks(execute=True):
        enqueue("catalog.forget_stale_files")
    assert current_studio_or_none() is not None
    (line,) = [one for one in objects(lines()) if one["logger"] == "cineradar.work"]
    assert (line["task"], line["request_id"]) == ("catalog.forget_stale_files", "fedcba9876543210")
    assert (line["studio"], line["outcome"]) == ("alpha", "done")
    assert len(line["task_id"]) == 36
    assert line["ms"] > 0


def test_a_socket_names_its_person_and_the_id_of_its_handshake(lines, people, alpha):
    from apps.core.logs import asked_by
    from apps.core.realtime.visits import Visit
    from apps.core.tenancy import ref_of

    visit = Visit("alpha.localhost", ref_of(alpha), "192.0.2.7", people.ana)
    with identified("00aa223344556677"), asked_by(visit):
        logger.info("Here.")
    (line,) = objects(lines())
    assert (line["user"], line["request_id"]) == (str(people.ana.pk), "00aa223344556677")
