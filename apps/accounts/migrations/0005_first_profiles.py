"""Everybody who has an account of a studio gets the profile that comes with it."""

from django.db import migrations

AT_ONCE = 500


def make_first_profiles(apps, schema_editor):
    connection = schema_editor.connection
    if connection.schema_name == "public":
        return
    people = apps.get_model("accounts", "User").objects.using(connection.alias)
    profiles = apps.get_model("accounts", "Profile")
    without = people.filter(profiles__isnull=True)
    made = [
        profiles(
            user=person,
            position=1,
            name=(person.name.partition(" ")[0] or person.email.partition("@")[0])[:40],
            avatar="fox",
            colour="coral",
        )
        for person in without.iterator(chunk_size=AT_ONCE)
    ]
    profiles.objects.using(connection.alias).bulk_create(made, batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_profiles")]

    operations = [
        migrations.RunPython(make_first_profiles, migrations.RunPython.noop, elidable=True)
    ]
