import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from apps.core.templatetags import ui


class PersonForm(forms.Form):
    name = forms.CharField(help_text="As on the poster.")
    agreed = forms.BooleanField()


def request_context(address: str) -> Context:
    return Context({"request": RequestFactory().get(address)})


def test_an_icon_is_hidden_from_screen_readers():
    html = ui.icon("play")
    assert html.startswith("<svg")
    assert 'aria-hidden="true"' in html
    assert "<path" in html


def test_an_unknown_icon_is_noticed():
    with pytest.raises(FileNotFoundError):
        ui.icon("no-such-icon")


def test_a_field_names_its_help_and_its_error():
    field = PersonForm({})["name"]
    html = ui.field_widget(field)
    assert 'aria-describedby="id_name_help id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_field_component_shows_label_help_and_error_once():
    html = Template('{% include "core/components/field.html" %}').render(
        Context({"field": PersonForm({})["name"]})
    )
    assert html.count('for="id_name"') == 1
    assert html.count('id="id_name_help"') == 1
    assert html.count('id="id_name_error"') == 1


def test_changing_the_query_starts_again_at_the_first_page():
    context = request_context("/films/?q=sea&page=3&cursor=abc")
    assert ui.query(context, sort="title") == "?q=sea&sort=title"
    assert ui.query(context, page=4, q=None) == "?page=4"


def test_sorting_twice_turns_the_order_round():
    ascending = ui.sort_state(request_context("/?sort=title"), "title")
    assert ascending["aria"] == "ascending"
    assert ascending["url"] == "?sort=-title"
    assert ui.sort_state(request_context("/?sort=views"), "title")["aria"] == "none"


def test_initials_and_colours_are_steady():
    assert ui.initials("Ana Maria Wijaya") == "AW"
    assert ui.initials("ana@kush.example") == "A"
    assert ui.initials("") == "?"
    assert ui.hue("Meridian") == ui.hue("Meridian")


def test_a_sparkline_stays_inside_its_box():
    points = [tuple(map(float, point.split(","))) for point in ui.spark_points([3, 9, 1]).split()]
    assert [x for x, _ in points] == [0, 50, 100]
    assert all(0 <= y <= 30 for _, y in points)
    assert ui.spark_points([1]) == ""


def test_chart_rows_carry_every_series():
    data = {"labels": ["a", "b"], "series": [{"values": [1, 2]}, {"values": [3, 4]}]}
    assert ui.chart_rows(data) == [
        {"label": "a", "figures": [1, 3]},
        {"label": "b", "figures": [2, 4]},
    ]
