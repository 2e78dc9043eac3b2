"""Doing a call once, however often it is sent.

Claim, work and answer are one transaction. So after a crash there is either all of it or nothing,
and the next try does the work: no claim can be left behind, and none needs to grow stale. What a
call hands to the queue is in the same transaction; a piece of work outside the database (a file)
has to bear being done again. The answer rests encrypted with the caller's key, which is not stored.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.encoding import force_bytes

from apps.accounts.errors import IdempotencyKeyReused, StillRunning
from apps.accounts.models import IdempotentCall, User
from apps.core.tenancy import current_studio

KEPT_FOR = timedelta(hours=24)
# The same call may well succeed later. What it has left behind (a wrong PIN that counts) stays.
NOT_KEPT = (HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS)


@dataclass(frozen=True)
class Call:
    """Who calls what with which key; ``fingerprint`` is of everything he sent."""

    caller: str
    user: User | None
    method: str
    path: str
    key: str
    fingerprint: str

    @property
    def claim(self) -> str:
        return _digest(self.caller, self.method, self.path, self.key)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_fault(self) -> bool:
        return self.status >= HTTPStatus.INTERNAL_SERVER_ERROR

    @property
    def is_kept(self) -> bool:
        return not self.is_fault and self.status not in NOT_KEPT


def answer_once(call: Call, work: Callable[[], Answer]) -> tuple[Answer, bool]:
    """The answer of ``work``, and whether it is a saved one that was given before.

    Raises StillRunning while the same call is being carried out, and IdempotencyKeyReused when the
    key came with other content before. A fault (5xx) undoes the work and is not kept.
    """
    try:
        with transaction.atomic():
            _claim(call)
            before = IdempotentCall.objects.filter(claim=call.claim).first()
            if before is not None:
                return _given_before(before, call), True
            return _carried_out(call, work), False
    except _Undone as undone:
        return undone.answer, False


def forget_old_calls() -> int:
    """Delete the answers that are older than a day; returns how many."""
    old = IdempotentCall.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[0]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


class _Undone(Exception):
    """Takes the work back; its answer is given all the same."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__(answer.status)


def _claim(call: Call) -> None:
    """Held until the transaction ends, also by a crash; the unique claim is the second wall."""
    name = f"{current_studio().schema_name}:{call.claim}"
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        if not cursor.fetchone()[0]:
            raise StillRunning(retry_after=1)


def _given_before(row: IdempotentCall, call: Call) -> Answer:
    if not hmac.compare_digest(row.fingerprint, call.fingerprint):
        raise IdempotencyKeyReused
    body = _seal(call).decrypt(bytes(row.body))
    return Answer(status=row.status, headers=row.headers, body=body)


def _carried_out(call: Call, work: Callable[[], Answer]) -> Answer:
    row = IdempotentCall.objects.create(
        claim=call.claim, fingerprint=call.fingerprint, user=call.user
    )
    answer = work()
    if answer.is_fault:
        raise _Undone(answer)
    if not answer.is_kept:
        row.delete()
        return answer
    row.status, row.headers = answer.status, dict(answer.headers)
    row.body = _seal(call).encrypt(answer.body)
    row.save(update_fields=["status", "headers", "body"])
    return answer


def _seal(call: Call) -> MultiFernet:
    """Needs our secret and the caller's key, so neither a dump nor a caller alone opens it."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_fernet_key(secret, call)) for secret in secrets])


def _fernet_key(secret: str | bytes, call: Call) -> bytes:
    text = "\x1f".join(["idempotent-call", call.claim, call.key]).encode()
    return base64.urlsafe_b64encode(hmac.digest(force_bytes(secret), text, "sha256"))
