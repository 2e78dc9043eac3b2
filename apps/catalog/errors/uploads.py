"""Refusals about videos on their way up, and their encodes."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from apps.core.errors import Conflict, DomainError, Unprocessable


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
    message = _("This video has more than 250 frames a second.")


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


def message_of(code: str) -> str:
    """The sentence of a code that was stored, in the reader's language; empty for no code."""
    return str(_MESSAGES.get(code, EncodeFailed.message)) if code else ""


_MESSAGES = {
    refusal.code: refusal.message
    for refusal in list(globals().values())
    if isinstance(refusal, type) and issubclass(refusal, DomainError)
}
