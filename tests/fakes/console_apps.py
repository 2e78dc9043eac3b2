"""The consoles as a server loads them: the app registry comes first."""

from django.core.asgi import get_asgi_application

get_asgi_application()

from apps.core.realtime.process import lifespan  # noqa: E402
from apps.tenants.realtime.middleware import StudioWebsocketMiddleware  # noqa: E402
from tests.fakes.consoles import Console, NaiveConsole, NaiveMiddleware  # noqa: E402

naive = NaiveMiddleware(NaiveConsole.as_asgi())
sockets = StudioWebsocketMiddleware(Console.as_asgi())


async def ours(scope, receive, send):
    await (lifespan if scope["type"] == "lifespan" else sockets)(scope, receive, send)
