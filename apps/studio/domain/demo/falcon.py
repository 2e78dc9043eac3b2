"""Falcon Pictures, Indonesia. Every film and name is invented."""

from apps.studio.domain.demo import falcon_series, tunes
from apps.studio.domain.demo.people import FALCON_PEOPLE
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
        slug="laut-terakhir",
        title="Laut Terakhir",
        tagline="Rumah kami tidak punya tanah.",
        synopsis=(
            "Sebuah keluarga Bajo menolak pindah ke darat ketika terumbu tempat mereka hidup dijual "
            "sebagai lahan tambang pasir. Si bungsu, penyelam terbaik di antara mereka, menemukan "
            "sesuatu di dasar laut yang bisa menghentikan semuanya, atau menenggelamkan mereka lebih dulu."
        ),
        year=2024,
        director="Wa Ode Rahmawati",
        cast=("La Ode Samsul", "Nurhayati Bajo", "Reza Pahlevan"),
        genres=("Drama", "Petualangan"),
        maturity="7",
        language="id",
        palette=Palette(
            sky=("#021526", "#03346e", "#1d7a8c", "#7fd8be"),
            light="#f4fff8",
            far="#1a6f86",
            near="#0a4461",
            dark="#031a2c",
            accent="#ff9f5a",
            title="#f4fff8",
        ),
        clip=ClipPlan(tunes.OPEN_SEA, Weather.NONE, Grade.CLEAN),
        lettering=Lettering.LIGHT,
        layout=Layout.HEAD,
        sounds=falcon_series.SOUNDS,
        lines=falcon_series.LINES,
        tags=("sea", "family secrets"),
    ),
    DemoFilm(
        slug="batik-untuk-ibu",
        title="Batik untuk Ibu",
        tagline="Setiap titik adalah maaf.",
        synopsis=(
            "Sekar pulang ke Pekalongan setelah dua belas tahun untuk menyelesaikan kain batik yang "
            "ditinggalkan ibunya setengah jadi. Motifnya tidak tercatat di buku mana pun, dan setiap "
            "perempuan di gang itu ternyata menyimpan sepotong jawabannya."
        ),
        year=2023,
        director="Galuh Kinanti",
        cast=("Sekar Ayuningtyas", "Mbah Surti", "Bram Notosusanto"),
        genres=("Keluarga", "Drama"),
        maturity="all",
        language="id",
        palette=Palette(
            sky=("#f3e1c0", "#e2bf8a", "#c58b4e"),
            light="#fff6e2",
            far="#8a4b22",
            near="#5c2c12",
            dark="#2b1408",
            accent="#1f3b63",
            title="#2b1408",
        ),
        clip=ClipPlan(tunes.WAX_AND_CLOTH, Weather.DUST, Grade.LAMPLIGHT, drift=0.6),
        lettering=Lettering.SERIF,
        layout=Layout.FOOT,
    ),
    DemoFilm(
        slug="kaki-merapi",
        title="Kaki Merapi",
        tagline="Gunung tidak pernah tidur. Ia menunggu.",
        synopsis=(
            "Ketika alat pemantau di lereng selatan mendadak bungkam, seorang petugas muda naik "
            "sendirian untuk menyalakannya kembali, sementara juru kunci desa menolak mengungsi. "
            "Mereka punya satu malam dan satu sepeda motor."
        ),
        year=2025,
        director="Adityo Prakoso",
        cast=("Rangga Saputra", "Mbah Wiryo", "Laras Utami"),
        genres=("Aksi", "Thriller"),
        maturity="13",
        language="id",
        palette=Palette(
            sky=("#12060a", "#3a0d12", "#8c1c13", "#f25c05"),
            light="#ffd166",
            far="#4a1014",
            near="#240a0e",
            dark="#0b0406",
            accent="#ff7b00",
            title="#ffe3b0",
        ),
        clip=ClipPlan(tunes.LAVA, Weather.EMBERS, Grade.GRAIN),
        lettering=Lettering.CONDENSED,
        layout=Layout.TOWER,
    ),
    DemoFilm(
        slug="warung-tengah-malam",
        title="Warung Tengah Malam",
        tagline="Pesan sekarang, bayar di alam lain.",
        synopsis=(
            "Warung indomie Pak Kardi hanya ramai setelah pukul dua belas, dan tidak semua "
            "pelanggannya punya bayangan. Ketika sebuah waralaba ingin menggusurnya, para arwah "
            "memutuskan untuk membantu, dengan cara mereka sendiri yang kurang rapi."
        ),
        year=2024,
        director="Joko Santiko",
        cast=("Kardiman Bolot", "Tante Mince", "Ucok Simbolon"),
        genres=("Komedi", "Horor"),
        maturity="13",
        language="id",
        palette=Palette(
            sky=("#0b0c2a", "#1b1b4f", "#41306e", "#a0517f"),
            light="#ffdf8e",
            far="#2b2560",
            near="#17163d",
            dark="#080818",
            accent="#49e0b0",
            title="#ffdf8e",
        ),
        clip=ClipPlan(tunes.MIDNIGHT_STALL, Weather.FIREFLIES, Grade.NEON),
        lettering=Lettering.BLACK,
        layout=Layout.HEAD,
    ),
    DemoFilm(
        slug="dalang-terakhir",
        title="Dalang Terakhir",
        tagline="Bayangan itu tidak butuh tangan.",
        synopsis=(
            "Seorang dalang wafat di tengah lakon, tetapi wayangnya terus bergerak sampai fajar. "
            "Cucunya, yang membenci pertunjukan itu sejak kecil, harus menamatkan cerita yang tidak "
            "pernah ditulis sebelum bayangan memilih dalang yang lain."
        ),
        year=2022,
        director="Panji Sasmita",
        cast=("Bima Anggara", "Nyi Sulastri", "Ki Darmo"),
        genres=("Misteri", "Fantasi"),
        maturity="13",
        language="id",
        palette=Palette(
            sky=("#ffe2a0", "#f2a541", "#a8471a", "#3a1206"),
            light="#fff3cc",
            far="#7a2f12",
            near="#3d1509",
            dark="#120503",
            accent="#c1121f",
            title="#fff0c9",
        ),
        clip=ClipPlan(tunes.SHADOW_PLAY, Weather.NONE, Grade.OLD_FILM, drift=0.5),
        lettering=Lettering.SERIF,
        layout=Layout.FOOT,
        access=Access.BASIC,
    ),
    DemoFilm(
        slug="jakarta-2091",
        title="Jakarta 2091",
        tagline="Kota ini tenggelam dengan lampu menyala.",
        synopsis=(
            "Di balik tembok laut setinggi enam puluh meter, Jakarta hidup sembilan meter di bawah "
            "permukaan. Seorang teknisi pompa menemukan bahwa air yang masuk selama ini bukan dari "
            "kebocoran, melainkan dari seseorang yang membuka pintunya setiap malam."
        ),
        year=2025,
        director="Vito Halim",
        cast=("Kirana Wijaya", "Gani Effendi", "Xu Mei Lin"),
        genres=("Fiksi ilmiah", "Thriller"),
        maturity="16",
        language="id",
        palette=Palette(
            sky=("#05010f", "#16063b", "#3d0f6b", "#e0218a"),
            light="#7df9ff",
            far="#2a1263",
            near="#13083a",
            dark="#06020f",
            accent="#00e5ff",
            title="#7df9ff",
        ),
        clip=ClipPlan(tunes.SEA_WALL_CITY, Weather.RAIN, Grade.NEON),
        lettering=Lettering.WIDE,
        layout=Layout.FOOT,
        access=Access.PREMIUM,
    ),
    DemoFilm(
        slug="rimba-sunyi",
        title="Rimba Sunyi",
        tagline="Dengarkan sebelum ia hilang.",
        synopsis=(
            "Seorang perekam suara alam yang kehilangan pendengarannya masuk ke hutan Kalimantan "
            "untuk terakhir kali, mencari burung yang suaranya pernah ia rekam dua puluh tahun lalu. "
            "Film tanpa bunyi, dari bingkai pertama sampai terakhir."
        ),
        year=2021,
        director="Theresia Anyie",
        cast=("Hendra Lawai", "Bungan Usat"),
        genres=("Drama", "Petualangan"),
        maturity="all",
        language="id",
        palette=Palette(
            sky=("#e8f5d0", "#a9d18e", "#4f9d69", "#1f6f5c"),
            light="#fbffe8",
            far="#5fae78",
            near="#1c5b45",
            dark="#06231d",
            accent="#ffb627",
            title="#fbffe8",
        ),
        clip=ClipPlan(None, Weather.FIREFLIES, Grade.DREAM),
        lettering=Lettering.LIGHT,
        layout=Layout.SIDE,
    ),
    DemoFilm(
        slug="surat-dari-banda",
        title="Surat dari Banda",
        tagline="Empat ratus tahun, satu alamat.",
        synopsis=(
            "Sepucuk surat cinta dari tahun 1621 ditemukan di dinding sebuah rumah di Banda Neira, "
            "dan alamatnya masih ada. Seorang arsiparis dan seorang nelayan mengantarkannya, pulau "
            "demi pulau, mengikuti jalur yang dulu dilayari pala."
        ),
        year=2023,
        director="Oktavianus Latuperissa",
        cast=("Maudy Latuconsina", "Ferdy Batkunde", "Opa Welem"),
        genres=("Romansa", "Sejarah"),
        maturity="7",
        language="id",
        palette=Palette(
            sky=("#f7e3c4", "#f4b183", "#d9705a"),
            light="#fff8e8",
            far="#b86a5f",
            near="#5f4158",
            dark="#2a2140",
            accent="#1e6f78",
            title="#2a2140",
        ),
        clip=ClipPlan(tunes.NUTMEG_TRADE, Weather.DUST, Grade.DREAM),
        lettering=Lettering.ITALIC,
        layout=Layout.HEAD,
    ),
    DemoFilm(
        slug="dua-gawang",
        title="Dua Gawang",
        tagline="Sawahnya miring. Skornya tidak.",
        synopsis=(
            "Dua desa di lereng yang sama berbagi satu lapangan miring dan satu bola yang selalu "
            "menggelinding ke sawah Pak Lurah. Sebelas anak, seorang pelatih yang takut pada kerbau, "
            "dan pertandingan yang harus selesai sebelum panen."
        ),
        year=2024,
        director="Kadek Sudarsana",
        cast=("Wayan Gus Arya", "Ni Luh Puspa", "Komang Tresna"),
        genres=("Komedi", "Olahraga"),
        maturity="all",
        language="id",
        palette=Palette(
            sky=("#7ad7f0", "#b8ecd7", "#fdf3b4"),
            light="#fffbe0",
            far="#7cc16a",
            near="#2f8f4e",
            dark="#0f4a33",
            accent="#e63946",
            title="#0f4a33",
        ),
        clip=ClipPlan(tunes.TWO_GOALS, Weather.NONE, Grade.CLEAN, frame_rate=30, drift=1.4),
        lettering=Lettering.BLACK,
        layout=Layout.HEAD,
    ),
    DemoFilm(
        slug="tegak",
        title="Tegak",
        tagline="Satu malam. Satu layar. Jangan diputar.",
        synopsis=(
            "Seorang pengemudi ojek mengantar paket yang tidak boleh ia buka melewati malam paling "
            "basah di Jakarta, dan merekam semuanya dengan ponsel di setang. Difilmkan tegak dari "
            "awal sampai akhir."
        ),
        year=2025,
        director="Sinta Maulida",
        cast=("Dimas Ardiansyah", "Suara: Ayunda"),
        genres=("Thriller", "Kriminal"),
        maturity="16",
        language="id",
        palette=Palette(
            sky=("#020b14", "#06263a", "#0f4c5c", "#e36414"),
            light="#ffd6a5",
            far="#0f3d4c",
            near="#072431",
            dark="#020a10",
            accent="#ff3d3d",
            title="#ffe8cc",
        ),
        clip=ClipPlan(tunes.NIGHT_RIDE, Weather.RAIN, Grade.GRAIN, width=720, height=1280),
        lettering=Lettering.CONDENSED,
        layout=Layout.TOWER,
    ),
)

FALCON = DemoStudio(
    slug="falcon",
    name="Falcon Pictures",
    time_zone="Asia/Jakarta",
    currency="IDR",
    language="id",
    languages=("id", "en"),
    branding=DemoBranding(
        mark=Mark.WING,
        tagline="Layar Nusantara.",
        brand_colour="#0f8b8d",
        accent_colour="#ff9f5a",
        background_colour="#071521",
        display_font="big-shoulders",
        body_font="archivo",
        hero_film="laut-terakhir",
    ),
    people=FALCON_PEOPLE,
    films=FILMS,
    extras=falcon_series.EXTRAS,
    series=falcon_series.SERIES,
    collections=falcon_series.COLLECTIONS,
    profiles=falcon_series.PROFILES,
)
