"""A stream tells whether its film was watched to the end, so that it is counted once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0005_playing")]

    operations = [
        migrations.AddField(
            model_name="play",
            name="completed_at",
            field=models.DateTimeField(null=True, verbose_name="watched to the end"),
        ),
    ]
