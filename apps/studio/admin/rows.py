"""What tables about all studios have in common."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from apps.core.web.admin.options import LookOnlyAdmin
from apps.tenants.models import Studio


class RowsOfStudios(LookOnlyAdmin):
    """``rows`` gives what may be seen; each names its studio by the schema, and is shown its name."""

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        names = Studio.objects.filter(schema_name=OuterRef("studio_schema")).values("name")
        named = self.rows().annotate(studio_name=Subquery(names[:1]))
        return named.order_by(*self.get_ordering(request))

    @display(description=gettext_lazy("studio"), ordering="studio_name")
    def studio(self, row: Any) -> str:
        return str(row.studio_name or row.studio_schema)


def progress_bar(percent: int) -> SafeString:
    bar = '<progress class="bo-progress" max="100" value="{}">{} %</progress>'
    return format_html(bar, percent, percent)
