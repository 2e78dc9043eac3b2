"""The realtime process: websockets only. Pages and the API are served by wsgi.py."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
django_application = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402  needs the app registry

from apps.core.realtime.process import lifespan  # noqa: E402
from apps.core.realtime.routing import websocket_urlpatterns  # noqa: E402
from apps.tenants.realtime.middleware import StudioWebsocketMiddleware  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": django_application,
        "lifespan": lifespan,
        "websocket": StudioWebsocketMiddleware(URLRouter(websocket_urlpatterns)),
    }
)
