"""Development only: the messages that were sent, so that links in them can be followed."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

SHOWN = 50
# The file-based back-end writes a line of dashes after each message.
DIVIDER = b"-" * 79


@dataclass(frozen=True)
class Letter:
    subject: str
    sender: str
    to: str
    sent: str
    body: str


def mailbox(request: HttpRequest) -> HttpResponse:
    if not settings.DEVELOPER_PAGES:
        raise Http404
    letters = newest_letters(Path(settings.EMAIL_FILE_PATH))
    return render(request, "core/mailbox.html", {"letters": letters})


def newest_letters(directory: Path) -> list[Letter]:
    """The last letters sent, newest first."""
    files = sorted(directory.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    letters = [letter for file in files[:SHOWN] for letter in reversed(_letters_in(file))]
    return letters[:SHOWN]


def _letters_in(file: Path) -> list[Letter]:
    parts = file.read_bytes().split(DIVIDER)
    return [_letter(part.strip(), file) for part in parts if part.strip()]


def _letter(raw: bytes, file: Path) -> Letter:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    plain = message.get_body(preferencelist=("plain",))
    when = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    return Letter(
        subject=str(message["Subject"] or ""),
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        sent=when.strftime("%Y-%m-%d %H:%M:%S"),
        body=plain.get_content() if plain else "",
    )
