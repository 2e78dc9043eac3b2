"""Collections, people and what one may mean while typing."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from apps.catalog.api.serializers import GenreOutput
from apps.catalog.api.title_serializers import (
    CollectionListOutput,
    CollectionOutput,
    LabelsQuery,
    SuggestionsOutput,
    SuggestionsQuery,
    TagOutput,
    WorksOutput,
)
from apps.catalog.domain.viewing import Viewing
from apps.catalog.models import Genre, Tag
from apps.catalog.selectors.collections import (
    ShownCollection,
    collection_for_viewer,
    collections_shown,
)
from apps.catalog.selectors.contributors import contributor_for_viewer, works_of
from apps.catalog.selectors.suggestions import suggestions
from apps.catalog.selectors.titles import labels_found
from apps.catalog.selectors.viewing import viewing_of
from apps.core.api.pagination import CursorPagination
from apps.core.errors import NotFound
from apps.core.schema.refusals import refusals

TAGS = ["Finding films"]


class Suggestions(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="search_suggestions",
        summary="What somebody may mean while still typing",
        tags=TAGS,
        parameters=[SuggestionsQuery],
        responses={200: SuggestionsOutput},
    )
    def get(self, request: Request) -> Response:
        asked = SuggestionsQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        viewing = viewing_of(request)
        found = suggestions(viewing, asked.validated_data["q"])
        return Response(SuggestionsOutput(found, context={"viewing": viewing}).data)


def _context(viewing: Viewing, shown: list[ShownCollection]) -> dict[str, Any]:
    return {"viewing": viewing, "titles": {one.collection.pk: one.titles for one in shown}}


class CollectionList(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="collections_list",
        summary="List the collections on the site",
        description="In the studio's order, each with at most twenty titles.",
        tags=TAGS,
        responses={200: CollectionListOutput},
    )
    def get(self, request: Request) -> Response:
        viewing = viewing_of(request)
        shown = collections_shown(viewing)
        rows = [one.collection for one in shown]
        answer = CollectionListOutput({"results": rows}, context=_context(viewing, shown))
        return Response(answer.data)


class CollectionDetail(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="collections_read",
        summary="Read one collection with its titles",
        description="By id or by address (slug).",
        tags=TAGS,
        responses={200: CollectionOutput, **refusals(NotFound)},
    )
    def get(self, request: Request, key: str) -> Response:
        viewing = viewing_of(request)
        shown = collection_for_viewer(key, viewing)
        context = _context(viewing, [shown])
        return Response(CollectionOutput(shown.collection, context=context).data)


class LabelCursor(CursorPagination):
    """By name."""

    ordering = ("name", "id")


def lists_labels(what: str) -> Any:
    """The documentation of a list of genres or tags."""
    return extend_schema(
        operation_id=f"{what}_list",
        summary=f"List the {what} that something on the site has",
        description="By name. Editors get all of them.",
        tags=TAGS,
        parameters=[LabelsQuery],
    )


class GenreList(ListAPIView[Any]):
    permission_classes = (AllowAny,)
    serializer_class: type[BaseSerializer[Any]] = GenreOutput
    pagination_class = LabelCursor
    label: type[Genre] | type[Tag] = Genre

    def get_queryset(self) -> QuerySet[Any]:
        asked = LabelsQuery(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        search = asked.validated_data.get("search", "")
        return labels_found(self.label, viewing_of(self.request), search)

    @lists_labels("genres")
    def get(self, request: Request) -> Response:
        return self.list(request)


class TagList(GenreList):
    serializer_class = TagOutput
    label = Tag

    @lists_labels("tags")
    def get(self, request: Request) -> Response:
        return self.list(request)


class PersonDetail(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="people_read",
        summary="Read about somebody and what they took part in",
        description="By id or by address (slug).",
        tags=TAGS,
        responses={200: WorksOutput, **refusals(NotFound)},
    )
    def get(self, request: Request, key: str) -> Response:
        viewing = viewing_of(request)
        person = contributor_for_viewer(key, viewing)
        works = [work.title for work in works_of(person, viewing)]
        return Response(WorksOutput(person, context={"viewing": viewing, "works": works}).data)
