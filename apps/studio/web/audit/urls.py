"""Pages of the studio desk: audit."""

from django.urls import path

from apps.studio.web.audit.views import AuditCsv, AuditLog

urlpatterns = [
    path("", AuditLog.as_view(), name="desk-audit"),
    path("audit.csv", AuditCsv.as_view(), name="desk-audit-csv"),
]
