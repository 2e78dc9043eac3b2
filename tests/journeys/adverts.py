"""An ad server of ours: VAST documents, films of a few seconds, and pixels that are counted."""

import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route

SECONDS = 3
EVENTS = ("creativeView", "start", "firstQuartile", "midpoint", "thirdQuartile", "complete", "skip")
VERSIONS = ("2.0", "3.0", "4.0", "4.1", "4.2")
MP4 = ("video/mp4", "/ads/film.mp4")


@dataclass
class AdServer:
    """``documents`` are answered by name; an unknown name is a 404, None is never answered."""

    page: Page
    film: Path
    documents: dict[str, str | None] = field(default_factory=dict)
    pixels: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self) -> None:
        self.page.route("**/ads/**", self._answer)

    def _answer(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        name = parts.path.removeprefix("/ads/")
        self.asked.append(name)
        if name.startswith("pixel/"):
            self.pixels.append(name.removeprefix("pixel/"))
            route.fulfill(status=204)
        elif name == "film.mp4":
            route.fulfill(status=200, content_type="video/mp4", body=self.film.read_bytes())
        elif name in self.documents:
            body = self.documents[name]
            if body is not None:
                # Pixels are whole addresses; a relative one is none to the library.
                body = body.replace("/ads/pixel/", f"//{parts.netloc}/ads/pixel/")
                route.fulfill(status=200, content_type="application/xml", body=body)
        else:
            route.fulfill(status=404)


def make_advert(file: Path) -> Path:
    command = ["ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi"]
    command += ["-i", f"color=teal:size=320x180:rate=25:duration={SECONDS}", "-c:v", "libx264"]
    command += ["-pix_fmt", "yuv420p", "-movflags", "+faststart", str(file)]
    subprocess.run(command, check=True)
    return file


def inline(
    *, version: str = "4.2", files: tuple[tuple[str, str], ...] = (MP4,), skip: str = ""
) -> str:
    """An advertisement with every pixel there is; ``files`` are its types and addresses."""
    media = "".join(
        f'<MediaFile delivery="progressive" type="{kind}" width="320" height="180">'
        f"<![CDATA[{address}]]></MediaFile>"
        for kind, address in files
    )
    return _document(
        version,
        "<InLine><AdSystem>ours</AdSystem><AdTitle>Tea</AdTitle>"
        f"<Error>/ads/pixel/error-[ERRORCODE]</Error><Impression>/ads/pixel/impression</Impression>"
        f"<Creatives><Creative><Linear{skip}><Duration>00:00:0{SECONDS}</Duration>"
        f"<TrackingEvents>{_events('')}</TrackingEvents>"
        "<VideoClicks><ClickThrough>/ads/shop</ClickThrough>"
        "<ClickTracking>/ads/pixel/click</ClickTracking></VideoClicks>"
        f"<MediaFiles>{media}</MediaFiles></Linear></Creative></Creatives></InLine>",
    )


def wrapper(to: str, *, number: int) -> str:
    """Passes on to the document ``to``, and wants to know it too."""
    return _document(
        VERSIONS[number % len(VERSIONS)],
        f"<Wrapper><AdSystem>theirs</AdSystem><VASTAdTagURI>{to}</VASTAdTagURI>"
        f"<Error>/ads/pixel/error-[ERRORCODE]</Error>"
        f"<Impression>/ads/pixel/impression-{number}</Impression><Creatives><Creative><Linear>"
        f"<TrackingEvents>{_events(f'-{number}')}</TrackingEvents>"
        "</Linear></Creative></Creatives></Wrapper>",
    )


def chain(length: int) -> dict[str, str | None]:
    """``length`` wrappers, one after the other, then the advertisement."""
    passed = {f"w{number}": wrapper(f"w{number + 1}", number=number) for number in range(length)}
    return {**passed, f"w{length}": inline()}


def nothing(version: str = "4.0") -> str:
    return f'<VAST version="{version}"><Error>/ads/pixel/error-[ERRORCODE]</Error></VAST>'


def _document(version: str, ad: str) -> str:
    return f'<?xml version="1.0"?><VAST version="{version}"><Ad id="1">{ad}</Ad></VAST>'


def _events(suffix: str) -> str:
    return "".join(
        f'<Tracking event="{name}">/ads/pixel/{name}{suffix}</Tracking>' for name in EVENTS
    )
