import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import apps.core.ids

PROTECT = """
ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.{table} FORCE ROW LEVEL SECURITY;
CREATE POLICY studio ON public.{table}
    USING (studio_schema = public.connection_studio() OR public.connection_studio() = 'public')
    WITH CHECK (studio_schema = public.connection_studio() OR public.connection_studio() = 'public');
"""
EXPOSE = """
DROP POLICY studio ON public.{table};
ALTER TABLE public.{table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE public.{table} DISABLE ROW LEVEL SECURITY;
"""
TABLES = ("core_archive", "core_tombstone")


class Migration(migrations.Migration):
    dependencies = [("core", "0003_job_row_security")]
    operations = [
        migrations.CreateModel(
            name="Archive",
            fields=[
                ("id", models.UUIDField(default=apps.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("studio_schema", models.CharField(max_length=63)),
                ("kind", models.CharField(choices=[("studio", "A studio's data"), ("person", "A person's data")], max_length=8, verbose_name="kind")),
                ("job", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="archive", to="core.job", verbose_name="job")),
                ("asked_by_pk", models.UUIDField(null=True, verbose_name="asked for by")),
                ("asked_by_label", models.CharField(blank=True, max_length=254, verbose_name="asked for by")),
                ("on_platform", models.BooleanField(default=False, verbose_name="asked by the platform")),
                ("size", models.PositiveBigIntegerField(null=True, verbose_name="size")),
                ("rows", models.PositiveBigIntegerField(null=True, verbose_name="rows")),
                ("files", models.PositiveBigIntegerField(null=True, verbose_name="files")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="fingerprint")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="asked for")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                ("expires_at", models.DateTimeField(null=True, verbose_name="to be fetched until")),
                ("removed_at", models.DateTimeField(null=True, verbose_name="removed")),
            ],
            options={
                "verbose_name": "archive",
                "verbose_name_plural": "archives",
                "base_manager_name": "everywhere",
                "default_manager_name": "everywhere",
                "indexes": [
                    models.Index(fields=["studio_schema", "-created_at"], name="core_archives_by_studio"),
                    models.Index(condition=models.Q(("removed_at", None)), fields=["expires_at"], name="core_archives_to_remove"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("kind", "studio")),
                        fields=("studio_schema",),
                        name="core_one_studio_archive_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("kind", "person")),
                        fields=("studio_schema", "asked_by_pk"),
                        name="core_one_personal_archive_at_a_time",
                    ),
                ],
            },
            managers=[("everywhere", django.db.models.manager.Manager())],
        ),
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                ("id", models.UUIDField(default=apps.core.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("studio_schema", models.CharField(db_index=True, max_length=63)),
                ("kind", models.CharField(choices=[("studio", "A studio"), ("person", "A person")], max_length=8, verbose_name="kind")),
                ("key", models.CharField(max_length=64, verbose_name="digest of the key")),
                ("email_key", models.CharField(blank=True, max_length=64, verbose_name="digest of the address")),
                ("erased_at", models.DateTimeField(verbose_name="erased")),
                ("erased_by", models.CharField(max_length=20, verbose_name="by")),
                ("copied_at", models.DateTimeField(null=True, verbose_name="copied out")),
                ("lifted_at", models.DateTimeField(null=True, verbose_name="brought back on purpose")),
            ],
            options={
                "verbose_name": "tombstone",
                "verbose_name_plural": "tombstones",
                "base_manager_name": "everywhere",
                "default_manager_name": "everywhere",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("kind", "key"),
                        name="core_one_tombstone_per_grave",
                    )
                ],
            },
            managers=[("everywhere", django.db.models.manager.Manager())],
        ),
        *(
            migrations.RunSQL(PROTECT.format(table=table), EXPOSE.format(table=table))
            for table in TABLES
        ),
    ]
