"""Encodes as long work that people stop and try again from any page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films, can_manage_studios
from apps.catalog.enums import StageName
from apps.catalog.errors import EncodeGone, message_of
from apps.catalog.models import Encode
from apps.catalog.services.encodes import cancel_encode, retry_encode
from apps.core.job_kinds import JobKind, register
from apps.core.models import Job


def _page(job: Job) -> str:
    return reverse("desk-film", args=[job.subject_pk]) if job.subject_pk else ""


def _is_in_charge(person: User) -> bool:
    """The studio's editors, and the platform's staff, who help when an encode is stuck."""
    return can_edit_films(person) or can_manage_studios(person)


def _stop(job: Job, by: User) -> None:
    cancel_encode(_encode_of(job), by=by)


def _repeat(job: Job, by: User) -> Job:
    encode = retry_encode(_encode_of(job), by=by)
    again: Job = Job.objects.for_studio().get(pk=encode.job_pk)
    return again


def _encode_of(job: Job) -> Encode:
    """Raises EncodeGone: it may be deleted, or have been started again since."""
    encode = Encode.objects.select_related("upload", "film").filter(job_pk=job.pk).first()
    if encode is None:
        raise EncodeGone
    return encode


ENCODING = register(
    JobKind(
        key="catalog.transcode",
        label=_("Encoding a film"),
        steps=dict(StageName.choices),
        page=_page,
        managed_by=_is_in_charge,
        stop=_stop,
        repeat=_repeat,
        explain=message_of,
    )
)
