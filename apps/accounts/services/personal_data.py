"""A person's own data, as a ZIP: readable pages and JSON of every row that knows him."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from apps.accounts.models import User
from apps.accounts.services import audit
from apps.accounts.services.person_rows import Identity, identity_of, rows_of, tables_here
from apps.core.archives.keeping import fill_archive, new_archive
from apps.core.archives.rows import as_json
from apps.core.archives.zipping import Member
from apps.core.enums import ArchiveKind
from apps.core.job_kinds import JobKind, register
from apps.core.limits import spend
from apps.core.models import Archive
from apps.core.queue import enqueue
from apps.core.scopes import Erasing, Person, Scope, open_columns, scope_of
from apps.core.tenancy import current_studio

ARCHIVES = "5/day"
ROWS_ON_THE_PAGE = 200
ROWS_IN_A_FILE = 50_000

PERSONAL_DATA = register(
    JobKind(
        key="accounts.personal_data",
        label=gettext_lazy("Collecting a person's data"),
        page=lambda job: "/account/data/",
    )
)


@dataclass(frozen=True)
class Table:
    """What one table knows about a person: ``rows`` by column name."""

    label: str
    title: str
    rows: list[dict[str, Any]]

    @property
    def columns(self) -> list[str]:
        return list(self.rows[0]) if self.rows else []

    @property
    def first_rows(self) -> list[list[Any]]:
        return [list(row.values()) for row in self.rows[:ROWS_ON_THE_PAGE]]

    @property
    def rows_left(self) -> int:
        return max(0, len(self.rows) - ROWS_ON_THE_PAGE)


def ask_for_personal_data(user: User, *, language: str) -> Archive:
    """Have the person's data collected; a letter says when it is ready.

    Raises ArchiveUnderway, and TooManyRequests beyond five a day.
    """
    spend(ARCHIVES, "personal-data", current_studio().schema_name, str(user.pk))
    archive = new_archive(
        ArchiveKind.PERSON,
        job_kind=PERSONAL_DATA.key,
        title="",
        by=user,
        language=language,
        on_platform=False,
    )
    audit.record("person.data_requested", by=user, target=user)
    enqueue("accounts.collect_personal_data", archive_pk=str(archive.pk))
    return archive


def collect_personal_data(archive_pk: UUID) -> None:
    """The worker's part; nothing for an archive that is gone or belongs to nobody any more."""
    archive = Archive.objects.for_studio().filter(pk=archive_pk).select_related("job").first()
    user = User.objects.filter(pk=archive.asked_by_pk).first() if archive else None
    if archive is None or user is None:
        return
    tables = personal_tables(user)
    language = archive.job.mail_language or translation.get_language() or "en"
    head = {"format": "cineradar-person-1", "made_at": timezone.now().isoformat()}
    total = sum(len(table.rows) for table in tables) * 300
    fill_archive(archive, lambda: _members(user, tables, language), total=total, head=head)


def personal_tables(user: User) -> list[Table]:
    """Everything the current schema, and what is shared about it, knows of the person."""
    identity = identity_of(user)
    found = [_table(model, scope, identity) for model, scope in tables_here() if scope.people]
    return [table for table in found if table.rows]


def _table(model: type[Model], scope: Scope, identity: Identity) -> Table:
    rows: dict[Any, dict[str, Any]] = {}
    for person in scope.people:
        for row in _rows(model, scope, person, identity):
            rows.setdefault(row[model._meta.pk.attname], row)
    title = capfirst(str(model._meta.verbose_name_plural))
    return Table(model._meta.label_lower, title, list(rows.values()))


def _rows(
    model: type[Model], scope: Scope, person: Person, identity: Identity
) -> list[dict[str, Any]]:
    columns = [name for name in open_columns(model, scope) if name not in person.hides]
    found = rows_of(model, scope, person, identity).order_by("pk")
    rows: list[dict[str, Any]] = list(found.values(*columns)[:ROWS_IN_A_FILE])
    for key in model._meta.concrete_fields:
        if key.attname in columns and key.related_model and _may_be_named(key.related_model):
            _name(rows, key)
    return rows


def _may_be_named(model: Any) -> bool:
    """Films and plans say more than their keys; what is somebody's own may tell about others."""
    scope = scope_of(model)
    return scope is not None and all(one.erasing == Erasing.CLEAR for one in scope.people)


def _name(rows: list[dict[str, Any]], key: Any) -> None:
    """Beside the key, what it leads to: 1 query."""
    named = key.related_model._base_manager.in_bulk({row[key.attname] for row in rows} - {None})
    for row in rows:
        row[key.name] = str(named.get(row[key.attname], ""))


def _members(user: User, tables: list[Table], language: str) -> Iterator[Member]:
    with translation.override(language):
        context = {"person": user, "tables": tables, "made_at": timezone.now()}
        page = render_to_string("accounts/personal_data/index.html", context)
        style = render_to_string("accounts/personal_data/page.css")
    yield _text("index.html", page, {})
    yield _text("page.css", style, {})
    for table in tables:
        rows = as_json(table.rows, indent=2)
        yield _text(f"data/{table.label}.json", rows, {"rows": len(table.rows)})


def _text(name: str, text: str, about: dict[str, Any]) -> Member:
    return Member(name, lambda: [text.encode()], about)
