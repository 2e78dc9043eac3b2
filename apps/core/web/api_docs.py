"""The API's OpenAPI document, and the reference that is drawn from it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.core.schema.document import document_of
from apps.core.schema.reference import reference_of


class ApiDocument(APIView):
    """JSON, or YAML for ``?format=yaml`` and who accepts it."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    renderer_classes = (OpenApiJsonRenderer, OpenApiYamlRenderer)
    schema = None
    urlconf = ""

    def get(self, request: Request) -> Response:
        return Response(document_of(self.urlconf), headers={"Cache-Control": "max-age=300"})


class ApiDocs(View):
    urlconf = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        site = f"{request.scheme}://{request.get_host()}"
        context = {"reference": reference_of(self.urlconf, site), "site": site}
        return render(request, "core/reference/api.html", context)
