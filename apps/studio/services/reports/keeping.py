"""Reports are kept for a week; that there was one, for a season."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from apps.studio.models import Report

REMEMBERED = timedelta(days=90)


def delete_expired_reports() -> int:
    """Delete the files whose time is over, and what is so old that nobody asks for it; returns how
    many files went. The file goes before its row says so: a crash between leaves work, not waste."""
    now = timezone.now()
    expired = Report.objects.exclude(file="").filter(expires_at__lte=now)
    names = dict(expired.values_list("pk", "file"))
    for pk, name in names.items():
        default_storage.delete(name)
        Report.objects.filter(pk=pk, file=name).update(file="")
    Report.objects.filter(file="", expires_at__lt=now - REMEMBERED).delete()
    return len(names)
