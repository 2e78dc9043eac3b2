"""Where the ``type`` of a problem document leads: what it means and what to do about it."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.core.problems import catalogue
from apps.core.schema.refusals import example_of


@require_safe
def problem_list(request: HttpRequest) -> HttpResponse:
    return render(request, "core/reference/problems.html", {"problems": catalogue().values()})


@require_safe
def problem_page(request: HttpRequest, code: str) -> HttpResponse:
    problem = catalogue().get(code)
    if problem is None:
        raise Http404
    example = json.dumps(example_of(code)["value"], indent=2, ensure_ascii=False)
    context = {"problem": problem, "example": example}
    return render(request, "core/reference/problem.html", context)
