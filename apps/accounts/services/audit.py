"""The audit log: written inside the service that did the thing, in its transaction."""

from typing import Any

from django.db.models import Model, Q

from apps.accounts.models import AuditEvent, User
from apps.core.logs import request_id
from apps.core.origin import current_origin

LABEL_LENGTH = 254


def record(
    action: str,
    *,
    by: User | str | None,
    target: Model | None = None,
    changes: dict[str, Any] | None = None,
) -> AuditEvent:
    """Note that ``by`` (a person, a name such as "beat", or nobody) did ``action`` to ``target``.

    ``action`` is ``noun.verb`` in the past tense ("film.published"); ``changes`` holds JSON types,
    ``{"role": ["viewer", "editor"]}`` for a change, and never secrets. Address and request id
    come from the request that is being answered.
    """
    return AuditEvent.objects.create(
        action=action,
        actor_pk=by.pk if isinstance(by, User) else None,
        actor_label=_label(by),
        target_type=(target._meta.model_name or "") if target is not None else "",
        target_pk=target.pk if target is not None else None,
        target_label=_label(target),
        changes=changes or {},
        ip=current_origin().ip,
        request_id=_request_id(),
    )


def forget_people_of(target: Model) -> None:
    """For something that is erased with all its people: what was done to it stays on the
    platform's record, and who did it only where he is one of the platform's own."""
    ours = User.objects.values("pk")
    events = AuditEvent.objects.filter(target_pk=target.pk)
    theirs = events.filter(~Q(actor_pk__in=ours), actor_pk__isnull=False)
    by_address = events.filter(actor_pk=None, actor_label__contains="@")
    for found in (theirs, by_address):
        found.update(actor_label="", ip=None)


def _label(thing: object) -> str:
    return str(thing)[:LABEL_LENGTH] if thing is not None else ""


def _request_id() -> str:
    identifier = request_id.get()
    return "" if identifier == "-" else identifier
