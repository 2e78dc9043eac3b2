"""Where encoded films stand, and uploads that go to an object store in parts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="encode",
            name="folder",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=40, verbose_name="folder"
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="multipart",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=1024,
                verbose_name="upload in parts",
            ),
        ),
    ]
