"""What Kush Films shows besides single films: a series, a trailer, an extra, subtitles, profiles."""

from apps.studio.domain.demo import tunes
from apps.studio.domain.demo.episodes import episode_of, short_clip
from apps.studio.domain.demo.showcase import (
    ClipPlan,
    DemoCollection,
    DemoFilm,
    DemoLine,
    DemoProfile,
    DemoSeason,
    DemoSeries,
    DemoSound,
    Layout,
    Lettering,
    Palette,
    Weather,
)

SOUNDS = (
    DemoSound("hi"),
    DemoSound("en", semitones=5),
    DemoSound("hi", semitones=-7, is_description=True),
)
LINES = (
    DemoLine(
        0.8,
        3.0,
        (
            ("en", "Four days. Then the water takes it all."),
            ("hi", "चार दिन। फिर सब कुछ पानी ले जाएगा।"),
            ("ta", "நான்கு நாட்கள். பிறகு எல்லாம் நீருக்கே."),
            ("bn", "চার দিন। তারপর সব জলের।"),
        ),
    ),
    DemoLine(
        3.4,
        6.2,
        (
            ("en", "His name is on every page."),
            ("hi", "हर पन्ने पर उनका नाम है।"),
            ("ta", "ஒவ்வொரு பக்கத்திலும் அவர் பெயர்."),
            ("bn", "প্রতিটি পাতায় তাঁর নাম।"),
        ),
    ),
    DemoLine(
        6.6,
        9.2,
        (
            ("en", "The sea keeps its own accounts."),
            ("hi", "समुंदर अपना हिसाब ख़ुद रखता है।"),
            ("ta", "கடல் தன் கணக்கைத் தானே வைக்கிறது."),
            ("bn", "সমুদ্র নিজের হিসাব নিজেই রাখে।"),
        ),
    ),
)
NIGHT_MAIL = Palette(
    sky=("#10152b", "#27305c", "#5d5a8c", "#e0a070"),
    light="#ffe2b8",
    far="#3a4272",
    near="#1d2447",
    dark="#090c1b",
    accent="#e8563f",
    title="#fff0d6",
)
RAIN_MAIL = Palette(
    sky=("#0f2027", "#1f3d44", "#4b7a78", "#d9b27c"),
    light="#ffe6b8",
    far="#2f5a5c",
    near="#17383c",
    dark="#081719",
    accent="#f0803c",
    title="#fff3dc",
)
SNOW_MAIL = Palette(
    sky=("#1b2a41", "#3d5a80", "#98b6d4", "#fbeee0"),
    light="#ffffff",
    far="#9db4cc",
    near="#5d7a9a",
    dark="#16233a",
    accent="#d1495b",
    title="#ffffff",
)


COVER = DemoFilm(
    slug="dead-letter-office",
    title="Dead Letter Office",
    native_title="लावारिस डाक",
    tagline="Somebody has to open them.",
    synopsis=(
        "In a basement under Mumbai's General Post Office two clerks read the letters that "
        "found nobody, and deliver the ones that still can. Each of them is a story that was "
        "meant for somebody else."
    ),
    year=2026,
    director="Vasundhara Kelkar",
    cast=("Sulabha Phadnis", "Devansh Trivedi"),
    genres=("Drama", "Mystery"),
    maturity="7",
    language="hi",
    palette=NIGHT_MAIL,
    clip=ClipPlan(None),
    scene="last-local-to-virar",
    lettering=Lettering.CONDENSED,
    layout=Layout.TOWER,
)
SERIES = DemoSeries(
    cover=COVER,
    seasons=(
        DemoSeason(
            "Monsoon Mail",
            (
                episode_of(
                    COVER,
                    "the-clerk-from-virar",
                    "The Clerk from Virar",
                    "The first bag is always the heaviest.",
                    "On her first night a clerk opens a letter addressed to the seat she takes every "
                    "evening. Whoever wrote it knows what she is going to do about it.",
                    scene="last-local-to-virar",
                    palette=NIGHT_MAIL,
                    clip=short_clip(tunes.LAST_TRAIN, Weather.STARS),
                ),
                episode_of(
                    COVER,
                    "return-to-sender",
                    "Return to Sender",
                    "Some doors have moved.",
                    "A parcel has come back eleven times from a house that the river took. The "
                    "twelfth time they take it there themselves.",
                    scene="hilsa-season",
                    palette=RAIN_MAIL,
                    clip=short_clip(tunes.RAIN_ON_THE_DOCKS, Weather.RAIN),
                ),
            ),
        ),
        DemoSeason(
            "Winter Mail",
            (
                episode_of(
                    COVER,
                    "above-the-snowline",
                    "Above the Snowline",
                    "No post beyond this point.",
                    "A postcard from a border post says only 'soon'. It was written thirty winters "
                    "ago, and there is still somebody who waits for it.",
                    scene="snowline",
                    palette=SNOW_MAIL,
                    clip=short_clip(tunes.SNOWLINE, Weather.SNOW),
                ),
                episode_of(
                    COVER,
                    "nine-stamps",
                    "Nine Stamps",
                    "He paid for a very long way.",
                    "A child has glued nine stamps on an envelope for the moon. The office decides "
                    "by vote that it must be delivered.",
                    scene="nine-lamps",
                    palette=NIGHT_MAIL,
                    clip=short_clip(tunes.NINE_LAMPS, Weather.FIREFLIES),
                ),
            ),
        ),
    ),
)
EXTRAS = (
    DemoFilm(
        slug="the-salt-road-trailer",
        title="The Salt Road: Trailer",
        tagline="Forty camels. One moon. No map.",
        synopsis=(
            "A first look at The Salt Road: the white desert of Kutch by night, a family, and a "
            "fence that was not there last winter. In a language without words for either."
        ),
        year=2023,
        director="Jignesh Vaghela",
        cast=("Rinku Rabari",),
        genres=("Drama",),
        maturity="all",
        language="hi",
        palette=SNOW_MAIL,
        clip=short_clip(tunes.WHITE_DESERT, Weather.DUST),
        scene="the-salt-road",
        kind="trailer",
        part_of="the-salt-road",
    ),
    DemoFilm(
        slug="five-minutes-of-salt",
        title="Five Minutes of Salt",
        tagline="Behind the scenes: one night, unhurried.",
        synopsis=(
            "The camera stayed on while the crew slept. Five minutes of the white desert as it was, "
            "with the music that was written for it there. Long enough to stop and go on later."
        ),
        year=2023,
        director="Jignesh Vaghela",
        cast=("Rinku Rabari",),
        genres=("Drama",),
        maturity="all",
        language="hi",
        palette=NIGHT_MAIL,
        clip=ClipPlan(
            tunes.WHITE_DESERT, Weather.STARS, width=426, height=240, frame_rate=12, seconds=312
        ),
        scene="the-salt-road",
        kind="extra",
        part_of="the-salt-road",
    ),
)
COLLECTIONS = (
    DemoCollection(
        "night-trains-and-slow-boats",
        "Night trains and slow boats",
        "Stories that arrive late, and are better for it.",
        ("last-local-to-virar", "dead-letter-office", "the-salt-road", "hilsa-season"),
    ),
)
PROFILES = (
    DemoProfile("Kavya"),
    DemoProfile("Amma", "owl", "teal", pin="2580"),
    DemoProfile("Chiku", "rocket", "amber", is_kids=True, max_age=7),
)
