"""Has beta changed? Has anything of it come into alpha? Asked of the database and the files."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection, models

from apps.core.scopes import Scope, shared_tables_about_studios, tables_in_a_studio
from apps.core.tenancy import platform_context
from apps.tenants.models import Studio
from tests.permissions.state import rows_written, tables

ROWS = "SELECT '{table}', t::text FROM {table} t WHERE {where}"


class Watch:
    """``rows`` by table of beta; ``stains``: how many rows of alpha hold something of beta."""

    def __init__(self, beta: Studio, word: str, keys: Sequence[UUID]) -> None:
        self.beta, self.word = beta, word
        self.signs = [word, *map(str, keys)]
        self.oids = tables("public", "alpha", "beta")
        self.before = self.rows()
        self.stains_before = self.stains()

    def written(self) -> int:
        return rows_written(self.oids)

    def changed(self) -> list[str]:
        """Tables of beta that are not as they were."""
        now = self.rows()
        return [table for table in self.before | now if now.get(table) != self.before.get(table)]

    def stained(self) -> list[str]:
        """Tables of alpha, or of the platform, to which something of beta has come."""
        now, before = self.stains(), self.stains_before
        return [table for table in before | now if now[table] != before[table]]

    def rows(self) -> dict[str, list[str]]:
        own = [(f'beta."{model._meta.db_table}"', "true") for model, _ in tables_in_a_studio()]
        return _rows_in([*own, *self._shared("{}")])

    def stains(self) -> Counter[str]:
        own = [(f'alpha."{model._meta.db_table}"', "true") for model, _ in tables_in_a_studio()]
        found = _rows_in([*own, *self._shared("NOT ({})")])
        return Counter({table: sum(map(self._is_stained, rows)) for table, rows in found.items()})

    def _is_stained(self, row: str) -> bool:
        return any(sign in row for sign in self.signs)

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


def _rows_in(places: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The rows of every table in one statement, as text; every part of it is our own.

    Looked through here: a pattern of all the signs takes PostgreSQL ten times as long.
    """
    parts = [ROWS.format(table=table, where=where) for table, where in places]
    found: dict[str, list[str]] = defaultdict(list)
    with platform_context(), connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        for table, row in cursor.fetchall():
            found[table].append(row)
    return {table: sorted(rows) for table, rows in found.items()}
