import django.db.models.manager
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0007_tick_row_security'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeadLetter',
            fields=[
            ],
            options={
                'verbose_name': 'dead letter',
                'verbose_name_plural': 'dead letters',
                'proxy': True,
                'base_manager_name': 'everywhere',
                'default_manager_name': 'everywhere',
                'indexes': [],
                'constraints': [],
            },
            bases=('core.task',),
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
    ]

