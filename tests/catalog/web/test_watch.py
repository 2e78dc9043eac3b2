import json
import re

from apps.accounts.models import Profile
from apps.core.tenancy import studio_context

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def config(page):
    """What the page tells its script."""
    found = re.search(r'<script id="player-config"[^>]*>(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


def test_the_page_names_the_film_and_where_to_ask(citra, on_alpha):
    film = on_alpha("Kites")

    told = config(citra.get("/watch/kites/").content.decode())

    assert told["film"] == str(film.pk)
    assert told["sessions"] == "/api/v1/playback/sessions"
    assert told["progress"] == "/api/v1/watch/progress"


def test_the_page_tells_what_the_profile_likes(citra, on_alpha, alpha, people):
    on_alpha("Kites")
    wishes = {"audio_language": "hi", "subtitle_language": "ta", "autoplay": False}
    style = {"size": "huge", "colour": "yellow"}
    with studio_context(alpha):
        mine = Profile.objects.get(user=people.citra)
        Profile.objects.filter(pk=mine.pk).update(**wishes, caption_style=style)

    told = config(citra.get("/watch/kites/").content.decode())

    assert told["owner"] == str(mine.pk)
    url = {"url": "/api/v1/profiles/current"}
    assert told["profile"] == url | wishes | {"caption_style": style}


def test_the_page_decides_nothing_the_session_does(citra, on_alpha):
    on_alpha("Kites", access_level="premium")

    page = citra.get("/watch/kites/")

    assert page.status_code == 200
    assert "/m/" not in page.content.decode()


def test_the_page_names_the_device_as_people_say_it(citra, on_alpha):
    on_alpha("Kites")

    page = citra.get("/watch/kites/", headers={"user-agent": FIREFOX}).content.decode()

    assert 'data-device="Firefox · Windows"' in page


def test_a_title_cannot_break_out_of_what_the_script_reads(citra, on_alpha):
    on_alpha("Kites </script><script>alert(1)</script>", slug="kites")

    assert "<script>alert" not in citra.get("/watch/kites/").content.decode()
