"""Every studio's host."""

from django.urls import include, path

from config.urls.common import urlpatterns as common
from config.urls.handlers import *

urlpatterns = [path("studio/", include("apps.studio.web.urls")), *common]
