"""Back-office: studios and background work. Every change is a question that ends in a service."""

from django.contrib import admin

from apps.core.models import Archive, DeadLetter, Job
from apps.studio.admin.archives import ArchiveAdmin
from apps.studio.admin.dead_letters import DeadLetterAdmin
from apps.studio.admin.jobs import JobAdmin
from apps.studio.admin.schemas import MigrationRunAdmin, SpareSchemaAdmin, StudioMigrationAdmin
from apps.studio.admin.studios import StudioAdmin
from apps.tenants.models import MigrationRun, SpareSchema, Studio, StudioMigration

admin.site.register(Studio, StudioAdmin)
admin.site.register(Job, JobAdmin)
admin.site.register(Archive, ArchiveAdmin)
admin.site.register(DeadLetter, DeadLetterAdmin)
admin.site.register(MigrationRun, MigrationRunAdmin)
admin.site.register(StudioMigration, StudioMigrationAdmin)
admin.site.register(SpareSchema, SpareSchemaAdmin)
