from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0004_archives_and_tombstones")]
    operations = [
        migrations.AddField(
            model_name="job",
            name="title",
            field=models.CharField(blank=True, db_default="", max_length=200, verbose_name="title"),
        ),
        migrations.AddField(
            model_name="job",
            name="mail_wanted",
            field=models.BooleanField(db_default=False, default=False, verbose_name="letter at the end"),
        ),
        migrations.AddField(
            model_name="job",
            name="mail_language",
            field=models.CharField(
                blank=True, db_default="", max_length=8, verbose_name="language of the letter"
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="mail_site",
            field=models.CharField(
                blank=True, db_default="", max_length=300, verbose_name="site of the letter's links"
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(
                condition=models.Q(("state__in", ["cancelling", "queued", "running"])),
                fields=["started_by_pk"],
                name="core_jobs_under_way_by_person",
            ),
        ),
    ]
