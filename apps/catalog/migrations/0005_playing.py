"""Who watches what, and how far everybody got."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import apps.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_profiles"),
        ("catalog", "0004_packaging"),
    ]

    operations = [
        migrations.CreateModel(
            name="Play",
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
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("device", models.CharField(blank=True, max_length=80, verbose_name="device")),
                ("device_id", models.CharField(max_length=64, verbose_name="key of the device")),
                ("plan", models.CharField(max_length=40, verbose_name="plan")),
                ("cap", models.PositiveSmallIntegerField(verbose_name="highest quality")),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                ("started_at", models.DateTimeField(verbose_name="started")),
                ("last_beat_at", models.DateTimeField(null=True, verbose_name="last heard of")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("left", "Closed by the viewer"),
                            ("taken_over", "Taken over by another device"),
                            ("replaced", "Started again on the same device"),
                            ("silent", "The player fell silent"),
                            ("revoked", "No longer allowed"),
                        ],
                        max_length=10,
                        verbose_name="why",
                    ),
                ),
                (
                    "watched_seconds",
                    models.PositiveIntegerField(default=0, verbose_name="seconds watched"),
                ),
                ("counted_at", models.DateTimeField(null=True, verbose_name="counted")),
                (
                    "startup_ms",
                    models.PositiveIntegerField(
                        null=True, verbose_name="milliseconds until the picture moved"
                    ),
                ),
                ("stalls", models.PositiveIntegerField(default=0, verbose_name="stalls")),
                (
                    "stalled_ms",
                    models.PositiveIntegerField(default=0, verbose_name="milliseconds stalled"),
                ),
                (
                    "switches",
                    models.PositiveIntegerField(default=0, verbose_name="changes of quality"),
                ),
                ("error_code", models.CharField(blank=True, max_length=60, verbose_name="error")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plays",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "film",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plays",
                        to="catalog.film",
                        verbose_name="film",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="plays",
                        to="accounts.profile",
                        verbose_name="profile",
                    ),
                ),
            ],
            options={
                "verbose_name": "play",
                "verbose_name_plural": "plays",
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="Progress",
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
                ("position_seconds", models.FloatField(default=0, verbose_name="position")),
                ("duration_seconds", models.FloatField(default=0, verbose_name="duration")),
                ("play_pk", models.UUIDField(null=True, verbose_name="stream")),
                (
                    "seq",
                    models.PositiveBigIntegerField(default=0, verbose_name="number of the beat"),
                ),
                ("is_paused", models.BooleanField(default=False, verbose_name="paused")),
                ("happened_at", models.DateTimeField(verbose_name="watched")),
                (
                    "completed_at",
                    models.DateTimeField(null=True, verbose_name="watched to the end"),
                ),
                (
                    "completions",
                    models.PositiveIntegerField(default=0, verbose_name="times watched to the end"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                (
                    "film",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="catalog.film",
                        verbose_name="film",
                    ),
                ),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="accounts.profile",
                        verbose_name="profile",
                    ),
                ),
            ],
            options={
                "verbose_name": "progress",
                "verbose_name_plural": "progress",
                "ordering": ["-happened_at"],
            },
        ),
        migrations.AddIndex(
            model_name="play",
            index=models.Index(
                fields=["account", "-started_at"], name="catalog_plays_of_an_account"
            ),
        ),
        migrations.AddIndex(
            model_name="play",
            index=models.Index(fields=["film", "started_at"], name="catalog_plays_of_a_film"),
        ),
        migrations.AddConstraint(
            model_name="play",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    models.Q(("end_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="catalog_ended_play_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="progress",
            index=models.Index(
                fields=["profile", "-happened_at"], name="catalog_history_of_a_profile"
            ),
        ),
        migrations.AddConstraint(
            model_name="progress",
            constraint=models.UniqueConstraint(
                fields=("profile", "film"), name="catalog_one_progress_per_profile_and_film"
            ),
        ),
        migrations.AddConstraint(
            model_name="progress",
            constraint=models.CheckConstraint(
                condition=models.Q(("duration_seconds__gte", 0), ("position_seconds__gte", 0)),
                name="catalog_progress_is_not_negative",
            ),
        ),
    ]
