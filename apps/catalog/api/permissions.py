"""Who may call what. The services ask again: this only answers sooner."""

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from apps.accounts.rules import can_edit_films
from apps.accounts.selectors.profiles import is_childs
from apps.core.errors import Forbidden, Unauthenticated


class MayEditFilms(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        if not request.user.is_authenticated:
            raise Unauthenticated
        # The desk shows every film, so a child of somebody on the team has no business there.
        if not can_edit_films(request.user) or is_childs(request):
            raise Forbidden
        return True
