"""The product with one page that fails, for a real web process."""

from contextlib import suppress

from config.wsgi import application

# isort: split
from django.conf import settings
from django.db import DataError, connection, transaction
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from apps.core.queue import enqueue
from config.urls import tenant
from tests.fakes import broken_tasks  # noqa: F401 the name that is queued

__all__ = ["application"]


@csrf_exempt
def broken(request, key):
    """Asks for work that fails as well, then fails holding what was sent."""
    with transaction.atomic():
        enqueue("broken.work", note=request.POST["note"])
    # PostgreSQL quotes the value in what it says.
    with suppress(DataError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT %s::uuid", [key])
    held = request.POST["password"]
    raise RuntimeError(f"Refused: password={held}")


# Pages without the collected files that they link to.
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
tenant.urlpatterns.insert(0, path("broken/<str:key>/", broken, name="broken"))
