import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.letters import Piece, pieces_of

LETTER = """Good day.
Second line.

Accept the invitation:
https://alpha.localhost/invitations/x/

Or here: https://alpha.localhost/y/

123456

Bye."""


def test_paragraphs_buttons_and_codes():
    assert pieces_of(LETTER) == [
        Piece("text", "Good day.\nSecond line."),
        Piece("button", "Accept the invitation", "https://alpha.localhost/invitations/x/"),
        Piece("button", "Or here", "https://alpha.localhost/y/"),
        Piece("code", "123456"),
        Piece("text", "Bye."),
    ]


@pytest.mark.parametrize("text", ["", "  \n\n \n"])
def test_nothing_has_no_pieces(text):
    assert pieces_of(text) == []


def test_a_script_is_no_button():
    assert pieces_of("Click: javascript:alert(1)") == [Piece("text", "Click: javascript:alert(1)")]


@given(st.text())
def test_no_word_is_lost(text):
    words = "".join(f"{piece.text}{piece.url}" for piece in pieces_of(text))
    lost = set("".join(text.split())) - set("".join(words.split()))
    assert lost <= {":"}
