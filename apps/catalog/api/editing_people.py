"""People whom credits name, as their editors make them."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.catalog.api.editing_titles import TitlePart
from apps.catalog.api.pictures import PictureView, replaces_picture
from apps.catalog.api.serializers import shown
from apps.catalog.api.title_serializers import PERSON, ContributorOutput, LabelsQuery
from apps.catalog.errors import ContributorAddressTaken
from apps.catalog.selectors.contributors import people_for_desk, person_for_desk
from apps.catalog.services.contributors import (
    create_contributor,
    delete_contributor,
    set_portrait,
    update_contributor,
)
from apps.core.api.pagination import CursorPagination
from apps.core.api.shapes import Input
from apps.core.errors import NotFound
from apps.core.schema.refusals import refusals

TAGS = ["Editing people"]
BIOGRAPHY = "Makes films about people who wait."


@shown("A director", {"name": "Meera Nair", "biography": BIOGRAPHY}, sent=True)
class PersonInput(Input):
    """Everything but the name may be left out."""

    name = serializers.CharField(max_length=160)
    slug = serializers.SlugField(max_length=180, required=False)
    biography = serializers.CharField(max_length=4000, required=False, allow_blank=True)


@shown("A director", {**PERSON, "biography": BIOGRAPHY})
class DeskPersonOutput(ContributorOutput):
    """Somebody as their editors see them."""

    class Meta(ContributorOutput.Meta):
        fields = (*ContributorOutput.Meta.fields, "biography")  # type: ignore[assignment]


class PeopleCursor(CursorPagination):
    """By name."""

    ordering = ("name", "id")


class PersonPart(TitlePart):
    def answer(self, pk: UUID, status: int = 200) -> Response:
        return Response(DeskPersonOutput(person_for_desk(pk)).data, status=status)


class DeskPeople(PersonPart):
    pagination_class = PeopleCursor

    @extend_schema(
        operation_id="admin_people_list",
        summary="List everybody whom credits may name",
        tags=TAGS,
        parameters=[LabelsQuery],
        responses={200: DeskPersonOutput(many=True)},
    )
    def get(self, request: Request) -> Response:
        asked = LabelsQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        pages = PeopleCursor()
        people = people_for_desk(search=asked.validated_data.get("search", ""))
        page = pages.paginate_queryset(people, request, view=self)
        return pages.get_paginated_response(DeskPersonOutput(page, many=True).data)

    @extend_schema(
        operation_id="admin_people_create",
        summary="Add somebody",
        tags=TAGS,
        request=PersonInput,
        responses={201: DeskPersonOutput, **refusals(ContributorAddressTaken)},
    )
    def post(self, request: Request) -> Response:
        given = self.given(request, PersonInput)
        return self.answer(create_contributor(by=request.user, **given).pk, status=201)


class DeskPerson(PersonPart):
    @extend_schema(
        operation_id="admin_people_read",
        summary="Read about somebody, on the site or not",
        tags=TAGS,
        responses={200: DeskPersonOutput, **refusals(NotFound)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.answer(pk)

    @extend_schema(
        operation_id="admin_people_change",
        summary="Change what is said about somebody",
        tags=TAGS,
        request=PersonInput(partial=True),
        responses={200: DeskPersonOutput, **refusals(NotFound, ContributorAddressTaken)},
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        given = self.given(request, PersonInput, partial=True)
        update_contributor(person_for_desk(pk), by=request.user, **given)
        return self.answer(pk)

    @extend_schema(
        operation_id="admin_people_delete",
        summary="Erase somebody with all credits that name them",
        tags=TAGS,
        responses={204: None, **refusals(NotFound)},
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        delete_contributor(person_for_desk(pk), by=request.user)
        return Response(status=204)


class Portrait(PictureView):
    @replaces_picture(
        "Replace somebody's portrait",
        cut="a square",
        operation_id="admin_people_portrait_replace",
        tags=TAGS,
    )
    def put(self, request: Request, pk: UUID) -> Response:
        set_portrait(person_for_desk(pk), picture=self.picture(request), by=request.user)
        return Response(status=204)
