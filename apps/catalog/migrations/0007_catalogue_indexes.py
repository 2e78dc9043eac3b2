"""Indexes for the orders and searches of a large catalogue."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

LISTED = models.Q(kind="film", state="published")
INDEXES = [
    (
        "contributor",
        django.contrib.postgres.indexes.GinIndex(
            django.contrib.postgres.indexes.OpClass(
                django.db.models.functions.text.Upper("name"), "gin_trgm_ops"
            ),
            name="catalog_contributors_words",
        ),
    ),
    (
        "film",
        models.Index(
            condition=LISTED, fields=["-published_at", "-id"], name="catalog_films_newest"
        ),
    ),
    (
        "film",
        models.Index(condition=LISTED, fields=["title", "id"], name="catalog_films_by_title"),
    ),
    (
        "film",
        models.Index(
            models.OrderBy(models.F("year"), descending=True, nulls_last=True),
            models.F("title"),
            models.F("id"),
            condition=LISTED,
            name="catalog_films_by_year",
        ),
    ),
    ("film", models.Index(fields=["-updated_at", "-id"], name="catalog_films_last_changed")),
    (
        "film",
        models.Index(
            condition=models.Q(publish_at__isnull=False),
            fields=["publish_at"],
            name="catalog_films_scheduled",
        ),
    ),
    (
        "film",
        django.contrib.postgres.indexes.GinIndex(
            django.contrib.postgres.indexes.OpClass("search_text", "gin_trgm_ops"),
            name="catalog_films_words",
        ),
    ),
]


def built_aside(model: str, index: models.Index) -> list[migrations.operations.base.Operation]:
    """What a build that broke off has left is taken away first."""
    leftover = f"DROP INDEX CONCURRENTLY IF EXISTS {index.name}"
    return [
        migrations.RunSQL(leftover, migrations.RunSQL.noop),
        AddIndexConcurrently(model_name=model, index=index),
    ]


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("catalog", "0006_completed_plays"),
    ]

    operations = [operation for model, index in INDEXES for operation in built_aside(model, index)]
