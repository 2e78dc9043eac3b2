"""What Falcon Pictures shows besides single films: a series, a trailer, an extra, subtitles, profiles."""

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
    DemoSound("id"),
    DemoSound("en", semitones=5),
    DemoSound("id", semitones=-7, is_description=True),
)
LINES = (
    DemoLine(
        0.8,
        3.0,
        (
            ("id", "Jangan lihat ke belakang."),
            ("en", "Don't look back."),
            ("ta", "திரும்பிப் பார்க்காதே."),
            ("te", "వెనక్కి చూడకు."),
        ),
    ),
    DemoLine(
        3.4,
        6.2,
        (
            ("id", "Laut ini dulu sebuah desa."),
            ("en", "This sea used to be a village."),
            ("ta", "இந்தக் கடல் ஒரு காலத்தில் ஊராக இருந்தது."),
            ("te", "ఈ సముద్రం ఒకప్పుడు ఒక ఊరు."),
        ),
    ),
    DemoLine(
        6.6,
        9.2,
        (
            ("id", "Masih ada yang pulang setiap malam."),
            ("en", "Someone still comes home every night."),
            ("ta", "இன்றும் ஒருவர் ஒவ்வோர் இரவும் வீடு திரும்புகிறார்."),
            ("te", "ఇప్పటికీ ఎవరో ప్రతి రాత్రి ఇంటికి వస్తారు."),
        ),
    ),
)
HARBOUR = Palette(
    sky=("#071521", "#0f3b4c", "#1f7a86", "#ffb37a"),
    light="#ffe9c9",
    far="#1d5a68",
    near="#0d3442",
    dark="#040d15",
    accent="#ff7d4d",
    title="#f6fff9",
)
CRATER = Palette(
    sky=("#1a0f14", "#4a1f24", "#a0442c", "#ffb454"),
    light="#ffe0a3",
    far="#6b2f2c",
    near="#38181b",
    dark="#0f0709",
    accent="#ffcf4d",
    title="#fff1d2",
)
CANOPY = Palette(
    sky=("#08170f", "#16402a", "#3f8053", "#d8e8a0"),
    light="#fbffe0",
    far="#2a5f40",
    near="#123522",
    dark="#050e09",
    accent="#e4572e",
    title="#fbffe8",
)


COVER = DemoFilm(
    slug="pos-terluar",
    title="Pos Terluar",
    tagline="Setiap pulau punya satu penjaga.",
    synopsis=(
        "Laras dikirim ke mercusuar paling luar untuk menghitung kapal. Setiap pulau di peta "
        "penjaga lama ternyata menyimpan satu orang yang menunggu kabar, dan satu alasan untuk "
        "tidak pulang."
    ),
    year=2026,
    director="Sekar Ayu Pranoto",
    cast=("Laras Widuri", "Bonar Simatupang"),
    genres=("Petualangan", "Keluarga"),
    maturity="7",
    language="id",
    palette=HARBOUR,
    clip=ClipPlan(None),
    scene="laut-terakhir",
    lettering=Lettering.BLACK,
    layout=Layout.HEAD,
)
SERIES = DemoSeries(
    cover=COVER,
    seasons=(
        DemoSeason(
            "Angin Barat",
            (
                episode_of(
                    COVER,
                    "penjaga-lama",
                    "Penjaga Lama",
                    "Lampunya masih hangat.",
                    "Penjaga lama sudah pergi, tetapi lampunya masih hangat dan bukunya terbuka. "
                    "Laras menyalin nama kapal pertama, yang tenggelam sebelum ia lahir.",
                    scene="laut-terakhir",
                    palette=HARBOUR,
                    clip=short_clip(tunes.OPEN_SEA, Weather.STARS),
                ),
                episode_of(
                    COVER,
                    "pulau-tanpa-sinyal",
                    "Pulau Tanpa Sinyal",
                    "Kabar datang dengan perahu.",
                    "Sebuah pulau meminta Laras membawa kabar, bukan beras. Ia harus menghafal "
                    "empat puluh pesan sebelum air pasang.",
                    scene="rimba-sunyi",
                    palette=CANOPY,
                    clip=short_clip(tunes.NUTMEG_TRADE, Weather.FIREFLIES),
                ),
            ),
        ),
        DemoSeason(
            "Angin Timur",
            (
                episode_of(
                    COVER,
                    "abu-di-layar",
                    "Abu di Layar",
                    "Gunung juga menulis surat.",
                    "Abu turun di atas semua layar dan tidak ada kapal yang berani lewat. Laras "
                    "menyalakan lampu siang hari, dan seseorang menjawab.",
                    scene="kaki-merapi",
                    palette=CRATER,
                    clip=short_clip(tunes.LAVA, Weather.EMBERS),
                ),
                episode_of(
                    COVER,
                    "surat-terakhir",
                    "Surat Terakhir",
                    "Alamatnya: siapa saja.",
                    "Di dasar laci ada surat tanpa nama. Untuk mengantarnya, Laras harus memilih "
                    "siapa yang paling lama menunggu.",
                    scene="surat-dari-banda",
                    palette=HARBOUR,
                    clip=short_clip(tunes.WAX_AND_CLOTH, Weather.DUST),
                ),
            ),
        ),
    ),
)
EXTRAS = (
    DemoFilm(
        slug="laut-terakhir-trailer",
        title="Laut Terakhir: Trailer",
        tagline="Jangan lihat ke belakang.",
        synopsis=(
            "Sekilas dari Laut Terakhir: desa yang kini menjadi laut, sebuah perahu, dan seorang "
            "ayah yang masih menghitung atap di bawah air. Tanpa satu kata pun."
        ),
        year=2025,
        director="Sekar Ayu Pranoto",
        cast=("Laras Widuri",),
        genres=("Drama",),
        maturity="all",
        language="id",
        palette=CANOPY,
        clip=short_clip(tunes.OPEN_SEA, Weather.NONE),
        scene="laut-terakhir",
        kind="trailer",
        part_of="laut-terakhir",
    ),
    DemoFilm(
        slug="lima-menit-di-laut",
        title="Lima Menit di Laut",
        tagline="Di balik layar: satu malam, tanpa tergesa.",
        synopsis=(
            "Kamera tetap menyala saat kru tertidur. Lima menit laut seperti adanya, dengan musik "
            "yang ditulis di sana. Cukup panjang untuk berhenti dan dilanjutkan nanti."
        ),
        year=2025,
        director="Sekar Ayu Pranoto",
        cast=("Laras Widuri",),
        genres=("Drama",),
        maturity="all",
        language="id",
        palette=HARBOUR,
        clip=ClipPlan(
            tunes.OPEN_SEA, Weather.STARS, width=426, height=240, frame_rate=12, seconds=312
        ),
        scene="laut-terakhir",
        kind="extra",
        part_of="laut-terakhir",
    ),
)
COLLECTIONS = (
    DemoCollection(
        "laut-dan-kepulangan",
        "Laut dan kepulangan",
        "Cerita tentang mereka yang berangkat, dan mereka yang menunggu.",
        ("laut-terakhir", "pos-terluar", "surat-dari-banda", "rimba-sunyi"),
    ),
)
PROFILES = (
    DemoProfile("Putri"),
    DemoProfile("Bapak", "owl", "teal", pin="2580"),
    DemoProfile("Adik", "rocket", "amber", is_kids=True, max_age=7),
)
