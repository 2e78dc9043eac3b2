"""Steps and sounds of an encode, subtitles, markers, pictures for seeking."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import apps.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0003_catalogue"),
    ]

    operations = [
        migrations.CreateModel(
            name="TextTrack",
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
                ("language", models.CharField(max_length=12, verbose_name="language")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("subtitles", "Subtitles"),
                            ("sdh", "For the deaf and hard of hearing"),
                            ("forced", "Forced: foreign speech only"),
                        ],
                        default="subtitles",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("vtt", models.TextField(verbose_name="cues")),
                ("cues", models.PositiveIntegerField(default=0, verbose_name="number of cues")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                (
                    "packaged_version",
                    models.PositiveIntegerField(default=0, verbose_name="version played"),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("upload", "Uploaded"),
                            ("embedded", "From the video file"),
                            ("desk", "Written at the desk"),
                        ],
                        default="upload",
                        max_length=10,
                        verbose_name="origin",
                    ),
                ),
                ("is_default", models.BooleanField(default=False, verbose_name="shown by default")),
                (
                    "is_published",
                    models.BooleanField(default=True, verbose_name="offered to viewers"),
                ),
                (
                    "created_by_pk",
                    models.UUIDField(editable=False, null=True, verbose_name="created by"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
            ],
            options={
                "verbose_name": "subtitles",
                "verbose_name_plural": "subtitles",
                "ordering": ["language", "kind"],
            },
        ),
        migrations.AddField(
            model_name="encode",
            name="content_key",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=200,
                verbose_name="key of the segments",
            ),
        ),
        migrations.AddField(
            model_name="encode",
            name="is_complete",
            field=models.BooleanField(
                db_default=True, default=True, verbose_name="has every rendition"
            ),
        ),
        migrations.AddField(
            model_name="encode",
            name="sprites",
            field=models.JSONField(
                blank=True, db_default={}, default=dict, verbose_name="pictures for seeking"
            ),
        ),
        migrations.AddField(
            model_name="encode",
            name="trickplay",
            field=models.JSONField(
                blank=True, db_default={}, default=dict, verbose_name="I-frames"
            ),
        ),
        migrations.CreateModel(
            name="AudioTrack",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("folder", models.CharField(max_length=12, verbose_name="folder")),
                (
                    "language",
                    models.CharField(default="und", max_length=12, verbose_name="language"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("main", "Main"),
                            ("described", "Audio description"),
                            ("commentary", "Commentary"),
                        ],
                        default="main",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("channels", models.PositiveSmallIntegerField(default=2, verbose_name="channels")),
                (
                    "codecs",
                    models.CharField(default="mp4a.40.2", max_length=60, verbose_name="codecs"),
                ),
                ("peak_bandwidth", models.PositiveIntegerField(verbose_name="peak bits a second")),
                ("average_bandwidth", models.PositiveIntegerField(verbose_name="bits a second")),
                (
                    "is_default",
                    models.BooleanField(default=False, verbose_name="played by default"),
                ),
                (
                    "encode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="audio_tracks",
                        to="catalog.encode",
                        verbose_name="encode",
                    ),
                ),
            ],
            options={
                "verbose_name": "sound",
                "verbose_name_plural": "sounds",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="EncodeStage",
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
                    "name",
                    models.CharField(
                        choices=[
                            ("probe", "Checking the video"),
                            ("low", "Small qualities"),
                            ("high", "Large qualities"),
                            ("audio", "Sound"),
                            ("subtitles", "Subtitles"),
                            ("trickplay", "Pictures for seeking"),
                        ],
                        max_length=10,
                        verbose_name="step",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("skipped", "Not needed"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("folder", models.CharField(blank=True, max_length=40, verbose_name="folder")),
                ("percent", models.FloatField(default=0, verbose_name="percent")),
                ("started_at", models.DateTimeField(null=True, verbose_name="started")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                (
                    "encode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="catalog.encode",
                        verbose_name="encode",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of an encode",
                "verbose_name_plural": "steps of encodes",
                "ordering": ["encode", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Marker",
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
                    "kind",
                    models.CharField(
                        choices=[("intro", "Intro"), ("recap", "Recap"), ("credits", "Credits")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("starts_seconds", models.FloatField(verbose_name="from")),
                ("ends_seconds", models.FloatField(verbose_name="until")),
                (
                    "film",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="markers",
                        to="catalog.film",
                        verbose_name="film",
                    ),
                ),
            ],
            options={
                "verbose_name": "marker",
                "verbose_name_plural": "markers",
                "ordering": ["starts_seconds"],
            },
        ),
        migrations.AddField(
            model_name="texttrack",
            name="film",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="texts",
                to="catalog.film",
                verbose_name="film",
            ),
        ),
        migrations.AddConstraint(
            model_name="audiotrack",
            constraint=models.UniqueConstraint(
                fields=("encode", "folder"), name="catalog_one_sound_per_encode_and_folder"
            ),
        ),
        migrations.AddConstraint(
            model_name="audiotrack",
            constraint=models.CheckConstraint(
                condition=models.Q(("average_bandwidth__lte", models.F("peak_bandwidth"))),
                name="catalog_sound_average_within_peak",
            ),
        ),
        migrations.AddConstraint(
            model_name="encodestage",
            constraint=models.UniqueConstraint(
                fields=("encode", "name"), name="catalog_one_stage_per_encode_and_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="marker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_seconds__gt", models.F("starts_seconds")), ("starts_seconds__gte", 0)
                ),
                name="catalog_marker_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="marker",
            constraint=models.UniqueConstraint(
                fields=("film", "kind"), name="catalog_one_marker_of_a_kind_per_film"
            ),
        ),
        migrations.AddConstraint(
            model_name="texttrack",
            constraint=models.UniqueConstraint(
                fields=("film", "language", "kind"), name="catalog_one_text_per_language_and_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="texttrack",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_default", True)),
                fields=("film",),
                name="catalog_one_text_shown_by_default",
            ),
        ),
        migrations.AddConstraint(
            model_name="texttrack",
            constraint=models.CheckConstraint(
                condition=models.Q(("packaged_version__lte", models.F("version"))),
                name="catalog_text_played_is_not_ahead",
            ),
        ),
    ]
