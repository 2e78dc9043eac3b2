"""django-tenants' backend, told where PostGIS lives.

A new connection works for nobody: its search path names a schema that does not exist. Django looks
the types of PostGIS up before any studio is set, would not find them, and remember that.
"""

from typing import Any, ClassVar

from django_tenants.postgresql_backend import base


class DatabaseWrapper(base.DatabaseWrapper):
    _type_infos: ClassVar[dict[str, dict[str, Any]]] = {
        f"public.{name}": {} for name in ("geometry", "geography", "raster")
    }

    def _register_type(self, pg_connection: Any, typename: str) -> int | None:
        oid: int | None = super()._register_type(pg_connection, f"public.{typename}")
        return oid
