"""What every studio offers from the start, until it decides otherwise."""

from django.db import migrations

PLANS = (
    {"slug": "free", "name": "Free", "level": 0, "max_height": 480, "streams": 1, "has_ads": True, "is_default": True},
    {"slug": "basic", "name": "Basic", "level": 10, "max_height": 720, "streams": 2, "has_downloads": True},
    {
        "slug": "premium",
        "name": "Premium",
        "level": 20,
        "max_height": 1080,
        "streams": 4,
        "has_downloads": True,
        "has_early_access": True,
    },
)  # fmt: skip


def add_plans(apps, schema_editor):
    plan = apps.get_model("subscriptions", "Plan")
    for position, values in enumerate(PLANS):
        plan.objects.get_or_create(slug=values["slug"], defaults={**values, "position": position})


class Migration(migrations.Migration):
    dependencies = [("subscriptions", "0001_initial")]

    operations = [migrations.RunPython(add_plans, migrations.RunPython.noop)]
