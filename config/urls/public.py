"""The platform's own host."""

from django.contrib import admin
from django.urls import include, path

from apps.studio.web.backoffice.inspected_watching import inspection_site
from config.urls.api import api, people
from config.urls.common import urlpatterns as common
from config.urls.handlers import *

urlpatterns = [
    path("admin/open/", inspection_site.urls),
    path("admin/", admin.site.urls),
    *api(people, urlconf="config.urls.public"),
    path("", include("apps.tenants.web.urls")),
    *common,
]
