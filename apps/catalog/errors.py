"""Refusals of the catalogue. Texts carry no placeholders, so a code alone can be shown later."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from apps.core.errors import (
    Conflict,
    DomainError,
    Forbidden,
    Gone,
    PaymentRequired,
    Unavailable,
    Unprocessable,
)


class FilmHasNoVideo(Conflict):
    code = "film_has_no_video"
    message = _("This film has no finished video yet. Upload one and wait until it is encoded.")


class FilmIsNotDraft(Conflict):
    code = "film_is_not_draft"
    message = _("Only a draft can be deleted. Withdraw this film instead.")


class FilmIsNotPublished(Conflict):
    code = "film_is_not_published"
    message = _("This film is not on the site.")


class FilmIsPublished(Conflict):
    code = "film_is_published"
    message = _("This film is on the site already.")


class FilmAddressTaken(Conflict):
    code = "film_address_taken"
    message = _("Another film has this address. Choose another one.")


class SeriesAddressTaken(Conflict):
    code = "series_address_taken"
    message = _("Another series has this address. Choose another one.")


class CollectionAddressTaken(Conflict):
    code = "collection_address_taken"
    message = _("Another collection has this address. Choose another one.")


class ContributorAddressTaken(Conflict):
    code = "contributor_address_taken"
    message = _("Somebody else has this address. Choose another one.")


class FilmHasExtras(Conflict):
    code = "film_has_extras"
    message = _("Trailers or extras belong to this film. Delete them first.")


class ExtraOfExtra(Conflict):
    code = "extra_of_extra"
    message = _("A trailer or an extra cannot have extras of its own.")


class SeriesIsPublished(Conflict):
    code = "series_is_published"
    message = _("This series is on the site already.")


class SeriesIsNotPublished(Conflict):
    code = "series_is_not_published"
    message = _("This series is not on the site.")


class SeriesIsNotDraft(Conflict):
    code = "series_is_not_draft"
    message = _("Only a draft can be deleted. Withdraw this series instead.")


class SeriesHasEpisodes(Conflict):
    code = "series_has_episodes"
    message = _("Episodes or extras belong to this series. Delete or move them first.")


class SeriesHasNoEpisodes(Conflict):
    code = "series_has_no_episodes"
    message = _("None of the episodes is on the site. Publish one of them first.")


class SeasonNumberTaken(Conflict):
    code = "season_number_taken"
    message = _("The series has a season of this number already.")


class SeasonHasEpisodes(Conflict):
    code = "season_has_episodes"
    message = _("Episodes belong to this season. Delete or move them first.")


class EpisodeNumberTaken(Conflict):
    code = "episode_number_taken"
    message = _("The season has an episode of this number already.")


class NotAnEpisode(Conflict):
    code = "not_an_episode"
    message = _("Only an episode has a place in a season.")


class ScheduledInThePast(Unprocessable):
    code = "scheduled_in_the_past"
    message = _("Choose a time that is still to come, or publish now.")


class WindowEndsBeforeStart(Unprocessable):
    code = "window_ends_before_start"
    message = _("A release window ends after it starts.")


class CountryUnknown(Unprocessable):
    code = "country_unknown"
    message = _("There is no such country. Use two letters, such as ID or IN.")


class RatingImpossible(Unprocessable):
    code = "rating_impossible"
    message = _("A rating is an age from 0 to 21.")


class ImportHasMistakes(Unprocessable):
    code = "import_has_mistakes"
    message = _("Nothing was imported: correct the lines that are named and try again.")


class ArtworkRefused(Unprocessable):
    """``sentence`` says what is wrong with the picture and what to do."""

    code = "artwork_refused"
    message = _("This picture cannot be used. Choose a JPEG, PNG or WebP of at most 50 megapixels.")

    def __init__(self, sentence: Any, **context: Any) -> None:
        super().__init__(**context)
        self.message = sentence


class SubtitleFault(TextChoices):
    """What is wrong in a line of a file with subtitles."""

    TOO_LARGE = "too_large", _("Files with subtitles have at most 5 MB.")
    NOT_TEXT = "not_text", _("This is not a text file.")
    NO_SIGNATURE = "no_signature", _("A WebVTT file begins with the word WEBVTT.")
    NO_CUES = "no_cues", _("There are no subtitles in this file.")
    TOO_MANY = "too_many", _("There are more than 20,000 subtitles in this file.")
    BAD_TIMES = "bad_times", _("These times cannot be read.")
    NO_TIMES = "no_times", _("Times are missing: 00:00:01,000 --> 00:00:02,500.")
    ENDS_EARLY = "ends_early", _("This subtitle ends before it starts.")
    TOO_LATE = "too_late", _("This subtitle ends more than a day after the beginning.")


@dataclass(frozen=True)
class FaultyLine:
    """Where a file cannot be read, and why. Lines count from one."""

    line: int
    fault: SubtitleFault

    def __str__(self) -> str:
        words = _("Line %(line)s: %(fault)s")
        return words % {"line": self.line, "fault": self.fault.label}


class SubtitlesUnreadable(Unprocessable):
    """``faults`` says what is wrong in which lines, the first twenty of them."""

    code = "subtitles_unreadable"
    message = _("This file with subtitles cannot be read. Correct it and upload it again.")

    def __init__(self, faults: Sequence[FaultyLine]) -> None:
        super().__init__(faults=[{"line": f.line, "code": f.fault.value} for f in faults])
        self.faults = list(faults)


class TextTrackExists(Conflict):
    code = "text_track_exists"
    message = _("This film has subtitles of this language and kind already. Replace those instead.")


class CueMalformed(Unprocessable):
    code = "cue_malformed"
    message = _("A subtitle needs words, and has to end after it starts.")


class TextTrackChanged(Conflict):
    code = "text_track_changed"
    message = _("Somebody else changed these subtitles in the meantime. Reload and try again.")


class MarkerOutsideFilm(Unprocessable):
    code = "marker_outside_film"
    message = _("A marker starts and ends inside the film, and ends after it starts.")


class MarkersOverlap(Conflict):
    code = "markers_overlap"
    message = _("This marker overlaps another one. Let one end where the other starts.")


class PlanNeeded(PaymentRequired):
    code = "plan_needed"
    message = _("Your plan does not include this film.")


class UploadOffsetMoved(Conflict):
    code = "upload_offset_moved"
    message = _(
        "The upload is at another place than you think. Ask for its offset and go on there."
    )


class UploadIsOver(DomainError):
    code = "upload_is_over"
    status = HTTPStatus.GONE
    message = _("This upload is finished or has expired. Start a new one.")


class UploadTooLarge(DomainError):
    code = "upload_too_large"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    message = _("This file is larger than the studio may upload.")


class TooManyUploads(Conflict):
    code = "too_many_uploads"
    message = _(
        "The studio has too many unfinished uploads. Finish or cancel some of them, then try again."
    )


class UploadGoesDirect(Conflict):
    code = "upload_goes_direct"
    message = _("This upload is sent to the object store in parts. Ask for their addresses.")


class PartUnknown(Unprocessable):
    code = "part_unknown"
    message = _("This upload has no part of that number.")


class ChunkTooLarge(DomainError):
    code = "chunk_too_large"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    message = _("Send at most 16 MB in one request.")


class UploadDiskFull(DomainError):
    code = "upload_disk_full"
    status = HTTPStatus.INSUFFICIENT_STORAGE
    message = _("There is no room for this file at the moment. What was received so far is safe.")


class UploadRequestMalformed(DomainError):
    code = "upload_request_malformed"
    message = _("The upload headers are missing or wrong.")


class TusVersionUnknown(DomainError):
    code = "tus_version_unknown"
    status = HTTPStatus.PRECONDITION_FAILED
    message = _("This server speaks version 1.0.0 of the tus protocol.")


class ChecksumAlgorithmUnknown(DomainError):
    code = "checksum_algorithm_unknown"
    message = _("Checksums must be SHA-256.")


class ChecksumMismatch(DomainError):
    """460 is the status the tus protocol gives to a damaged piece; HTTP has no name for it."""

    code = "checksum_mismatch"
    status = 460  # type: ignore[assignment]
    message = _("This piece was damaged on its way. Send it again.")


class UploadIncomplete(Conflict):
    code = "upload_incomplete"
    message = _("This upload has not arrived completely.")


class EncodeRunning(Conflict):
    code = "encode_running"
    message = _("A video of this film is being encoded. Wait for it, or cancel it first.")


class EncodeNotRunning(Conflict):
    code = "encode_not_running"
    message = _("This encode is over already.")


class EncodeNotRetryable(Conflict):
    code = "encode_not_retryable"
    message = _("Only a failed or cancelled encode can be tried again.")


class VideoRefused(Unprocessable):
    """The file cannot become a film. Subclasses say why."""

    code = "video_refused"
    message = _("This file cannot be used as a video.")


class NotAVideo(VideoRefused):
    code = "not_a_video"
    message = _(
        "This file is not a video we can read. Upload an MP4, MOV, MKV, WebM, AVI or TS file."
    )


class NoPicture(VideoRefused):
    code = "no_picture"
    message = _("This file has no moving picture.")


class VideoTooLong(VideoRefused):
    code = "video_too_long"
    message = _("This video is longer than 4 hours.")


class VideoHasNoDuration(VideoRefused):
    code = "video_has_no_duration"
    message = _("This video does not say how long it is. Export it again from your editor.")


class PictureTooLarge(VideoRefused):
    code = "picture_too_large"
    message = _("This video is larger than 4096 × 2304 pixels.")


class PictureTooSmall(VideoRefused):
    code = "picture_too_small"
    message = _("This video is smaller than 16 × 16 pixels.")


class FrameRateTooHigh(VideoRefused):
    code = "frame_rate_too_high"
    message = _("This video has more than 60 frames a second.")


class TooManyTracks(VideoRefused):
    code = "too_many_tracks"
    message = _("This file has more than 60 streams.")


class VideoTruncated(VideoRefused):
    code = "video_truncated"
    message = _("This video breaks off before its end. Upload it again.")


class VideoTookTooLong(VideoRefused):
    code = "video_took_too_long"
    message = _("This video took too long to read.")


class EncodeFailed(Unprocessable):
    code = "encode_failed"
    message = _("The video could not be encoded. Try again, or export it anew from your editor.")


class EncodeDiskFull(Unprocessable):
    code = "encode_disk_full"
    message = _("There was no room for the encoded video. Make room and try again.")


class EncodeGivenUp(Unprocessable):
    code = "encode_given_up"
    message = _("The encode was interrupted three times. Try again, or ask for help.")


class PlaybackForbidden(Forbidden):
    code = "playback_forbidden"
    message = _("This link is not yours or has expired. Open the film again.")


class EncodeGone(Conflict):
    code = "encode_gone"
    message = _("What this was about is gone: the video was deleted, or encoded again since.")


def message_of(code: str) -> str:
    """The sentence of a code that was stored, in the reader's language; empty for no code."""
    return str(_MESSAGES.get(code, EncodeFailed.message)) if code else ""


_MESSAGES = {
    refusal.code: refusal.message
    for refusal in list(globals().values())
    if isinstance(refusal, type) and issubclass(refusal, DomainError)
}


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
    """``streams`` names what runs, each with the code that takes its place over."""

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
