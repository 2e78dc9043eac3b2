"""Kush Films: streaming and Indian cinema. Every film and name is invented."""

from apps.studio.domain.demo import kush_series, tunes
from apps.studio.domain.demo.people import KUSH_PEOPLE
from apps.studio.domain.demo.showcase import (
    Access,
    ClipPlan,
    DemoBranding,
    DemoFilm,
    DemoStudio,
    Grade,
    Layout,
    Lettering,
    Mark,
    Palette,
    Weather,
)

FILMS = (
    DemoFilm(
        slug="monsoon-ledger",
        title="Monsoon Ledger",
        native_title="बारिश का बहीखाता",
        tagline="The sea keeps its own accounts.",
        synopsis=(
            "In the wettest July Mumbai has known, a retired dock accountant finds a ledger of loans "
            "that were never repaid, and the name of her late husband on every page. As the docks "
            "flood, she has four days to collect before the builders and the water take the rest."
        ),
        year=2024,
        director="Vasundhara Kelkar",
        cast=("Sulabha Phadnis", "Imran Qazi", "Tara D'Mello"),
        genres=("Thriller", "Drama"),
        maturity="13",
        language="hi",
        palette=Palette(
            sky=("#0d1b2a", "#1b3a4b", "#3f6b74", "#c98a4b"),
            light="#ffd08a",
            far="#2a4d5c",
            near="#142c3b",
            dark="#07131d",
            accent="#e2572b",
            title="#ffe6bd",
        ),
        clip=ClipPlan(tunes.RAIN_ON_THE_DOCKS, Weather.RAIN, Grade.GRAIN),
        lettering=Lettering.CONDENSED,
        layout=Layout.TOWER,
        sounds=kush_series.SOUNDS,
        lines=kush_series.LINES,
        tags=("sea", "family secrets"),
    ),
    DemoFilm(
        slug="the-salt-road",
        title="The Salt Road",
        native_title="नमक का रास्ता",
        tagline="Forty camels. One moon. No map.",
        synopsis=(
            "Every winter Hiral's family crosses the white desert of Kutch with salt for the coast. "
            "This year her father cannot walk, the road has been fenced, and a stranger from the "
            "survey office asks to come along. He counts the steps; she counts the stars."
        ),
        year=2023,
        director="Jignesh Vaghela",
        cast=("Rinku Rabari", "Devansh Trivedi", "Old Maganbhai"),
        genres=("Drama", "Adventure"),
        maturity="all",
        language="hi",
        palette=Palette(
            sky=("#241b4b", "#5b3a7a", "#c4668a", "#ffc49b"),
            light="#fff3d6",
            far="#d9a6b0",
            near="#8f5c86",
            dark="#2c1a3f",
            accent="#ff8a5b",
            title="#fff3e0",
        ),
        clip=ClipPlan(tunes.WHITE_DESERT, Weather.DUST, Grade.DREAM, seconds=11),
        lettering=Lettering.LIGHT,
        layout=Layout.HEAD,
    ),
    DemoFilm(
        slug="kolam",
        title="Kolam",
        native_title="கோலம்",
        tagline="She draws the day before it happens.",
        synopsis=(
            "Each dawn in Kumbakonam, Paatti draws a kolam at her door, and what she draws comes "
            "true by evening. When her granddaughter comes home with a suitcase and no explanation, "
            "the old woman leaves one line open for the first time in sixty years."
        ),
        year=2025,
        director="Yazhini Arasu",
        cast=("Sakunthala Mami", "Nila Kathiravan", "Prabhu Selvam"),
        genres=("Family", "Fantasy"),
        maturity="all",
        language="ta",
        palette=Palette(
            sky=("#3b0d1f", "#7d1b32", "#b8382f"),
            light="#ffe9c7",
            far="#a52a3a",
            near="#5c1228",
            dark="#2a0614",
            accent="#f5a623",
            title="#fff1d6",
        ),
        clip=ClipPlan(tunes.KOLAM_AT_DAWN, Weather.PETALS, Grade.CLEAN, drift=0.6),
        lettering=Lettering.WIDE,
        layout=Layout.FOOT,
    ),
    DemoFilm(
        slug="last-local-to-virar",
        title="Last Local to Virar",
        native_title="विरार की आख़िरी लोकल",
        tagline="Mind the gap between two people.",
        synopsis=(
            "A wedding singer and an insomniac chartered accountant miss the same train every night "
            "and run for the last one together. Thirty-one stations, one unfinished song, and a "
            "season ticket that runs out on Sunday."
        ),
        year=2022,
        director="Nikhil Sabnis",
        cast=("Ira Wagle", "Zubin Contractor", "Bharti Tandel"),
        genres=("Romance", "Comedy"),
        maturity="7",
        language="hi",
        palette=Palette(
            sky=("#120b2e", "#3a1d5c", "#8c2f6b", "#ff7a59"),
            light="#ffd98a",
            far="#4a2a66",
            near="#26143f",
            dark="#0d0720",
            accent="#ffb703",
            title="#ffe9b8",
        ),
        clip=ClipPlan(tunes.LAST_TRAIN, Weather.STARS, Grade.NEON, drift=1.6),
        lettering=Lettering.BLACK,
        layout=Layout.HEAD,
    ),
    DemoFilm(
        slug="hilsa-season",
        title="Hilsa Season",
        native_title="ইলিশের দিন",
        tagline="Three brothers. One kitchen. No bones spared.",
        synopsis=(
            "When the river police confiscate the only boat in Sundarpur, three brothers who have "
            "not spoken since their mother's funeral must run her fish hotel for one season. A "
            "comedy in eleven recipes, told in the order in which they are ruined."
        ),
        year=2024,
        director="Mrinmoy Sarkar",
        cast=("Anirban Halder", "Souvik Mondal", "Piyali Ganguly"),
        genres=("Comedy", "Family"),
        maturity="all",
        language="bn",
        palette=Palette(
            sky=("#f6c667", "#f7a35c", "#e96b56"),
            light="#fff4cf",
            far="#2f8f8b",
            near="#176a70",
            dark="#0b3a45",
            accent="#c92f3c",
            title="#0b3a45",
        ),
        clip=ClipPlan(tunes.RIVER_SONG, Weather.DUST, Grade.CLEAN, frame_rate=25),
        lettering=Lettering.ITALIC,
        layout=Layout.HEAD,
    ),
    DemoFilm(
        slug="nine-lamps",
        title="Nine Lamps",
        native_title="తొమ్మిది దీపాలు",
        tagline="Someone is putting them out.",
        synopsis=(
            "Nine families keep nine lamps burning in the stepwell of Kondapalle, as they have for "
            "four centuries. When the first goes dark its keeper is found in the water, and a young "
            "sub-inspector with a fear of depth has eight nights to climb down."
        ),
        year=2025,
        director="Sirisha Vemuri",
        cast=("Akshara Ponnada", "Raghava Chary", "Satyavathi K."),
        genres=("Mystery", "Thriller"),
        maturity="16",
        language="te",
        palette=Palette(
            sky=("#05070f", "#0c1a2b", "#123043"),
            light="#ffcf70",
            far="#1a4152",
            near="#0d2533",
            dark="#040a11",
            accent="#ff8c2b",
            title="#ffd98c",
        ),
        clip=ClipPlan(tunes.NINE_LAMPS, Weather.EMBERS, Grade.LAMPLIGHT, drift=0.5),
        lettering=Lettering.SERIF,
        layout=Layout.HEAD,
        access=Access.BASIC,
    ),
    DemoFilm(
        slug="snowline",
        title="Snowline",
        native_title="बर्फ़ की लकीर",
        tagline="The post must cross.",
        synopsis=(
            "The last foot-postman of the Pin valley sets out over a closed pass with one letter he "
            "has not dared to read. Behind him comes the storm of the decade; ahead of him, the "
            "woman it is addressed to, walking the other way."
        ),
        year=2021,
        director="Tenzin Rawat",
        cast=("Dorje Negi", "Shivani Thakur", "Lobsang Angmo"),
        genres=("Adventure", "Drama"),
        maturity="7",
        language="hi",
        palette=Palette(
            sky=("#274c77", "#6096ba", "#a3cef1", "#f3e9dc"),
            light="#ffffff",
            far="#9dbfd9",
            near="#41698f",
            dark="#14304f",
            accent="#d62828",
            title="#ffffff",
        ),
        clip=ClipPlan(tunes.SNOWLINE, Weather.SNOW, Grade.CLEAN, width=1920, height=1080),
        lettering=Lettering.WIDE,
        layout=Layout.HEAD,
    ),
    DemoFilm(
        slug="a-small-antenna",
        title="A Small Antenna",
        native_title="చిన్న యాంటెన్నా",
        tagline="Somebody up there is out of date.",
        synopsis=(
            "Twelve-year-old Chaitra builds an antenna from umbrella ribs on the shore of Pulicat "
            "lake and picks up a satellite that was given up before she was born. It only wants to "
            "finish its report. The space centre across the water would rather it did not."
        ),
        year=2025,
        director="Pranav Gollapudi",
        cast=("Baby Chaitra", "Lavanya Tirumala", "Joseph Arul"),
        genres=("Science fiction", "Family"),
        maturity="all",
        language="te",
        palette=Palette(
            sky=("#03071e", "#0b2545", "#13527a", "#4fb3a9"),
            light="#eafff7",
            far="#1d5c7a",
            near="#0e3a54",
            dark="#04141f",
            accent="#ffd23f",
            title="#eafff7",
        ),
        clip=ClipPlan(tunes.SATELLITE, Weather.STARS, Grade.CLEAN, frame_rate=30),
        lettering=Lettering.LIGHT,
        layout=Layout.SIDE,
    ),
    DemoFilm(
        slug="genda-gang",
        title="Genda Gang",
        native_title="गेंदा गैंग",
        tagline="They came for the flowers.",
        synopsis=(
            "Five wedding decorators who have never been paid on time plan the perfect robbery: the "
            "gold of the groom who owes them the most, carried out under four hundred kilos of "
            "marigolds. Nobody searches a garland. Everybody wants one."
        ),
        year=2023,
        director="Lovleen Gill",
        cast=("Pammi Arora", "Jaspal Tiwana", "Guddi Sharma"),
        genres=("Comedy", "Crime"),
        maturity="13",
        language="hi",
        palette=Palette(
            sky=("#ffb000", "#ff8500", "#f25c05"),
            light="#fff2c2",
            far="#ffd166",
            near="#e85d04",
            dark="#5a1005",
            accent="#8f0d3f",
            title="#5a1005",
        ),
        clip=ClipPlan(tunes.WEDDING_BAND, Weather.PETALS, Grade.CLEAN, drift=0.7),
        lettering=Lettering.BLACK,
        layout=Layout.FOOT,
    ),
    DemoFilm(
        slug="raat-rani",
        title="Raat Rani",
        native_title="रात रानी",
        tagline="It only blooms for the dead.",
        synopsis=(
            "A restorer is hired to bring back the frescoes of a shuttered haveli where the night "
            "jasmine flowers out of season. Under the plaster she finds the same woman painted in "
            "every room, each time one step closer to the door."
        ),
        year=2024,
        director="Kabir Shekhawat",
        cast=("Mrinalini Rathore", "Yusuf Kidwai", "Amba Devi"),
        genres=("Horror", "Mystery"),
        maturity="18",
        language="hi",
        palette=Palette(
            sky=("#06110f", "#0f2f2c", "#1f5a4f", "#7fb69a"),
            light="#f3ffe8",
            far="#19463f",
            near="#0b2723",
            dark="#030a09",
            accent="#b3124a",
            title="#f0ffe6",
        ),
        clip=ClipPlan(tunes.NIGHT_JASMINE, Weather.FIREFLIES, Grade.GRAIN, drift=0.7),
        lettering=Lettering.ITALIC,
        layout=Layout.FOOT,
        access=Access.PREMIUM,
    ),
)

KUSH = DemoStudio(
    slug="kush",
    name="Kush Films",
    time_zone="Asia/Kolkata",
    currency="INR",
    language="en",
    languages=("en", "hi", "ta", "te", "bn"),
    branding=DemoBranding(
        mark=Mark.GRASS,
        tagline="Stories from every monsoon.",
        brand_colour="#d9480f",
        accent_colour="#f5a623",
        background_colour="#1c0a0f",
        display_font="fraunces",
        body_font="instrument-sans",
        hero_film="the-salt-road",
    ),
    people=KUSH_PEOPLE,
    films=FILMS,
    extras=kush_series.EXTRAS,
    series=kush_series.SERIES,
    collections=kush_series.COLLECTIONS,
    profiles=kush_series.PROFILES,
)
