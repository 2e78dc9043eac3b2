"""Files that a reader of WebVTT has to get right, after the standard's own parsing rules.

A vector is a name, the file, and what comes of it: the cues, or the line and fault of a refusal.
The standard lets players skip what they cannot read; a desk says so instead, because the person
who can mend the file is still there.
"""

from typing import Any

TIMES = "00:01.000 --> 00:02.000"
RAIN = (1.0, 2.0, "", "Rain")
BAD, NO_TIMES, EARLY, LATE = "bad_times", "no_times", "ends_early", "too_late"

Vector = tuple[str, str | bytes, list[Any]]


def cue(times: str = TIMES, words: str = "Rain") -> str:
    return f"WEBVTT\n\n{times}\n{words}\n"


def named(group: str, rows: dict[str, tuple[str | bytes, list[Any]]]) -> list[Vector]:
    return [(f"{group}: {name}", text, expected) for name, (text, expected) in rows.items()]


GOOD_TIMES = {
    "hours may be left out": (TIMES, 1.0, 2.0),
    "hours": ("00:00:01.000 --> 00:00:02.000", 1.0, 2.0),
    "hours of one side alone": ("00:01.000 --> 00:00:02.000", 1.0, 2.0),
    "hours of the other alone": ("00:00:01.000 --> 00:02.000", 1.0, 2.0),
    "the last of an hour": ("59:59.999 --> 01:00:00.000", 3599.999, 3600.0),
    "hours with three digits": ("000:00:01.000 --> 000:00:02.000", 1.0, 2.0),
    "no spaces": ("00:01.000-->00:02.000", 1.0, 2.0),
    "tabs": ("00:01.000\t-->\t00:02.000", 1.0, 2.0),
    "many spaces": ("00:01.000    -->    00:02.000", 1.0, 2.0),
    "space before": ("  00:01.000 --> 00:02.000", 1.0, 2.0),
    "space behind": ("00:01.000 --> 00:02.000  ", 1.0, 2.0),
    "a day at the most": ("23:59:59.000 --> 24:00:00.000", 86399.0, 86400.0),
}
BAD_TIMES = {
    "a comma": "00:01,000 --> 00:02,000",
    "one digit of minutes": "0:01.000 --> 0:02.000",
    "one digit of hours": "0:00:01.000 --> 0:00:02.000",
    "three digits of minutes": "000:01.000 --> 000:02.000",
    "one digit of seconds": "00:1.000 --> 00:2.000",
    "three digits of seconds": "00:001.000 --> 00:002.000",
    "two digits of thousandths": "00:01.00 --> 00:02.00",
    "four digits of thousandths": "00:01.0000 --> 00:02.0000",
    "no thousandths": "00:01 --> 00:02",
    "a dot and nothing": "00:01. --> 00:02.",
    "sixty seconds": "00:60.000 --> 00:61.000",
    "sixty minutes": "60:00.000 --> 61:00.000",
    "sixty minutes below hours": "00:60:00.000 --> 00:61:00.000",
    "seconds alone": "01.000 --> 02.000",
    "four parts": "00:00:00:01.000 --> 00:00:00:02.000",
    "less than nothing": "-00:01.000 --> 00:02.000",
    "letters": "00:0a.000 --> 00:02.000",
    "letters behind the second": "00:01.000x --> 00:02.000",
    "a short arrow": "00:01.000 -> 00:02.000",
    "a long arrow": "00:01.000 ---> 00:02.000",
    "an arrow in pieces": "00:01.000 -- > 00:02.000",
    "no arrow": "00:01.000 00:02.000",
    "two arrows": "00:01.000 --> --> 00:02.000",
    "the end missing": "00:01.000 -->",
    "the start missing": "--> 00:02.000",
    "an arrow alone": "-->",
    "digits of other scripts": "०१:०१.००० --> ०१:०२.०००",
    "semicolons": "00;01.000 --> 00;02.000",
}


def _times() -> list[Vector]:
    no_arrow = {"a short arrow", "an arrow in pieces", "no arrow"}
    rows: dict[str, tuple[str | bytes, list[Any]]] = {
        name: (cue(times), [(start, end, "", "Rain")])
        for name, (times, start, end) in GOOD_TIMES.items()
    }
    rows |= {
        name: (cue(times), [(3, NO_TIMES if name in no_arrow else BAD)])
        for name, times in BAD_TIMES.items()
    }
    return named("times", rows) + named(
        "order",
        {
            "backwards": (cue("00:02.000 --> 00:01.000"), [(3, EARLY)]),
            "no length": (cue("00:01.000 --> 00:01.000"), [(3, EARLY)]),
            "a hundred hours": (cue("100:00:01.000 --> 100:00:02.000"), [(3, LATE)]),
            "one within another": (
                cue() + "\n00:01.200 --> 00:01.500\nfalls\n",
                [RAIN, (1.2, 1.5, "", "falls")],
            ),
            "the later first": (
                cue("00:03.000 --> 00:04.000", "falls") + f"\n{TIMES}\nRain\n",
                [RAIN, (3.0, 4.0, "", "falls")],
            ),
        },
    )


