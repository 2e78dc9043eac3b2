"""Words that catalog owns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FilmState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class FilmKind(models.TextChoices):
    """What a playable title is to its viewers."""

    FILM = "film", _("Film")
    EPISODE = "episode", _("Episode")
    EXTRA = "extra", _("Extra")
    TRAILER = "trailer", _("Trailer")


class CreditJob(models.TextChoices):
    """What somebody did for a film or a series, in the order in which credits name it."""

    DIRECTOR = "director", _("Director")
    CREATOR = "creator", _("Creator")
    WRITER = "writer", _("Writer")
    ACTOR = "actor", _("Actor")
    PRODUCER = "producer", _("Producer")
    COMPOSER = "composer", _("Composer")
    CAMERA = "camera", _("Camera")
    EDITOR = "editor", _("Editing")
    OTHER = "other", _("Crew")


class MarkerKind(models.TextChoices):
    INTRO = "intro", _("Intro")
    RECAP = "recap", _("Recap")
    CREDITS = "credits", _("Credits")


class TextKind(models.TextChoices):
    SUBTITLES = "subtitles", _("Subtitles")
    SDH = "sdh", _("For the deaf and hard of hearing")
    FORCED = "forced", _("Forced: foreign speech only")


class TextOrigin(models.TextChoices):
    UPLOAD = "upload", _("Uploaded")
    EMBEDDED = "embedded", _("From the video file")
    DESK = "desk", _("Written at the desk")


class AudioKind(models.TextChoices):
    MAIN = "main", _("Main")
    DESCRIBED = "described", _("Audio description")
    COMMENTARY = "commentary", _("Commentary")


class StageName(models.TextChoices):
    """The steps of an encode, in their order."""

    PROBE = "probe", _("Checking the video")
    LOW = "low", _("Small qualities")
    HIGH = "high", _("Large qualities")
    AUDIO = "audio", _("Sound")
    SUBTITLES = "subtitles", _("Subtitles")
    TRICKPLAY = "trickplay", _("Pictures for seeking")


class StageState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    SKIPPED = "skipped", _("Not needed")


class PlayEnd(models.TextChoices):
    """Why a stream ended."""

    LEFT = "left", _("Closed by the viewer")
    TAKEN_OVER = "taken_over", _("Taken over by another device")
    REPLACED = "replaced", _("Started again on the same device")
    SILENT = "silent", _("The player fell silent")
    REVOKED = "revoked", _("No longer allowed")


class AccessLevel(models.TextChoices):
    """What a viewer needs to watch a film."""

    FREE = "free", _("Free")
    BASIC = "basic", _("Basic")
    PREMIUM = "premium", _("Premium")

    @property
    def level(self) -> int:
        """As plans count: the level of the least plan that opens it."""
        return {"free": 0, "basic": 10, "premium": 20}[self.value]


class Maturity(models.TextChoices):
    """From which age a film is meant."""

    ALL = "all", _("All ages")
    SEVEN = "7", _("7 and older")
    THIRTEEN = "13", _("13 and older")
    SIXTEEN = "16", _("16 and older")
    EIGHTEEN = "18", _("18 and older")

    @property
    def age(self) -> int:
        """0 for everybody's."""
        return 0 if self == Maturity.ALL else int(self.value)


class Artwork(models.TextChoices):
    POSTER = "poster", _("Poster")
    BACKDROP = "backdrop", _("Backdrop")


class UploadState(models.TextChoices):
    RECEIVING = "receiving", _("Receiving")
    COMPLETE = "complete", _("Complete")
    REFUSED = "refused", _("Refused")
    EXPIRED = "expired", _("Expired")


class EncodeState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    PROBING = "probing", _("Checking the video")
    ENCODING = "encoding", _("Encoding")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")

    @classmethod
    def unfinished(cls) -> list[str]:
        return [cls.QUEUED, cls.PROBING, cls.ENCODING]
