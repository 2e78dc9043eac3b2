"""What the studio offers, and which of it the visitor has."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.subscriptions.selectors import entitlements


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    context = {
        "plans": entitlements.plans(),
        "own": entitlements.entitlement_of(request.user) if request.user.is_authenticated else None,
    }
    return render(request, "subscriptions/plans.html", context)
