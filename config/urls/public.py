"""The platform's own host."""

from django.contrib import admin
from django.urls import path

from config.urls.common import urlpatterns as common
from config.urls.handlers import *

urlpatterns = [
    path("admin/", admin.site.urls),
    *common,
]
