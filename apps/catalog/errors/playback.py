"""Refusals about playing, and what would help."""

from django.utils.translation import gettext_lazy as _

from apps.core.errors import Conflict, Forbidden, Gone, PaymentRequired, Unavailable


class PlanNeeded(PaymentRequired):
    code = "plan_needed"
    message = _("Your plan does not include this film.")


class PlaybackForbidden(Forbidden):
    code = "playback_forbidden"
    message = _("This link is not yours or has expired. Open the film again.")


class EncodeGone(Conflict):
    code = "encode_gone"
    message = _("What this was about is gone: the video was deleted, or encoded again since.")


class NotInYourCountry(Forbidden):
    code = "not_in_your_country"
    message = _("This film cannot be watched in your country.")


class NotYetAvailable(Forbidden):
    """``at`` is when it starts, where that is known."""

    code = "not_yet_available"
    message = _("This film cannot be watched yet.")


class NoLongerAvailable(Forbidden):
    code = "no_longer_available"
    message = _("This film is no longer available.")


class ProfileTooYoung(Forbidden):
    code = "profile_too_young"
    message = _("This film is for older viewers than this profile is for. Choose another profile.")


class TooManyStreams(Conflict):
    """``streams`` names what runs, each with the code that takes its place over.

    A title is empty where the profile that asks would not find the film.
    """

    code = "too_many_streams"
    message = _(
        "Your plan plays no more films at the same time. Stop one of them, or take it over."
    )


class TakeoverExpired(Conflict):
    code = "takeover_expired"
    message = _("This stream can no longer be taken over. Start again and choose anew.")


class StreamEnded(Gone):
    """``reason`` is one of PlayEnd; ``why`` the refusal that a new start would meet, if any."""

    code = "stream_ended"
    message = _("This stream is over. Start it again to go on watching.")


class MediaExpired(Gone):
    code = "media_expired"
    message = _("This address has expired. Start the film again to get a new one.")


class PlaybackAway(Unavailable):
    code = "playback_away"
    message = _("Films cannot be played right now. Try again in a few seconds.")


class HistoryAway(Unavailable):
    code = "history_away"
    message = _("What you watch cannot be remembered right now. Try again in a few seconds.")