SETTINGS = {
    # What stands there, and what of it a player understands.
    "vertical:rl": "vertical:rl",
    "vertical:lr": "vertical:lr",
    "vertical:RL": "",
    "vertical:": "",
    "vertical: rl": "",
    "vertical :rl": "",
    "vertical.rl": "",
    "vertical:up": "",
    "line:0": "line:0",
    "line:12": "line:12",
    "line:-1": "line:-1",
    "line:50%": "line:50%",
    "line:0%": "line:0%",
    "line:100%": "line:100%",
    "line:99.9%": "line:99.9%",
    "line:50%,start": "line:50%,start",
    "line:50%,center": "line:50%,center",
    "line:1,end": "line:1,end",
    "line:101%": "",
    "line:-5%": "",
    "line:5-": "",
    "line:--5": "",
    "line:%5": "",
    "line:5%%": "",
    "line:five": "",
    "line:50%,middle": "",
    "line:": "",
    "line: 5": "",
    "position:0%": "position:0%",
    "position:50%": "position:50%",
    "position:33.3%": "position:33.3%",
    "position:100%": "position:100%",
    "position:50%,line-left": "position:50%,line-left",
    "position:50%,center": "position:50%,center",
    "position:50%,line-right": "position:50%,line-right",
    "position:50%,start": "",
    "position:50": "",
    "position:%": "",
    "position:-1%": "",
    "position:100.1%": "",
    "position:": "",
    "size:0%": "size:0%",
    "size:12.5%": "size:12.5%",
    "size:100%": "size:100%",
    "size:50": "",
    "size:%50": "",
    "size:-50%": "",
    "size:101%": "",
    "size:1e1%": "",
    "size:": "",
    "align:start": "align:start",
    "align:center": "align:center",
    "align:end": "align:end",
    "align:left": "align:left",
    "align:right": "align:right",
    "align:END": "",
    "align:middle": "",
    "align:": "",
    "region:below": "",
    "colour:red": "",
    "line:5% size:50%": "line:5% size:50%",
    "line:5%\tsize:50%": "line:5% size:50%",
    "size:50% nonsense line:5%": "size:50% line:5%",
    "align:start align:end": "align:end",
    "onclick=alert(1)": "",
}

LAYOUT: dict[str, tuple[str | bytes, list[Any]]] = {
    "a file as usual": (cue(), [RAIN]),
    "a mark of the byte order": (b"\xef\xbb\xbf" + cue().encode(), [RAIN]),
    "two marks": (b"\xef\xbb\xbf" * 2 + cue().encode(), [(1, "no_signature")]),
    "UTF-16, least first": (b"\xff\xfe" + cue().encode("utf-16-le"), [RAIN]),
    "UTF-16, most first": (b"\xfe\xff" + cue().encode("utf-16-be"), [RAIN]),
    "line ends of Windows": (cue().replace("\n", "\r\n"), [RAIN]),
    "line ends of old Macs": (cue().replace("\n", "\r"), [RAIN]),
    "line ends of all kinds": (f"WEBVTT\r\n\r{TIMES}\rRain\n", [RAIN]),
    "no line end at the end": (cue().rstrip(), [RAIN]),
    "many empty lines": (f"WEBVTT\n\n\n\n{TIMES}\nRain\n\n\n\n", [RAIN]),
    "no empty line below the head": (f"WEBVTT\n{TIMES}\nRain\n", [RAIN]),
    "words behind the signature": (f"WEBVTT - Night rain\n\n{TIMES}\nRain\n", [RAIN]),
    "a tab behind the signature": (f"WEBVTT\tby Asha\n\n{TIMES}\nRain\n", [RAIN]),
    "a head of several lines": (f"WEBVTT\nKind: captions\nLanguage: ta\n\n{TIMES}\nRain\n", [RAIN]),
    "where a stream's clock stands": (
        f"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n{TIMES}\nRain\n",
        [RAIN],
    ),
    "a signature in small letters": (f"webvtt\n\n{TIMES}\nRain\n", [(1, "no_signature")]),
    "a longer signature": (f"WEBVTTS\n\n{TIMES}\nRain\n", [(1, "no_signature")]),
    "a shorter signature": (f"WEBVT\n\n{TIMES}\nRain\n", [(1, "no_signature")]),
    "space before the signature": (f" WEBVTT\n\n{TIMES}\nRain\n", [(1, "no_signature")]),
    "nothing": ("", [(1, "no_signature")]),
    "a signature alone": ("WEBVTT", [(1, "no_cues")]),
    "a name of a cue": (f"WEBVTT\n\nfirst\n{TIMES}\nRain\n", [RAIN]),
    "a name with spaces": (f"WEBVTT\n\nthe first of all\n{TIMES}\nRain\n", [RAIN]),
    "a name that is a number": (f"WEBVTT\n\n1\n{TIMES}\nRain\n", [RAIN]),
    "a name of two lines": (f"WEBVTT\n\nthe\nfirst\n{TIMES}\nRain\n", [(3, NO_TIMES)]),
    "a name with an arrow": (f"WEBVTT\n\nfirst -->\n{TIMES}\nRain\n", [(3, BAD)]),
    "a name alone": (f"WEBVTT\n\nfirst\n\n{TIMES}\nRain\n", [(3, NO_TIMES)]),
    "a note": (f"WEBVTT\n\nNOTE by Asha\n\n{TIMES}\nRain\n", [RAIN]),
    "a note of many lines": (f"WEBVTT\n\nNOTE\nby\nAsha\n\n{TIMES}\nRain\n", [RAIN]),
    "a note behind a tab": (f"WEBVTT\n\nNOTE\tby Asha\n\n{TIMES}\nRain\n", [RAIN]),
    "a note at the end": (cue() + "\nNOTE the end\n", [RAIN]),
    "no note": (f"WEBVTT\n\nNOTES by Asha\n\n{TIMES}\nRain\n", [(3, NO_TIMES)]),
    "a style": (f"WEBVTT\n\nSTYLE\n::cue {{ color: red }}\n\n{TIMES}\nRain\n", [RAIN]),
    "a region": (f"WEBVTT\n\nREGION\nid:below\nlines:3\n\n{TIMES}\nRain\n", [RAIN]),
    "times that begin the next cue": (
        cue() + "00:03.000 --> 00:04.000\nfalls\n",
        [RAIN, (3.0, 4.0, "", "falls")],
    ),
    "times within the words": (cue(words="Rain\nnow --> then"), [(5, BAD)]),
    "no words": (cue(words=""), [(1, "no_cues")]),
    "no words between two": (
        f"WEBVTT\n\n{TIMES}\n\n00:03.000 --> 00:04.000\nfalls\n",
        [(3.0, 4.0, "", "falls")],
    ),
    "something that is no text": (
        b"WEBVTT\n\n00:01.000 --> 00:02.000\nRa\0in\n",
        [(4, "not_text")],
    ),
    "a letter in pieces": (
        cue(words="இரவு").encode()[:-2] + b"\n\n" + "மழை\n".encode(),
        [(4, "broken_text")],
    ),
}

