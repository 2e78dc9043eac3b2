from django.urls import path

from apps.core.realtime.consumers import JobConsumer

websocket_urlpatterns = [path("ws/jobs/<str:token>/", JobConsumer.as_asgi())]
