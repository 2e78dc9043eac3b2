from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_idempotent_calls")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="erase_after",
            field=models.DateTimeField(blank=True, null=True, verbose_name="to be erased after"),
        ),
    ]
