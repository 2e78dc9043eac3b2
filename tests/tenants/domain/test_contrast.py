import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.tenants.domain.contrast import (
    BLACK,
    NIGHT_RATIO,
    PART_RATIO,
    TEXT_RATIO,
    WHITE,
    as_night,
    channels,
    contrast,
    hex_of,
    ink_on,
    luminance,
    mix,
    standing_out,
)

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(hex_of)


def test_the_numbers_of_the_standard():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.005)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.005)
    assert luminance("#ff0000") == pytest.approx(0.2126)
    assert luminance("#00ff00") == pytest.approx(0.7152)


@pytest.mark.parametrize("text", ["red", "#fff", "#FFFFFF", "#12345g", "#1234567", "", "#123456\n"])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValueError, match="Not a colour"):
        channels(text)


@pytest.mark.parametrize(
    ("colour", "ink"),
    [("#ffffff", BLACK), ("#000000", WHITE), ("#f0a202", BLACK), ("#c81d25", WHITE)],
)
def test_ink(colour, ink):
    assert ink_on(colour) == ink


@given(COLOURS)
def test_ink_can_always_be_read(colour):
    assert contrast(ink_on(colour), colour) >= TEXT_RATIO


@given(COLOURS, COLOURS)
def test_contrast_does_not_depend_on_the_order(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@given(COLOURS, COLOURS)
def test_a_brand_colour_always_stands_out_on_any_background(colour, background):
    shown = standing_out(colour, background)

    assert contrast(shown, background) >= PART_RATIO
    assert standing_out(shown, background) == shown
    if contrast(colour, background) >= PART_RATIO:
        assert shown == colour


@given(COLOURS)
def test_night_leaves_white_text_readable(colour):
    night = as_night(colour)

    assert contrast(WHITE, night) >= NIGHT_RATIO
    assert as_night(night) == night


def test_a_ratio_that_nothing_reaches_is_an_error():
    with pytest.raises(ValueError, match="Nothing reaches"):
        standing_out("#777777", "#777777", 15)


def test_mixing():
    assert mix("#000000", "#ffffff", 0) == "#000000"
    assert mix("#000000", "#ffffff", 50) == "#808080"
    assert mix("#000000", "#ffffff", 100) == "#ffffff"
