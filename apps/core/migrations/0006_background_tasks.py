import apps.core.ids
import django.db.models.functions.datetime
import django.db.models.manager
from django.db import migrations, models


PROTECT = """
ALTER TABLE public.core_task ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.core_task FORCE ROW LEVEL SECURITY;
CREATE POLICY studio ON public.core_task
    USING (studio_schema = public.connection_studio() OR public.connection_studio() = 'public')
    WITH CHECK (studio_schema = public.connection_studio() OR public.connection_studio() = 'public');
"""
EXPOSE = """
DROP POLICY studio ON public.core_task;
ALTER TABLE public.core_task NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.core_task DISABLE ROW LEVEL SECURITY;
"""
# Each task is written three or four times and deleted within seconds: the dead versions must go
# before the indexes that the relay asks ten times a second are full of them.
TIDY_OFTEN = """
ALTER TABLE public.core_task SET (
    fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
    autovacuum_vacuum_cost_delay = 0
);
"""
TIDY_AS_OTHERS = """
ALTER TABLE public.core_task RESET (
    fillfactor, autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold,
    autovacuum_vacuum_cost_delay
);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_job_title_and_letter'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tick',
            fields=[
                ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('queued_for', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'schedule entry',
                'verbose_name_plural': 'schedule entries',
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=apps.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120, verbose_name='task')),
                ('kwargs', models.JSONField(default=dict)),
                ('studio_schema', models.CharField(max_length=63)),
                ('studio_slug', models.CharField(blank=True, max_length=63)),
                ('studio_pk', models.UUIDField(null=True)),
                ('queue', models.CharField(max_length=30, verbose_name='queue')),
                ('priority', models.SmallIntegerField(choices=[(0, 'Urgent'), (3, 'Normal'), (6, 'When there is time')], default=3)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent to the workers'), ('running', 'Running'), ('dead', 'Dead')], default='waiting', max_length=8, verbose_name='state')),
                ('dedupe_key', models.CharField(blank=True, max_length=120)),
                ('request_id', models.CharField(blank=True, max_length=64, verbose_name='request')),
                ('traceparent', models.CharField(blank=True, max_length=64)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='created')),
                ('available_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='not before')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent')),
                ('sends', models.PositiveSmallIntegerField(default=0, verbose_name='times sent')),
                ('started_at', models.DateTimeField(null=True, verbose_name='last started')),
                ('lease_until', models.DateTimeField(null=True)),
                ('worker', models.CharField(blank=True, max_length=120, verbose_name='worker')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('max_attempts', models.PositiveSmallIntegerField(verbose_name='attempts at most')),
                ('on_dead', models.CharField(blank=True, max_length=120)),
                ('error_name', models.CharField(blank=True, max_length=120, verbose_name='error')),
                ('error_detail', models.TextField(blank=True, verbose_name='error detail')),
                ('died_at', models.DateTimeField(null=True, verbose_name='given up')),
            ],
            options={
                'verbose_name': 'background task',
                'verbose_name_plural': 'background tasks',
                'base_manager_name': 'everywhere',
                'default_manager_name': 'everywhere',
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['priority', 'available_at'], name='core_tasks_to_send'), models.Index(condition=models.Q(('state', 'sent')), fields=['sent_at'], name='core_tasks_on_the_way'), models.Index(condition=models.Q(('state', 'running')), fields=['lease_until'], name='core_tasks_at_work'), models.Index(condition=models.Q(('state', 'dead')), fields=['-died_at'], name='core_tasks_dead')],
                'constraints': [models.UniqueConstraint(condition=models.Q(models.Q(('dedupe_key', ''), _negated=True), models.Q(('state', 'dead'), _negated=True)), fields=('studio_schema', 'name', 'dedupe_key'), name='core_task_asked_for_once')],
            },
            managers=[
                ('everywhere', django.db.models.manager.Manager()),
            ],
        ),
        migrations.RunSQL(PROTECT, EXPOSE),
        migrations.RunSQL(TIDY_OFTEN, TIDY_AS_OTHERS),
    ]
