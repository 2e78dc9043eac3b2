"""What the player's page tells its script: the film, the viewer's wishes, and the words it says."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import Profile
from apps.catalog.models import Film

NO_WISHES = {
    "url": "",
    "audio_language": "",
    "subtitle_language": "",
    "autoplay": True,
    "caption_style": {},
}

WORDS = {
    "auto": _("Automatic"),
    "normal": _("Normal"),
    "off": _("Off"),
    "play": _("Play"),
    "pause": _("Pause"),
    "replay": _("Play again"),
    "playing": _("Playing"),
    "paused": _("Paused"),
    "loading": _("Loading"),
    "position": _("At {at}"),
    "resumed": _("Resumed at {at}"),
    "nowPlaying": _("Now playing: {title}"),
    "quality": _("Quality"),
    "qualityIs": _("Quality: {quality}"),
    "upsell": _("{quality} with {plan}"),
    "speed": _("Speed"),
    "speedIs": _("Speed: {speed}"),
    "muted": _("Sound off"),
    "volumeIs": _("Volume {level}"),
    "sound": _("Sound"),
    "soundIs": _("Sound: {track}"),
    "described": _("{language}, audio description"),
    "subtitles": _("Subtitles"),
    "subtitlesAre": _("Subtitles: {track}"),
    "noSubtitles": _("This film has no subtitles"),
    "sdh": _("{language}, for hard of hearing"),
    "captionStyle": _("Look of subtitles…"),
    "ad": _("Ad · {left}"),
    "adBegins": _("Advertisement, {length}"),
    "adSkip": _("Skip ad"),
    "adSkipIn": _("Skip in {seconds}"),
    "adCanSkip": _("You can skip the advertisement: press S"),
    "skip_intro": _("Skip intro"),
    "skip_recap": _("Skip recap"),
    "skip_credits": _("Skip credits"),
    "skipOffered": _("{label}: press S"),
    "nextOffered": _("Next episode: {title}. Press N to play it now, Escape to stay."),
    "nextIn": _("Starts in {seconds} s"),
    "nextCancelled": _("The next episode will not start by itself"),
    "someDevice": _("Another device"),
    "takeOver": _("Stop {title} on {device} and watch here"),
}
CAPTION_STYLES = {
    "size": (
        _("Size"),
        {
            "small": _("Small"),
            "normal": _("Normal"),
            "large": _("Large"),
            "huge": _("Very large"),
        },
    ),
    "font": (
        _("Letters"),
        {
            "sans": _("Plain"),
            "serif": _("With serifs"),
            "mono": _("Typewriter"),
            "casual": _("Casual"),
        },
    ),
    "colour": (
        _("Colour"),
        {
            "white": _("White"),
            "yellow": _("Yellow"),
            "green": _("Green"),
            "cyan": _("Cyan"),
            "magenta": _("Magenta"),
            "black": _("Black"),
        },
    ),
    "edge": (
        _("Edge"),
        {
            "none": _("None"),
            "outline": _("Outline"),
            "shadow": _("Shadow"),
            "raised": _("Raised"),
            "sunken": _("Sunken"),
        },
    ),
    "background": (
        _("Background"),
        {
            "black": _("Black"),
            "white": _("White"),
            "blue": _("Blue"),
            "yellow": _("Yellow"),
        },
    ),
    "opacity": (
        _("Density of the background"),
        {
            "solid": _("Solid"),
            "half": _("See-through"),
            "none": _("None"),
        },
    ),
}


def player_config(film: Film, *, viewer: Any, profile: Profile | None) -> dict[str, Any]:
    """Everything of the page's that the script reads; no queries."""
    return {
        "film": str(film.pk),
        "sessions": reverse("v1:playback-start"),
        "progress": reverse("v1:watch-progress"),
        # Two people on one computer each have their own choices.
        "owner": str(profile.pk if profile else viewer.pk),
        "profile": _wishes_of(profile),
        "words": WORDS,
    }


def _wishes_of(profile: Profile | None) -> dict[str, Any]:
    if profile is None:
        return NO_WISHES
    return {
        "url": reverse("v1:profile-current"),
        "audio_language": profile.audio_language,
        "subtitle_language": profile.subtitle_language,
        "autoplay": profile.autoplay,
        "caption_style": profile.caption_style,
    }


def caption_choices() -> list[dict[str, Any]]:
    """The parts of a subtitle's look, as the dialog lists them."""
    return [
        {"name": name, "label": label, "choices": choices.items()}
        for name, (label, choices) in CAPTION_STYLES.items()
    ]
