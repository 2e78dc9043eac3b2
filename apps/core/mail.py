"""Letters: plain text and HTML from one template, in the site's look and the reader's language."""

from email.utils import formataddr, parseaddr
from functools import cache
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.module_loading import import_string

from apps.core.letters import pieces_of
from apps.core.queue import enqueue


def send_letter(template: str, *, to: str, context: dict[str, Any], language: str = "") -> None:
    """Queue the letter ``<template>_subject.txt`` + ``<template>_message.txt`` to one address.

    Rendered here, in the caller's studio and in ``language`` (the current one when empty); sent by
    a worker after the current transaction has committed. Links in ``context`` are absolute.
    """
    with translation.override(language or translation.get_language()):
        look = _look()()
        everything = {**look, **context}
        subject = " ".join(render_to_string(f"{template}_subject.txt", everything).split())
        text = render_to_string(f"{template}_message.txt", everything).strip()
        html = render_to_string(
            "core/email_letter.html", {**everything, "subject": subject, "pieces": pieces_of(text)}
        )
    sender = sender_named(look["sender_name"])
    enqueue("core.send_mail", to=to, subject=subject, text=text, html=html, sender=sender)


def sender_named(name: str) -> str:
    """Our address under the site's own name."""
    return formataddr((name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def deliver(*, to: str, subject: str, text: str, html: str, sender: str) -> None:
    """Hand the letter to the mail server. Raises what the mail back-end raises."""
    message = EmailMultiAlternatives(subject, text, sender, [to])
    message.attach_alternative(html, "text/html")
    message.send()


@cache
def _look() -> Any:
    """Core knows no studio: a setting names the function that describes the current site."""
    return import_string(settings.MAIL_LOOK)
