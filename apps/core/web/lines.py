"""Lines that are added, moved and removed on a page: credits, ratings, windows, entries."""

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

MOST_ROWS = 200


class Place(forms.IntegerField):
    """Where a line stands. A number alone does not make an empty line one that is filled in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["class"] = "input--sm"

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class RowsFormSet(BaseFormSet):
    """Works without scripts too: an empty line, a number for the place, a tick to remove."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"] = Place(label=form.fields["ORDER"].label, required=False)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What was filled in, in its order, without what was removed."""
        return [form.cleaned_data for form in self.ordered_forms]


def rows_of(form: type[forms.Form]) -> type[RowsFormSet]:
    """A class of formsets over ``form``."""
    return formset_factory(
        form,
        formset=RowsFormSet,
        extra=1,
        can_order=True,
        can_delete=True,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
        validate_max=True,
    )
