"""The audit log in words: what happened, to whom, and what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.accounts.models import AuditEvent

ACTIONS = {
    "person.signed_up": gettext_lazy("Made an account"),
    "person.created": gettext_lazy("Account made"),
    "person.signed_in": gettext_lazy("Signed in"),
    "person.signed_out": gettext_lazy("Signed out"),
    "person.sign_in_failed": gettext_lazy("Failed to sign in"),
    "person.password_changed": gettext_lazy("Changed the password"),
    "person.password_reset": gettext_lazy("Chose a new password by e-mail"),
    "person.email_changed": gettext_lazy("Changed the e-mail address"),
    "person.profile_changed": gettext_lazy("Changed the profile"),
    "person.second_factor_added": gettext_lazy("Added a second factor"),
    "person.second_factor_removed": gettext_lazy("Removed a second factor"),
    "person.second_factor_failed": gettext_lazy("Failed the second step"),
    "person.recovery_codes_renewed": gettext_lazy("Made new recovery codes"),
    "person.refresh_token_reused": gettext_lazy("Signed out: a token was used twice"),
    "person.session_ended": gettext_lazy("Signed out a device"),
    "person.data_requested": gettext_lazy("Asked for the own data"),
    "person.asked_to_be_erased": gettext_lazy("Asked to be erased"),
    "person.stayed": gettext_lazy("Kept the account after all"),
    "person.erased": gettext_lazy("A person was erased"),
    "person.role_changed": gettext_lazy("Changed the role"),
    "person.removed_from_team": gettext_lazy("Removed from the team"),
    "person.signed_out_by_others": gettext_lazy("Signed out everywhere"),
    "person.deactivated": gettext_lazy("Deactivated"),
    "person.reactivated": gettext_lazy("Reactivated"),
    "profile.created": gettext_lazy("Made a viewing profile"),
    "profile.changed": gettext_lazy("Changed a viewing profile"),
    "profile.removed": gettext_lazy("Removed a viewing profile"),
    "profile.pin_set": gettext_lazy("Set the PIN of a viewing profile"),
    "profile.pin_removed": gettext_lazy("Removed the PIN of a viewing profile"),
    "profile.pin_locked": gettext_lazy("Five wrong PINs: a viewing profile is locked"),
    "invitation.sent": gettext_lazy("Invited"),
    "invitation.sent_again": gettext_lazy("Invited again"),
    "invitation.withdrawn": gettext_lazy("Withdrew an invitation"),
    "invitation.accepted": gettext_lazy("Accepted an invitation"),
    "studio.transferred": gettext_lazy("Handed the studio over"),
    "studio.changed": gettext_lazy("Changed the settings"),
    "studio.requested": gettext_lazy("Asked for a new studio"),
    "studio.opening_failed": gettext_lazy("The studio could not be set up"),
    "studio.opening_retried": gettext_lazy("Tried again to set the studio up"),
    "studio.opened": gettext_lazy("The studio opened"),
    "studio.opened_read_only": gettext_lazy("Looked into the studio, changing nothing"),
    "studio.suspended": gettext_lazy("Suspended the studio"),
    "studio.reactivated": gettext_lazy("Reactivated the studio"),
    "studio.closed": gettext_lazy("Closed the studio"),
    "studio.reopened": gettext_lazy("Reopened the studio"),
    "studio.erased": gettext_lazy("Erased the studio for good"),
    "studio.made_canary": gettext_lazy("Chose the studio to be migrated first"),
    "studio.no_longer_canary": gettext_lazy("The studio is no longer migrated first"),
    "studio.restored": gettext_lazy("Restored the studio from a backup"),
    "studio.archive_requested": gettext_lazy("Asked for all of the studio's data"),
    "studio.archive_fetched": gettext_lazy("Downloaded all of the studio's data"),
    "studio.entered_first": gettext_lazy("Entered the new studio"),
    "branding.changed": gettext_lazy("Changed the branding"),
    "domain.claimed": gettext_lazy("Claimed a domain"),
    "domain.claim_withdrawn": gettext_lazy("Gave up a claim to a domain"),
    "domain.added": gettext_lazy("Added a domain"),
    "domain.made_primary": gettext_lazy("Made a domain the main one"),
    "domain.removed": gettext_lazy("Removed a domain"),
    "domain.lost": gettext_lazy("A domain points elsewhere now and was removed"),
    "film.created": gettext_lazy("Added a film"),
    "film.changed": gettext_lazy("Changed a film"),
    "film.poster_changed": gettext_lazy("Changed a poster"),
    "film.backdrop_changed": gettext_lazy("Changed a backdrop"),
    "film.published": gettext_lazy("Published a film"),
    "film.withdrawn": gettext_lazy("Withdrew a film"),
    "film.deleted": gettext_lazy("Deleted a film"),
    "film.windows_changed": gettext_lazy("Changed when and where a film is shown"),
    "film.marker_set": gettext_lazy("Set a marker of a film"),
    "film.sound_described": gettext_lazy("Described a sound of a film"),
    "film.marker_removed": gettext_lazy("Removed a marker of a film"),
    "film.subtitles_added": gettext_lazy("Added subtitles"),
    "film.subtitles_changed": gettext_lazy("Changed subtitles"),
    "film.subtitles_deleted": gettext_lazy("Deleted subtitles"),
    "film.subtitles_published": gettext_lazy("Offered subtitles to viewers"),
    "film.subtitles_withdrawn": gettext_lazy("Withdrew subtitles"),
    "film.subtitles_renamed": gettext_lazy("Renamed subtitles"),
    "film.subtitles_shown_by_default": gettext_lazy("Let subtitles be shown by default"),
    "film.subtitles_no_longer_default": gettext_lazy("Let subtitles be shown by choice"),
    "films.imported": gettext_lazy("Imported a table of films"),
    "episode.created": gettext_lazy("Added an episode"),
    "episode.moved": gettext_lazy("Moved an episode"),
    "extra.created": gettext_lazy("Added an extra"),
    "trailer.created": gettext_lazy("Added a trailer"),
    "series.created": gettext_lazy("Added a series"),
    "series.changed": gettext_lazy("Changed a series"),
    "series.poster_changed": gettext_lazy("Changed a series’ poster"),
    "series.backdrop_changed": gettext_lazy("Changed a series’ backdrop"),
    "series.published": gettext_lazy("Published a series"),
    "series.withdrawn": gettext_lazy("Withdrew a series"),
    "series.deleted": gettext_lazy("Deleted a series"),
    "season.created": gettext_lazy("Added a season"),
    "season.changed": gettext_lazy("Changed a season"),
    "season.deleted": gettext_lazy("Deleted a season"),
    "collection.created": gettext_lazy("Added a collection"),
    "collection.changed": gettext_lazy("Changed a collection"),
    "collection.filled": gettext_lazy("Changed the titles of a collection"),
    "collection.deleted": gettext_lazy("Deleted a collection"),
    "contributor.created": gettext_lazy("Added a person to be credited"),
    "contributor.changed": gettext_lazy("Changed a credited person"),
    "contributor.portrait_changed": gettext_lazy("Changed a portrait"),
    "contributor.deleted": gettext_lazy("Deleted a credited person"),
    "credits.changed": gettext_lazy("Changed credits"),
    "title.ratings_changed": gettext_lazy("Changed ages by country"),
    "title.scheduled": gettext_lazy("Chose when a title is published"),
    "upload.started": gettext_lazy("Started an upload"),
    "upload.cancelled": gettext_lazy("Cancelled an upload"),
    "encode.started": gettext_lazy("Started an encode"),
    "encode.cancelled": gettext_lazy("Cancelled an encode"),
    "encode.retried": gettext_lazy("Started an encode again"),
    "report.requested": gettext_lazy("Asked for a report"),
    "report.deleted": gettext_lazy("Deleted a report"),
    "job.cancelled": gettext_lazy("Cancelled background work"),
    "job.retried": gettext_lazy("Started background work again"),
    "task.retried": gettext_lazy("Tried a dead letter again"),
    "task.discarded": gettext_lazy("Discarded a dead letter"),
}
ICONS = {
    "person": "user-round",
    "invitation": "mail",
    "studio": "building-2",
    "branding": "palette",
    "domain": "globe",
    "film": "film",
    "films": "film",
    "episode": "tv",
    "extra": "film",
    "trailer": "film",
    "series": "tv",
    "season": "tv",
    "collection": "layers",
    "contributor": "users-round",
    "credits": "users-round",
    "title": "calendar",
    "upload": "cloud-upload",
    "encode": "cog",
    "report": "file-text",
    "job": "cog",
    "task": "cog",
}
ALARMING = {
    "person.sign_in_failed",
    "person.second_factor_failed",
    "person.refresh_token_reused",
    "domain.lost",
}


@dataclass(frozen=True)
class WordedEvent:
    """An event as a row of the log shows it."""

    at: datetime
    who: str
    what: str
    target: str
    details: str
    ip: str
    request_id: str
    icon: str
    tone: str

    @property
    def title(self) -> str:
        return self.who or _("Somebody")

    @property
    def text(self) -> str:
        return " · ".join(filter(None, [self.what, self.target]))


def in_words(events: Iterable[AuditEvent]) -> list[WordedEvent]:
    """The events as people read them."""
    return [_worded(event) for event in events]


def action_in_words(action: str) -> str:
    """What ``action`` is called; its code for one that has no name yet."""
    return str(ACTIONS.get(action, action))


def _worded(event: AuditEvent) -> WordedEvent:
    about_oneself = event.target_pk is not None and event.target_pk == event.actor_pk
    return WordedEvent(
        at=event.at,
        who=event.actor_label,
        what=action_in_words(event.action),
        target="" if about_oneself else event.target_label,
        details=", ".join(_detail(name, value) for name, value in event.changes.items()),
        ip=event.ip or "",
        request_id=event.request_id,
        icon=ICONS.get(event.action.partition(".")[0], "activity"),
        tone="danger" if event.action in ALARMING else "",
    )


def _detail(name: str, value: Any) -> str:
    label = name.replace("_", " ")
    if isinstance(value, list) and len(value) == 2:
        before, after = (("—" if part in (None, "") else part) for part in value)
        return f"{label}: {before} → {after}"
    return f"{label}: {value}"
