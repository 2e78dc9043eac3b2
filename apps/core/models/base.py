"""Bases of every model."""

from typing import Any, Self

from django.db import connections, models

from apps.core.ids import uuid7
from apps.core.models.queries import CrossedStudios, lives_in_a_studio
from apps.core.tenancy import current_studio


def schema_of(db: str | None) -> str:
    """The schema that the connection ``db`` works on in this thread."""
    connection: Any = connections[db or "default"]
    return str(connection.schema_name)


class BaseModel(models.Model):
    """Remembers the schema it was loaded from and refuses to be written under another."""

    pk: Any

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        refuse_another_studio(self)
        super().save(*args, **kwargs)
        stamp(self, self._state.db)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_another_studio(self)
        return super().delete(*args, **kwargs)

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **more: Any) -> Self:
        instance = super().from_db(db, field_names, values, **more)
        stamp(instance, db)
        return instance


def stamp(instance: models.Model, db: str | None) -> None:
    """Write the schema that a studio's row lives in onto the row."""
    if lives_in_a_studio(type(instance)):
        instance._state.schema = schema_of(db)  # type: ignore[attr-defined]


def refuse_another_studio(instance: models.Model) -> None:
    """Raise CrossedStudios when the row came from another schema than the one in use."""
    came_from = getattr(instance._state, "schema", None)
    now = schema_of(instance._state.db)
    if came_from is not None and came_from != now:
        name = type(instance).__name__
        raise CrossedStudios(f"{name} came from {came_from} and is being written in {now}.")


class UUIDModel(BaseModel):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class StudioScopedManager(models.Manager[Any]):
    """Default manager of a shared table with a studio column: reading without a studio raises."""

    def get_queryset(self) -> models.QuerySet[Any]:
        raise RuntimeError(
            f"{self.model.__name__} is shared by all studios: use .for_studio(), "
            "or .across_studios() in the platform's own work."
        )

    def for_studio(self) -> models.QuerySet[Any]:
        """Rows of the current studio."""
        return super().get_queryset().filter(studio_schema=current_studio().schema_name)

    def across_studios(self) -> models.QuerySet[Any]:
        """Rows of all studios: for the back-office and the platform's own work only."""
        return super().get_queryset()
