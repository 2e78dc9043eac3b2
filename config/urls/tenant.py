"""Every studio's host."""

from config.urls.common import urlpatterns as common
from config.urls.handlers import *

urlpatterns = [*common]
