"""Many titles at once: collections, bulk edits, and films from a spreadsheet."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.catalog.api.desk_serializers import (
    BulkInput,
    BulkOutput,
    CollectionInput,
    DeskCollectionOutput,
    EntriesInput,
    ImportInput,
    ImportOutput,
)
from apps.catalog.api.editing_titles import FILMS, TitlePart
from apps.catalog.errors import CollectionAddressTaken
from apps.catalog.models import Film, Series
from apps.catalog.selectors.collections import collection_for_desk, collections_for_desk
from apps.catalog.selectors.titles import Title
from apps.catalog.services.collections import (
    create_collection,
    delete_collection,
    set_entries,
    update_collection,
)
from apps.catalog.services.films import bulk_edit
from apps.catalog.services.import_wording import sentence_of
from apps.catalog.services.imports import Plan, Planned, apply, dry_run
from apps.core.errors import NotFound
from apps.core.schema.refusals import refusals

TAGS = ["Editing collections"]


class CollectionPart(TitlePart):
    def answer(self, pk: UUID, status: int = 200) -> Response:
        return Response(DeskCollectionOutput(collection_for_desk(pk)).data, status=status)


class DeskCollections(CollectionPart):
    @extend_schema(
        operation_id="admin_collections_list",
        summary="List all collections",
        tags=TAGS,
        responses={200: DeskCollectionOutput(many=True)},
        filters=False,
    )
    def get(self, request: Request) -> Response:
        return Response(DeskCollectionOutput(collections_for_desk(), many=True).data)

    @extend_schema(
        operation_id="admin_collections_create",
        summary="Make a collection",
        tags=TAGS,
        request=CollectionInput,
        responses={201: DeskCollectionOutput, **refusals(CollectionAddressTaken)},
    )
    def post(self, request: Request) -> Response:
        given = self.given(request, CollectionInput)
        return self.answer(create_collection(by=request.user, **given).pk, status=201)


class DeskCollection(CollectionPart):
    @extend_schema(
        operation_id="admin_collections_read",
        summary="Read a collection, on the site or not",
        tags=TAGS,
        responses={200: DeskCollectionOutput, **refusals(NotFound)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.answer(pk)

    @extend_schema(
        operation_id="admin_collections_replace",
        summary="Change a collection (title required)",
        tags=TAGS,
        request=CollectionInput,
        responses={200: DeskCollectionOutput, **refusals(NotFound, CollectionAddressTaken)},
    )
    def put(self, request: Request, pk: UUID) -> Response:
        given = self.given(request, CollectionInput)
        update_collection(collection_for_desk(pk), by=request.user, **given)
        return self.answer(pk)

    @extend_schema(
        operation_id="admin_collections_delete",
        summary="Erase a collection; its titles stay",
        tags=TAGS,
        responses={204: None, **refusals(NotFound)},
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        delete_collection(collection_for_desk(pk), by=request.user)
        return Response(status=204)


class CollectionEntries(CollectionPart):
    @extend_schema(
        operation_id="admin_collections_fill",
        summary="Say which titles a collection holds",
        tags=TAGS,
        request=EntriesInput,
        responses={200: DeskCollectionOutput, **refusals(NotFound)},
    )
    def put(self, request: Request, pk: UUID) -> Response:
        collection = collection_for_desk(pk)
        titles = _titles(self.given(request, EntriesInput)["titles"])
        set_entries(collection, titles, by=request.user)
        return self.answer(pk)


def _titles(pks: list[UUID]) -> list[Title]:
    """In the order asked for. Raises NotFound when one is missing."""
    known: dict[UUID, Title] = {film.pk: film for film in Film.objects.filter(pk__in=pks)}
    known |= {series.pk: series for series in Series.objects.filter(pk__in=pks)}
    if set(pks) - set(known):
        raise NotFound
    return [known[pk] for pk in pks]


class BulkEdit(TitlePart):
    @extend_schema(
        operation_id="admin_movies_bulk",
        summary="Change the same things of many films",
        description="All or none. Films that are gone are left out of the answer.",
        tags=FILMS,
        request=BulkInput,
        responses={200: BulkOutput},
    )
    def post(self, request: Request) -> Response:
        changes = self.given(request, BulkInput)
        films = bulk_edit(changes.pop("films"), changes, by=request.user)
        return Response(BulkOutput({"changed": [film.pk for film in films]}).data)


class ImportMovies(TitlePart):
    @extend_schema(
        operation_id="admin_movies_import",
        summary="Make and change films from a CSV table",
        description="All or nothing: one mistake, and nothing is imported. Columns: slug (of a film "
        "to change), title, tagline, synopsis, year, maturity, director, cast, genres and tags "
        "(with | between them), original_language, access_level, accent, publish_at; and of "
        "episodes series (its slug), season, number.",
        tags=FILMS,
        request=ImportInput,
        responses={200: ImportOutput},
    )
    def post(self, request: Request) -> Response:
        given = self.given(request, ImportInput)
        content = given["table"].encode()
        plan = dry_run(content, by=request.user)
        is_wanted = plan.is_sound and not given.get("dry_run", False)
        if is_wanted:
            apply(content, by=request.user)
        return Response(ImportOutput(_told(plan, done=is_wanted)).data)


def _told(plan: Plan, *, done: bool) -> dict[str, Any]:
    return {
        "done": done,
        "lines": [
            {"line": one.line, "title": one.title, "action": _action(one)} for one in plan.planned
        ],
        "mistakes": [
            {
                "line": one.line,
                "column": one.column,
                "code": one.fault.value,
                "detail": sentence_of(one),
            }
            for one in plan.mistakes
        ],
    }


def _action(one: Planned) -> str:
    if one.is_new:
        return "create"
    return "leave" if one.is_unchanged else "change"
