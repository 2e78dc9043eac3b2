"""What a demo studio is made of: the shapes of the data in the files beside this one."""

from dataclasses import dataclass, field
from enum import StrEnum


class Access(StrEnum):
    """The least plan that opens a film."""

    FREE = "free"
    BASIC = "basic"
    PREMIUM = "premium"


class Lettering(StrEnum):
    """How a title is set: a typeface with a temperament."""

    SERIF = "serif"
    ITALIC = "italic"
    BLACK = "black"
    CONDENSED = "condensed"
    WIDE = "wide"
    LIGHT = "light"


class Layout(StrEnum):
    """Where the title stands on the poster."""

    FOOT = "foot"
    HEAD = "head"
    TOWER = "tower"
    SIDE = "side"


class Weather(StrEnum):
    """What drifts through a clip in front of the picture."""

    NONE = "none"
    RAIN = "rain"
    SNOW = "snow"
    EMBERS = "embers"
    FIREFLIES = "fireflies"
    DUST = "dust"
    PETALS = "petals"
    STARS = "stars"


class Grade(StrEnum):
    """The last filter over a clip."""

    CLEAN = "clean"
    GRAIN = "grain"
    OLD_FILM = "old_film"
    NEON = "neon"
    DREAM = "dream"
    LAMPLIGHT = "lamplight"


class Timbre(StrEnum):
    """The instrument of a tune."""

    PLUCK = "pluck"
    BELL = "bell"
    PAD = "pad"
    FLUTE = "flute"


@dataclass(frozen=True)
class Palette:
    """The colours of one film's key art, as #rrggbb."""

    sky: tuple[str, ...]
    light: str
    far: str
    near: str
    dark: str
    accent: str
    title: str


@dataclass(frozen=True)
class Tune:
    """A few bars for a clip: steps of a scale, in semitones above ``root`` (cents as decimals)."""

    timbre: Timbre
    root: float
    scale: tuple[float, ...]
    steps: tuple[int | None, ...]
    beat: float
    drone: bool = False


@dataclass(frozen=True)
class ClipPlan:
    """How a film's clip is made."""

    tune: Tune | None
    weather: Weather = Weather.NONE
    grade: Grade = Grade.CLEAN
    width: int = 1280
    height: int = 720
    frame_rate: int = 24
    seconds: int = 10
    drift: float = 1.0


@dataclass(frozen=True)
class DemoSound:
    """One sound of a clip: the film's tune, moved by so many semitones so that one hears which."""

    language: str
    semitones: float = 0.0
    is_description: bool = False


@dataclass(frozen=True)
class DemoLine:
    """Something said in a clip, in every language that it is subtitled in; times in seconds."""

    starts: float
    ends: float
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DemoMarker:
    """A stretch that may be skipped, in seconds."""

    kind: str
    starts: float
    ends: float


@dataclass(frozen=True)
class DemoFilm:
    """A film that nobody has shot."""

    slug: str
    title: str
    tagline: str
    synopsis: str
    year: int
    director: str
    cast: tuple[str, ...]
    genres: tuple[str, ...]
    maturity: str
    language: str
    palette: Palette
    clip: ClipPlan
    lettering: Lettering = Lettering.SERIF
    layout: Layout = Layout.FOOT
    native_title: str = ""
    access: Access = Access.FREE
    # Whose scene is painted, where it is not its own.
    scene: str = ""
    sounds: tuple[DemoSound, ...] = ()
    lines: tuple[DemoLine, ...] = ()
    markers: tuple[DemoMarker, ...] = ()
    tags: tuple[str, ...] = ()
    # Of extras and trailers: what they are, and which film they belong to.
    kind: str = "film"
    part_of: str = ""


@dataclass(frozen=True)
class DemoSeason:
    title: str
    episodes: tuple[DemoFilm, ...]


@dataclass(frozen=True)
class DemoSeries:
    """A series; its pictures are painted like those of a film."""

    cover: DemoFilm
    seasons: tuple[DemoSeason, ...]

    @property
    def episodes(self) -> tuple[DemoFilm, ...]:
        return tuple(episode for season in self.seasons for episode in season.episodes)


@dataclass(frozen=True)
class DemoCollection:
    """Films and series by their slugs, in the order in which they are shown."""

    slug: str
    title: str
    synopsis: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class DemoProfile:
    """Somebody who watches with the demo viewer's account; the first comes with the account."""

    name: str
    avatar: str = ""
    colour: str = ""
    is_kids: bool = False
    max_age: int = 18
    pin: str = ""


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who can sign in to the demo."""

    role: str
    name: str
    email: str
    language: str = ""


class Mark(StrEnum):
    """The sign in a studio's logo."""

    GRASS = "grass"
    WING = "wing"


@dataclass(frozen=True)
class DemoBranding:
    """How a demo studio looks."""

    mark: Mark
    tagline: str
    brand_colour: str
    accent_colour: str
    background_colour: str
    display_font: str
    body_font: str
    hero_film: str


@dataclass(frozen=True)
class DemoStudio:
    """One white-labelled studio with its people and films."""

    slug: str
    name: str
    time_zone: str
    currency: str
    language: str
    languages: tuple[str, ...]
    branding: DemoBranding
    people: tuple[DemoPerson, ...]
    films: tuple[DemoFilm, ...] = field(repr=False)
    extras: tuple[DemoFilm, ...] = field(default=(), repr=False)
    series: DemoSeries | None = field(default=None, repr=False)
    collections: tuple[DemoCollection, ...] = ()
    profiles: tuple[DemoProfile, ...] = ()

    @property
    def playable(self) -> tuple[DemoFilm, ...]:
        """Everything that has a clip: films, then episodes, then what belongs to films."""
        return (*self.films, *(self.series.episodes if self.series else ()), *self.extras)

    @property
    def owner(self) -> DemoPerson:
        return next(person for person in self.people if person.role == "owner")
