"""Has beta changed? Has anything of it come into alpha? Asked of the database and the files."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, models

from apps.core.scopes import Scope, shared_tables_about_studios, tables_in_a_studio
from apps.core.tenancy import platform_context
from apps.tenants.models import Studio
from tests.permissions.state import rows_written, tables

DIGEST = """SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))
FROM {table} t WHERE {where}"""
STAINED = "SELECT '{table}', count(*) FROM {table} t WHERE {where} AND t::text ~ '{pattern}'"


class Watch:
    """``digests`` per table of beta; ``stains``: tables of alpha that hold something of beta."""

    def __init__(self, beta: Studio, word: str, keys: Sequence[UUID]) -> None:
        self.beta, self.word = beta, word
        self.pattern = "|".join([word, *map(str, keys)])
        self.oids = tables("public", "alpha", "beta")
        self.before = self.digests()
        self.stains_before = self.stains()

    def written(self) -> int:
        return rows_written(self.oids)

    def changed(self) -> list[str]:
        """Tables of beta that are not as they were."""
        now = self.digests()
        return [table for table, digest in self.before.items() if now[table] != digest]

    def stained(self) -> list[str]:
        """Tables of alpha, or of the platform, to which something of beta has come."""
        now = self.stains()
        return [table for table, count in now.items() if count != self.stains_before[table]]

    def digests(self) -> dict[str, str]:
        own = [(f'beta."{model._meta.db_table}"', "true") for model, _ in tables_in_a_studio()]
        return self._all(DIGEST, [*own, *self._shared("{}")])

    def stains(self) -> dict[str, int]:
        own = [(f'alpha."{model._meta.db_table}"', "true") for model, _ in tables_in_a_studio()]
        return self._all(STAINED, [*own, *self._shared("NOT ({})")])

    def files(self) -> dict[str, str]:
        """Each file of beta with its digest."""
        root = Path(settings.MEDIA_ROOT) / "t" / "beta"
        return {
            str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }

    def _shared(self, which: str) -> Iterator[tuple[str, str]]:
        """Tables about studios, and a condition about beta's rows among them."""
        for model, scope in shared_tables_about_studios():
            where = which.format(self._of_beta(model, scope))
            yield f'public."{model._meta.db_table}"', where

    def _of_beta(self, model: type[models.Model], scope: Scope) -> str:
        rows = model._base_manager.filter(**{scope.studio: self.beta.schema_name}).values("pk")
        sql, _params = rows.query.sql_with_params()
        return f't."{model._meta.pk.column}" IN ({sql})' % "'beta'"

    def _all(self, question: str, places: list[tuple[str, str]]) -> dict[str, Any]:
        """One statement for all tables; every part of it is our own."""
        parts = [
            question.format(table=table, where=where, pattern=self.pattern)
            for table, where in places
        ]
        with platform_context(), connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts))
            return dict(cursor.fetchall())
