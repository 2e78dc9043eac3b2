"""Every studio's host."""

from django.urls import include, path

from config.urls.api import api, people
from config.urls.common import urlpatterns as common
from config.urls.handlers import *

urlpatterns = [
    path("studio/", include("apps.studio.web.urls")),
    *api(people, urlconf="config.urls.tenant"),
    *common,
]
