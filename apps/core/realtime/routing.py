from django.urls import path, re_path

from apps.core.realtime.activity import ActivityConsumer
from apps.core.realtime.consumers import JobConsumer, NowhereConsumer

websocket_urlpatterns = [
    path("ws/jobs/<str:token>/", JobConsumer.as_asgi()),
    path("ws/activity/", ActivityConsumer.as_asgi()),
    re_path("", NowhereConsumer.as_asgi()),
]
