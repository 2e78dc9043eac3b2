import apps.core.ids
import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# Nobody but the platform has to do with these tables; a studio's connection sees none of the rows.
TABLES = [
    "tenants_schemaversion",
    "tenants_spareschema",
    "tenants_migrationrun",
    "tenants_studiomigration",
]
PROTECT = """
ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.{table} FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON public.{table}
    USING (public.connection_studio() = 'public')
    WITH CHECK (public.connection_studio() = 'public');
"""


class Migration(migrations.Migration):

    dependencies = [
        ('tenants', '0002_row_security'),
    ]

    operations = [
        migrations.CreateModel(
            name='SchemaVersion',
            fields=[
                ('version', models.CharField(max_length=16, primary_key=True, serialize=False, verbose_name='version')),
                ('migrations', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=255), size=None, verbose_name='migrations')),
                ('first_seen_at', models.DateTimeField(auto_now_add=True, verbose_name='first seen')),
            ],
            options={
                'verbose_name': 'schema version',
                'verbose_name_plural': 'schema versions',
                'ordering': ['-first_seen_at'],
            },
        ),
        migrations.AddField(
            model_name='studio',
            name='is_canary',
            field=models.BooleanField(db_default=False, default=False, verbose_name='migrated first'),
        ),
        migrations.AddField(
            model_name='studio',
            name='schema_version',
            field=models.CharField(blank=True, db_default='', max_length=16, verbose_name='schema version'),
        ),
        migrations.CreateModel(
            name='MigrationRun',
            fields=[
                ('id', models.UUIDField(default=apps.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('target', models.CharField(max_length=16, verbose_name='version')),
                ('state', models.CharField(choices=[('running', 'Running'), ('paused', 'Paused'), ('stopped', 'Stopped: a canary failed'), ('done', 'Done'), ('failed', 'Ended with failures'), ('replaced', 'Replaced by a newer one')], default='running', max_length=10, verbose_name='state')),
                ('started_by', models.CharField(max_length=254, verbose_name='started by')),
                ('started_at', models.DateTimeField(auto_now_add=True, verbose_name='started')),
                ('seen_at', models.DateTimeField(auto_now_add=True, verbose_name='last sign of life')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('error', models.TextField(blank=True, verbose_name='what stopped it')),
            ],
            options={
                'verbose_name': 'migration of studios',
                'verbose_name_plural': 'migrations of studios',
                'ordering': ['-started_at'],
                'constraints': [models.UniqueConstraint(models.Value(1), condition=models.Q(('state__in', ['running', 'paused', 'stopped'])), name='tenants_one_unfinished_run')],
            },
        ),
        migrations.CreateModel(
            name='SpareSchema',
            fields=[
                ('id', models.UUIDField(default=apps.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('schema_name', models.CharField(max_length=63, unique=True, verbose_name='schema')),
                ('version', models.CharField(max_length=16, verbose_name='version')),
                ('is_template', models.BooleanField(default=False, verbose_name='template')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='made')),
            ],
            options={
                'verbose_name': 'ready-made schema',
                'verbose_name_plural': 'ready-made schemas',
                'ordering': ['-is_template', 'created_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_template', True)), fields=('is_template',), name='tenants_one_template')],
            },
        ),
        migrations.CreateModel(
            name='StudioMigration',
            fields=[
                ('id', models.UUIDField(default=apps.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('wave', models.PositiveSmallIntegerField(choices=[(1, 'Canary studios'), (2, 'A tenth'), (3, 'The rest')], verbose_name='wave')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('migrating', 'Migrating'), ('ok', 'Up to date'), ('failed', 'Failed')], default='waiting', max_length=10, verbose_name='state')),
                ('from_version', models.CharField(blank=True, max_length=16, verbose_name='version before')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('error', models.TextField(blank=True, verbose_name='error')),
                ('started_at', models.DateTimeField(null=True, verbose_name='started')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='studios', to='tenants.migrationrun')),
                ('studio', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='migrations', to='tenants.studio')),
            ],
            options={
                'verbose_name': 'studio in a migration',
                'verbose_name_plural': 'studios in migrations',
                'ordering': ['wave', 'pk'],
                'indexes': [models.Index(fields=['run', 'state', 'wave'], name='tenants_run_progress')],
                'constraints': [models.UniqueConstraint(fields=('run', 'studio'), name='tenants_a_studio_once_a_run')],
            },
        ),
        *(
            migrations.RunSQL(PROTECT.format(table=table), migrations.RunSQL.noop)
            for table in TABLES
        ),
    ]
