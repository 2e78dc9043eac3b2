"""Series, people, tags, collections, release windows; what kind of thing a film is."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
from django.db import migrations, models

import apps.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0002_object_storage"),
    ]

    operations = [
        migrations.CreateModel(
            name="Collection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=apps.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("slug", models.SlugField(max_length=180, unique=True, verbose_name="address")),
                (
                    "synopsis",
                    models.TextField(blank=True, max_length=4000, verbose_name="synopsis"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                ("is_published", models.BooleanField(default=False, verbose_name="on the site")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
            ],
            options={
                "verbose_name": "collection",
                "verbose_name_plural": "collections",
                "ordering": ["position", "title"],
            },
        ),
        migrations.CreateModel(
            name="Season",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=apps.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("title", models.CharField(blank=True, max_length=160, verbose_name="title")),
                (
                    "synopsis",
                    models.TextField(blank=True, max_length=4000, verbose_name="synopsis"),
                ),
            ],
            options={
                "verbose_name": "season",
                "verbose_name_plural": "seasons",
                "ordering": ["series", "number"],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="address")),
            ],
            options={
                "verbose_name": "tag",
                "verbose_name_plural": "tags",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="film",
            name="is_encrypted",
            field=models.BooleanField(db_default=False, default=False, verbose_name="encrypted"),
        ),
        migrations.AddField(
            model_name="film",
            name="kind",
            field=models.CharField(
                choices=[
                    ("film", "Film"),
                    ("episode", "Episode"),
                    ("extra", "Extra"),
                    ("trailer", "Trailer"),
                ],
                db_default="film",
                default="film",
                max_length=8,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="film",
            name="number",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="number of the episode"
            ),
        ),
        migrations.AddField(
            model_name="film",
            name="part_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extras",
                to="catalog.film",
                verbose_name="belongs to the film",
            ),
        ),
        migrations.AddField(
            model_name="film",
            name="publish_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="to be published"),
        ),
        migrations.CreateModel(
            name="Contributor",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=apps.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("slug", models.SlugField(max_length=180, unique=True, verbose_name="address")),
                (
                    "biography",
                    models.TextField(blank=True, max_length=4000, verbose_name="biography"),
                ),
                ("portrait", models.CharField(blank=True, max_length=200, verbose_name="portrait")),
            ],
            options={
                "verbose_name": "contributor",
                "verbose_name_plural": "contributors",
                "ordering": ["name"],
                "indexes": [models.Index(fields=["name"], name="catalog_contributors_by_name")],
            },
        ),
        migrations.CreateModel(
            name="ReleaseWindow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=apps.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "countries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="countries",
                    ),
                ),
                (
                    "is_early_access",
                    models.BooleanField(default=False, verbose_name="early access"),
                ),
                (
                    "film",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="windows",
                        to="catalog.film",
                        verbose_name="film",
                    ),
                ),
            ],
            options={
                "verbose_name": "release window",
                "verbose_name_plural": "release windows",
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="film",
            name="season",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="episodes",
                to="catalog.season",
                verbose_name="season",
            ),
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=apps.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("slug", models.SlugField(max_length=180, unique=True, verbose_name="address")),
                ("tagline", models.CharField(blank=True, max_length=200, verbose_name="tagline")),
                (
                    "synopsis",
                    models.TextField(blank=True, max_length=4000, verbose_name="synopsis"),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1888),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "maturity",
                    models.CharField(
                        choices=[
                            ("all", "All ages"),
                            ("7", "7 and older"),
                            ("13", "13 and older"),
                            ("16", "16 and older"),
                            ("18", "18 and older"),
                        ],
                        default="all",
                        max_length=3,
                        verbose_name="maturity",
                    ),
                ),
                (
                    "original_language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("en", "English"),
                            ("id", "Bahasa Indonesia"),
                            ("hi", "हिन्दी"),
                            ("ta", "தமிழ்"),
                            ("te", "తెలుగు"),
                            ("bn", "বাংলা"),
                        ],
                        max_length=8,
                        verbose_name="original language",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published"),
                ),
                (
                    "publish_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="to be published"),
                ),
                ("poster", models.CharField(blank=True, max_length=200, verbose_name="poster")),
                ("backdrop", models.CharField(blank=True, max_length=200, verbose_name="backdrop")),
                (
                    "accent",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}$", "Write a colour as #rrggbb."
                            )
                        ],
                        verbose_name="accent colour",
                    ),
                ),
                ("search_text", models.TextField(blank=True, editable=False)),
                (
                    "created_by_pk",
                    models.UUIDField(editable=False, null=True, verbose_name="created by"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "genres",
                    models.ManyToManyField(
                        blank=True, related_name="series", to="catalog.genre", verbose_name="genres"
                    ),
                ),
                (
                    "tags",
                    models.ManyToManyField(
                        blank=True, related_name="series", to="catalog.tag", verbose_name="tags"
                    ),
                ),
            ],
            options={
                "verbose_name": "series",
                "verbose_name_plural": "series",
            },
        ),
        migrations.AddField(
            model_name="season",
            name="series",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="seasons",
                to="catalog.series",
                verbose_name="series",
            ),
        ),
        migrations.CreateModel(
            name="OldAddress",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=apps.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("slug", models.SlugField(max_length=180, verbose_name="address")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="given up")),
                (
                    "film",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.film",
                        verbose_name="film",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
            ],
            options={
                "verbose_name": "old address",
                "verbose_name_plural": "old addresses",
            },
        ),
        migrations.CreateModel(
            name="Credit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=apps.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "job",
                    models.CharField(
                        choices=[
                            ("director", "Director"),
                            ("creator", "Creator"),
                            ("writer", "Writer"),
                            ("actor", "Actor"),
                            ("producer", "Producer"),
                            ("composer", "Composer"),
                            ("camera", "Camera"),
                            ("editor", "Editing"),
                            ("other", "Crew"),
                        ],
                        max_length=10,
                        verbose_name="job",
                    ),
                ),
                (
                    "character",
                    models.CharField(blank=True, max_length=160, verbose_name="character"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "contributor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="credits",
                        to="catalog.contributor",
                        verbose_name="contributor",
                    ),
                ),
                (
                    "film",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="credits",
                        to="catalog.film",
                        verbose_name="film",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="credits",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
            ],
            options={
                "verbose_name": "credit",
                "verbose_name_plural": "credits",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CountryRating",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=apps.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("country", models.CharField(max_length=2, verbose_name="country")),
                (
                    "age",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MaxValueValidator(21)],
                        verbose_name="from age",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="as the country calls it"
                    ),
                ),
                (
                    "film",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="catalog.film",
                        verbose_name="film",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratings",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
            ],
            options={
                "verbose_name": "rating of a country",
                "verbose_name_plural": "ratings of countries",
                "ordering": ["country"],
            },
        ),
        migrations.CreateModel(
            name="CollectionEntry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=apps.core.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="catalog.collection",
                        verbose_name="collection",
                    ),
                ),
                (
                    "film",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.film",
                        verbose_name="film",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalog.series",
                        verbose_name="series",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of a collection",
                "verbose_name_plural": "entries of collections",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="film",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extras",
                to="catalog.series",
                verbose_name="belongs to the series",
            ),
        ),
        migrations.AddField(
            model_name="film",
            name="tags",
            field=models.ManyToManyField(
                blank=True, related_name="films", to="catalog.tag", verbose_name="tags"
            ),
        ),
        migrations.AddConstraint(
            model_name="film",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "episode"), ("number__isnull", False), ("season__isnull", False)
                    ),
                    models.Q(
                        models.Q(("kind", "episode"), _negated=True),
                        ("number__isnull", True),
                        ("season__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="catalog_episodes_have_their_place_in_a_season",
            ),
        ),
        migrations.AddConstraint(
            model_name="film",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["film", "episode"]),
                        ("part_of__isnull", True),
                        ("series__isnull", True),
                    ),
                    models.Q(
                        models.Q(
                            models.Q(("part_of__isnull", False), ("series__isnull", True)),
                            models.Q(("part_of__isnull", True), ("series__isnull", False)),
                            _connector="OR",
                        ),
                        ("kind__in", ["extra", "trailer"]),
                    ),
                    _connector="OR",
                ),
                name="catalog_extras_belong_to_one_title",
            ),
        ),
        migrations.AddConstraint(
            model_name="film",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("season", "number"),
                name="catalog_one_episode_per_season_and_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="releasewindow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__isnull", True),
                    ("ends_at__gt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="catalog_window_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="season",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("series", "number"),
                name="catalog_one_season_per_series_and_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="oldaddress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("film__isnull", False), ("series__isnull", True)),
                    models.Q(("film__isnull", True), ("series__isnull", False)),
                    _connector="OR",
                ),
                name="catalog_old_address_of_one_title",
            ),
        ),
        migrations.AddConstraint(
            model_name="oldaddress",
            constraint=models.UniqueConstraint(
                condition=models.Q(("film__isnull", False)),
                fields=("slug",),
                name="catalog_old_address_leads_to_one_film",
            ),
        ),
        migrations.AddConstraint(
            model_name="oldaddress",
            constraint=models.UniqueConstraint(
                condition=models.Q(("series__isnull", False)),
                fields=("slug",),
                name="catalog_old_address_leads_to_one_series",
            ),
        ),
        migrations.AddConstraint(
            model_name="credit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("film__isnull", False), ("series__isnull", True)),
                    models.Q(("film__isnull", True), ("series__isnull", False)),
                    _connector="OR",
                ),
                name="catalog_credit_of_one_title",
            ),
        ),
        migrations.AddConstraint(
            model_name="credit",
            constraint=models.UniqueConstraint(
                fields=("film", "series", "contributor", "job", "character"),
                name="catalog_one_credit_of_a_kind",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="countryrating",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("film__isnull", False), ("series__isnull", True)),
                    models.Q(("film__isnull", True), ("series__isnull", False)),
                    _connector="OR",
                ),
                name="catalog_rating_of_one_title",
            ),
        ),
        migrations.AddConstraint(
            model_name="countryrating",
            constraint=models.CheckConstraint(
                condition=models.Q(("age__lte", 21)),
                name="catalog_rating_is_an_age_of_young_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="countryrating",
            constraint=models.UniqueConstraint(
                fields=("film", "series", "country"),
                name="catalog_one_rating_per_title_and_country",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="collectionentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("film__isnull", False), ("series__isnull", True)),
                    models.Q(("film__isnull", True), ("series__isnull", False)),
                    _connector="OR",
                ),
                name="catalog_collection_entry_of_one_title",
            ),
        ),
        migrations.AddConstraint(
            model_name="collectionentry",
            constraint=models.UniqueConstraint(
                fields=("collection", "film", "series"),
                name="catalog_a_title_once_in_a_collection",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="series",
            index=models.Index(
                fields=["state", "-published_at"], name="catalog_series_on_the_site"
            ),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="catalog_series_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="catalog_published_series_knows_since_when",
            ),
        ),
    ]
