import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.cue_text import from_ass, from_srt, letters, plain, tidy

TAGS = re.compile(r"</?(?:b|i|u|ruby|rt|v|c|lang)(?:\.[\w-]+)*(?: [^<>]*)?>")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<b>Hello</b>", "<b>Hello</b>"),
        ("<script>alert(1)</script>", "alert(1)"),
        ('<img src=x onerror="alert(1)">Rain', "Rain"),
        ('<b onclick="alert(1)">Rain</b>', "<b>Rain</b>"),
        ("<i.loud onmouseover=x>Rain</i>", "<i.loud>Rain</i>"),
        ("<scr<script>ipt>alert(1)", "&lt;script&gt;alert(1)"),
        ("<script", "&lt;script"),
        ("<!-- --><?php ?>Rain", "Rain"),
        ("<v Asha Rao>Rain</v>", "<v Asha Rao>Rain</v>"),
        ('<v A"&>Rain</v>', '<v A"&amp;>Rain</v>'),
        ("<lang ta>மழை</lang>", "<lang ta>மழை</lang>"),
        ("<i>Rain", "<i>Rain</i>"),
        ("Rain</i>", "Rain"),
        ("<i><b>Rain</i></b>", "<i><b>Rain</b></i>"),
        ("<00:00:01.000>Rain", "Rain"),
        ("1 < 2 && 3 > 2", "1 &lt; 2 &amp;&amp; 3 &gt; 2"),
        ("Tom &amp; Jerry &lt;3", "Tom &amp; Jerry &lt;3"),
        ("a --> b", "a --&gt; b"),
        (" one \r\n\r\n two\t", "one\ntwo"),
        ("a\u2028\u2028b", "a\nb"),
        ("bell\x07 and \ufefftab\there", "bell and tab here"),
    ],
)
def test_known_tags_stay_and_everything_else_is_inert(written, kept):
    assert tidy(written) == kept


def test_letters_of_india_are_composed_in_one_way():
    two_parts = "\u0b95\u0bc6\u0bbe"  # ka with the vowel o in two signs

    assert tidy(two_parts) == "\u0b95\u0bca" == unicodedata.normalize("NFC", two_parts)


def test_signs_that_join_letters_stay():
    assert tidy("क\u094d\u200dष") == "क\u094d\u200dष"


@given(
    st.text(
        alphabet=st.sampled_from("<>&/!?abivscrpt. onerror=\"'\n\r\t;#lt-\u0915\u093c"), max_size=60
    )
)
def test_nothing_but_known_tags_is_left(text):
    made = tidy(text)

    assert "<" not in TAGS.sub("", made)
    assert "-->" not in made
    assert "\n\n" not in made
    assert tidy(made) == made


@given(st.text(max_size=80))
def test_any_text_is_tidied_once_and_for_all(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rain", 4),
        ("<i>Rain</i>\nagain", 9),
        ("Tom &amp; Jerry", 11),
        ("வணக்கம்", 5),
        ("हिन्दी", 3),
    ],
)
def test_marks_count_with_their_letter(text, count):
    assert letters(text) == count


def test_what_is_read_has_no_tags():
    assert plain("<v Asha>1 &lt; 2</v>") == "1 < 2"


def test_a_subrip_cue_may_place_itself():
    assert from_srt("{\\an8}Up {here}") == ("Up {here}", "line:5%")
    assert from_srt("<font color=red>Red</font>") == ("Red", "")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("One\\NTwo\\hthree", "One\nTwo\u00a0three"),
        ("{\\i1}Rain{\\i0} falls", "<i>Rain</i> falls"),
        ("{\\b700}Rain{\\b0}", "<b>Rain</b>"),
        ("{\\i1\\b1}Rain{\\i0} falls", "<i><b>Rain</b></i> falls"),
        ("{\\bord3\\blur2}Rain", "Rain"),
        ("{\\p1}m 0 0 l 10 10{\\p0}Rain", "Rain"),
        ("{\\p1}m 0 0 l 10 10", ""),
        ("<script>x</script>", "x"),
    ],
)
def test_an_ass_line_keeps_its_words_and_slant(written, kept):
    assert from_ass(written) == kept
