"""Django with one empty view and no middleware: the least that it does for an answer."""

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("empty")


urlpatterns = [path("empty/", empty)]
settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="bare",  # noqa: S106
    LOGGING_CONFIG=None,
)
wsgi, asgi = get_wsgi_application(), get_asgi_application()
