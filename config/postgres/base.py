"""django-tenants' backend, closed where it is open by default."""

import threading
from typing import Any, ClassVar

from django_tenants.postgresql_backend import base

from apps.core.metrics import CONNECTIONS, connection_awaited
from apps.core.tenancy import NOBODY
from apps.core.tripwire import Tripwire
from config.postgres.absence import absence_of


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of a new thread works for nobody, and PostGIS is found where it lives.

    The main thread starts on the platform's schema, as management commands expect. Any other
    would read the platform's tables there until somebody enters a studio.
    """

    # A connection without a studio has no schema to search, so Django, which looks the types of
    # PostGIS up at once, would not find them and remember that.
    _type_infos: ClassVar[dict[str, dict[str, Any]]] = {
        f"public.{name}": {} for name in ("geometry", "geography", "raster")
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(Tripwire())
        if threading.current_thread() is not threading.main_thread():
            self.set_tenant(base.FakeTenant(schema_name=NOBODY), include_public=False)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not self.pool:
            return super().get_new_connection(conn_params)
        with connection_awaited(), absence_of(self.alias).respected(self.pool):
            made = super().get_new_connection(conn_params)
        told = self.pool.get_stats()
        CONNECTIONS.labels("open").set(told["pool_size"])
        CONNECTIONS.labels("idle").set(told["pool_available"])
        return made

    def _register_type(self, pg_connection: Any, typename: str) -> int | None:
        oid: int | None = super()._register_type(pg_connection, f"public.{typename}")
        return oid
