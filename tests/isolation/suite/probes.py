"""Requests of alpha's owner that reach for beta. Each says what is wrong, in sentences."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core import mail
from django.core.cache import caches
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django_redis import get_redis_connection

from tests.isolation.suite.twins import Twins
from tests.permissions.requests import PIECE, RAW, TUS

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
JSON = "application/json"


@dataclass(frozen=True)
class Ask:
    """One request. ``foreign``: it names a row of beta, so nothing may be found."""

    method: str
    path: str
    data: Any = None
    kind: str = MULTIPART_CONTENT
    foreign: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def faults_of(twins: Twins, asks: list[Ask], browser: Client, caplog: Any) -> list[str]:
    """Send each, look at what came back and at what has become of beta, and take it all back."""
    found: list[str] = []
    files = twins.watch.files()
    for ask in asks:
        mark, before = transaction.savepoint(), twins.watch.written()
        response = send(browser, ask)
        found += [f"{ask}: {fault}" for fault in faults_in(twins, ask, response)]
        if twins.watch.written() > before:
            found += [f"{ask}: {fault}" for fault in harm(twins)]
        transaction.savepoint_rollback(mark)
    if twins.watch.files() != files:
        found.append("files of beta were changed")
    found += leftovers(twins, [ask.path for ask in asks], caplog)
    return found


def send(browser: Client, ask: Ask) -> HttpResponseBase:
    if ask.method == "GET":
        return browser.get(ask.path, ask.data)
    headers = TUS if ask.kind == PIECE else {}
    return browser.generic(ask.method, ask.path, body_of(browser, ask), ask.kind, headers=headers)


def body_of(browser: Client, ask: Ask) -> bytes | str:
    if ask.kind == JSON:
        return json.dumps(ask.data or {}, default=str)
    if ask.kind in RAW:
        return RAW[ask.kind]
    form = {name: value() if callable(value) else value for name, value in (ask.data or {}).items()}
    return browser._encode_data(form, MULTIPART_CONTENT)


def faults_in(twins: Twins, ask: Ask, response: HttpResponseBase) -> Iterator[str]:
    if response.status_code >= 500:
        yield f"answered {response.status_code}"
    if ask.foreign and 200 <= response.status_code < 300:
        yield f"answered {response.status_code} for a row of beta"
    # What was sent may be said again.
    if twins.word in text_of(response).replace(ask.path.lower(), ""):
        yield "the answer holds beta's sentinel"
    if "t/beta/" in str(response.headers.get("X-Accel-Redirect", "")):
        yield "the answer sends a file of beta"


def text_of(response: HttpResponseBase) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{headers}\n{response.cookies.output()}\n{body.decode(errors='replace')}".lower()


def harm(twins: Twins) -> Iterator[str]:
    """What was written in beta, and what of beta was written elsewhere."""
    yield from (f"{table} was changed" for table in twins.watch.changed())
    yield from (f"something of beta came into {table}" for table in twins.watch.stained())


def leftovers(twins: Twins, paths: list[str], caplog: Any) -> Iterator[str]:
    """What does not go back with the transaction: log lines, letters, the cache."""
    if twins.word in without(paths, caplog.text):
        yield "a line of the log holds beta's sentinel"
    if any(twins.word in str(letter.message()) for letter in mail.outbox):
        yield "a letter holds beta's sentinel"
    yield from (f"the cache holds beta's sentinel as {key}" for key in stained_keys(twins.word))


def without(paths: list[str], text: str) -> str:
    for path in paths:
        text = text.replace(path, "")
    return text


def stained_keys(word: str) -> list[str]:
    """This run's keys of anybody but beta that hold the sentinel, in name or in value."""
    redis = get_redis_connection("platform")
    mine = f"*{caches['default'].key_prefix}*"
    keys = [key for key in redis.scan_iter(match=mine, count=5000) if not key.startswith(b"beta:")]
    texts = [key for key in keys if redis.type(key) == b"string"]
    values = zip(texts, redis.mget(texts), strict=True) if texts else ()
    return [key.decode() for key, value in values if word.encode() in key + (value or b"")]


def swapped(value: Any, change: Mapping[str, str]) -> Any:
    """``value`` with each key of alpha's replaced by its twin of beta, at any depth."""
    if isinstance(value, dict):
        return {name: swapped(inner, change) for name, inner in value.items()}
    if isinstance(value, list):
        return [swapped(inner, change) for inner in value]
    return change.get(str(value), value) if not callable(value) else value
