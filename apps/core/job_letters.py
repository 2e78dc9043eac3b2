"""The letter at the end of long work, for whoever started it and asked to be told."""

from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation

from apps.core.job_kinds import explanation, kind_of, title_of
from apps.core.mail import send_letter
from apps.core.models import Job


def announce_end(job: Job) -> None:
    """Queue the letter, in the language and with the links of the site it was asked for on.

    Call it in the job's studio and in the transaction that ended the job, so that there is one
    letter for one end. People who may no longer sign in get none.
    """
    if not job.mail_wanted:
        return
    person = _reader_of(job)
    if person is None:
        return
    with translation.override(job.mail_language):
        send_letter(
            "core/email/job_over",
            to=person.email,
            context=_words(job, name=str(person)),
            language=job.mail_language,
        )


def _reader_of(job: Job) -> Any:
    if job.started_by_pk is None:
        return None
    people = get_user_model()._default_manager
    return people.filter(pk=job.started_by_pk, is_active=True).first()


def _words(job: Job, *, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "title": title_of(job),
        "kind": str(kind_of(job).label),
        "state": job.state,
        "explanation": explanation(job),
        "url": f"{job.mail_site}{page_of(job)}",
    }


def page_of(job: Job) -> str:
    """Where the result, or what became of the work, is to be seen: a path on the site."""
    return kind_of(job).page(job) or reverse("home")
