"""Queries that stay in the studio they were begun in."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import sql

from apps.core.tenancy import current_studio_or_none


class CrossedStudios(RuntimeError):
    """A row or a query of one studio was about to be used in another."""


def lives_in_a_studio(model: type[models.Model]) -> bool:
    config = model._meta.apps.app_configs.get(model._meta.app_label)
    return config is not None and config.name in settings.TENANT_APPS


class StudioQuery(sql.Query):
    """Lazy, so it could be begun in one studio and run in another. It refuses.

    Stands in for Django's own in every queryset (see apps.py), those of packages included.
    """

    def __init__(self, model: type[models.Model] | None, **more: Any) -> None:
        super().__init__(model, **more)
        self.begun_in = _here() if model and lives_in_a_studio(model) else None

    def clone(self) -> Any:
        self._stay()
        return super().clone()

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        self._stay()
        return super().get_compiler(*args, **kwargs)

    def _stay(self) -> None:
        """Raise CrossedStudios elsewhere than where it was begun.

        One begun nowhere, or one that finds nothing, may run anywhere: forms of packages hold
        such queries from their import on, which happens in whatever studio asks first.
        """
        if self.begun_in not in (None, _here()) and not self.is_empty():
            name = self.model.__name__ if self.model else "something"
            raise CrossedStudios(
                f"A query for {name} was begun in {self.begun_in} and would run in {_here()}."
            )


def _here() -> str | None:
    studio = current_studio_or_none()
    return studio.schema_name if studio else None