WORDS = {
    # What stands there, and what is kept of it.
    "Rain\nfalls": "Rain\nfalls",
    "  Rain  ": "Rain",
    "<b>Rain</b>": "<b>Rain</b>",
    "<i>Rain</i>": "<i>Rain</i>",
    "<u>Rain</u>": "<u>Rain</u>",
    "<c>Rain</c>": "<c>Rain</c>",
    "<c.loud>Rain</c>": "<c.loud>Rain</c>",
    "<c.loud.red>Rain</c>": "<c.loud.red>Rain</c>",
    "<v Asha>Rain</v>": "<v Asha>Rain</v>",
    "<v.far Asha Rao>Rain</v>": "<v.far Asha Rao>Rain</v>",
    "<lang ta>மழை</lang>": "<lang ta>மழை</lang>",
    "<ruby>雨<rt>ame</rt></ruby>": "<ruby>雨<rt>ame</rt></ruby>",
    "<b><i>Rain</i></b>": "<b><i>Rain</i></b>",
    "<b>Rain": "<b>Rain</b>",
    "Rain</b>": "Rain",
    "<b>Rain</i></b>": "<b>Rain</b>",
    "<B>Rain</B>": "<b>Rain</b>",
    "<00:01.500>Rain": "Rain",
    "<00:00:01.500><c>Rain</c>": "<c>Rain</c>",
    "I <3 rain": "I &lt;3 rain",
    "<x>Rain</x>": "Rain",
    "<b onclick=alert(1)>Rain</b>": "<b>Rain</b>",
    "<img src=x onerror=alert(1)>Rain": "Rain",
    "<script>alert(1)</script>": "alert(1)",
    "<scr<script>ipt>alert(1)": "&lt;script&gt;alert(1)",
    "<!-- -- >Rain": "Rain",
    "Rain < sun": "Rain &lt; sun",
    "Rain & sun": "Rain &amp; sun",
    "Rain &amp; sun": "Rain &amp; sun",
    "&lt;b&gt;": "&lt;b&gt;",
    "Rain&nbsp;falls": "Rain&nbsp;falls",
    "&lrm;Rain&rlm;": "&lrm;Rain&rlm;",
    "&copy; Rain": "&amp;copy; Rain",
    "&#39;Rain&#39;": "&amp;#39;Rain&amp;#39;",
    "Rain \U0001fae9": "Rain \U0001fae9",
    "Rai\u200dn": "Rai\u200dn",
}

VECTORS: list[Vector] = [
    *_times(),
    *named(
        "settings",
        {
            said: (cue(f"{TIMES} {said}"), [(1.0, 2.0, kept, "Rain")])
            for said, kept in SETTINGS.items()
        },
    ),
    *named("layout", LAYOUT),
    *named(
        "words", {said: (cue(words=said), [(1.0, 2.0, "", kept)]) for said, kept in WORDS.items()}
    ),
]
