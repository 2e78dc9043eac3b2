"""The README's pictures, taken anew from a running demo: `python -m deploy.screenshots.take 8000`.

Names of subjects after the port take only theirs: `… take 8000 owner staff`.
Uploads a film to the studio kush to show its encoding, and deletes it again; the three reports that
it asks for go by themselves after a week.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from deploy.local.workspace import ROOT

PICTURES = ROOT / "deploy" / "screenshots"
CLIP = ROOT / "tests" / "assets" / "big_buck_bunny_5s_720p.mp4"
PASSWORD = "cinema-paradise-1988"  # noqa: S105 - printed by every `make run`  # nosec B105  # printed by every `make run`
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required"]
DESKTOP, TALL, PHONE = (1440, 900), (1440, 1140), (390, 844)
# Time for fonts, fading pictures and sliding rows to come to rest.
MILLISECONDS_TO_SETTLE = 1500
SECONDS_INTO_FILM = 3.5
PERCENT_WORTH_SHOWING = 35
LARGEST_BYTES = 250_000
QUALITIES = (88, 80, 72, 64)


@dataclass(frozen=True)
class Camera:
    """A browser that knows where the demo runs."""

    browser: Browser
    port: str

    def url(self, slug: str, path: str) -> str:
        host = f"{slug}.localhost" if slug else "localhost"
        return f"http://{host}:{self.port}{path}"

    @contextmanager
    def page(self, theme: str, size: tuple[int, int] = DESKTOP) -> Iterator[Page]:
        context: BrowserContext = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if theme == "dark" else "light",
            device_scale_factor=2 if size == PHONE else 1,
            locale="en-US",
        )
        yield context.new_page()
        context.close()

    def sign_in(self, page: Page, slug: str, email: str) -> None:
        page.goto(self.url(slug, "/accounts/login/"))
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page).not_to_have_url(self.url(slug, "/accounts/login/"))

    def shoot(self, page: Page, slug: str, path: str, name: str) -> None:
        page.goto(self.url(slug, path))
        save(page, name)


def save(page: Page, name: str, *, settle: int = MILLISECONDS_TO_SETTLE) -> None:
    """Write ``<name>.jpg`` in the best quality that stays below the largest size."""
    page.wait_for_timeout(settle)
    picture = b""
    for quality in QUALITIES:
        picture = page.screenshot(type="jpeg", quality=quality)
        if len(picture) <= LARGEST_BYTES:
            break
    (PICTURES / f"{name}.jpg").write_bytes(picture)
    print(f"{name}.jpg  {len(picture) // 1000} kB")


def strangers(camera: Camera) -> None:
    """What everybody sees: the platform's landing page and both studios' front pages."""
    with camera.page("light") as page:
        camera.shoot(page, "", "/", "platform_light")
        camera.shoot(page, "kush", "/api/docs/#auth_login", "api_reference_light")
    with camera.page("light", TALL) as page:
        camera.shoot(page, "falcon", "/", "falcon_home_light")
    with camera.page("dark", TALL) as page:
        camera.shoot(page, "kush", "/", "kush_home_dark")
    with camera.page("dark") as page:
        camera.shoot(page, "kush", "/films/monsoon-ledger/", "kush_film_dark")
    with camera.page("dark", PHONE) as page:
        camera.shoot(page, "kush", "/", "kush_phone_dark")
        camera.shoot(page, "falcon", "/films/jakarta-2091/", "falcon_film_phone_dark")
    with camera.page("dark", TALL) as page:
        camera.shoot(page, "kush", "/series/dead-letter-office/", "kush_series_dark")


def viewer(camera: Camera) -> None:
    """A film in the player, its picture moving, the controls shown."""
    with camera.page("dark") as page:
        camera.sign_in(page, "kush", "viewer@kush.example")
        page.get_by_role("button", name="Kavya").click()
        expect(page).to_have_url(camera.url("kush", "/"))
        page.goto(camera.url("kush", "/watch/monsoon-ledger/"))
        wait_until(page, "video", f"video => video.currentTime > {SECONDS_INTO_FILM}")
        page.mouse.move(700, 600)
        save(page, "kush_player_dark", settle=300)
        camera.shoot(page, "kush", "/profiles/", "kush_profiles_dark")
        camera.shoot(page, "kush", "/account/data/", "account_data_dark")


def owner(camera: Camera) -> None:
    """The studio's desk: overview, branding while it is being changed, a film being encoded."""
    with camera.page("light") as page:
        camera.sign_in(page, "kush", "owner@kush.example")
        camera.shoot(page, "kush", "/studio/", "desk_light")
        camera.shoot(page, "kush", "/studio/team/roles/", "desk_roles_light")
        page.goto(camera.url("kush", "/studio/branding/"))
        page.get_by_label("Brand colour").first.fill("#0b6e4f")
        page.get_by_label("Tagline").fill("Films from the river")
        save(page, "desk_branding_light")
        reports(camera, page)
        encoding(camera, page)


def reports(camera: Camera, page: Page) -> None:
    for file in ("csv", "pptx", "pdf"):
        page.goto(camera.url("kush", "/studio/reports/"))
        form = page.locator("main form").first
        form.get_by_label("File").select_option(file)
        form.get_by_role("button", name="Make the report").click()
        page.get_by_role("heading", name="Ready").wait_for(timeout=60_000)
    camera.shoot(page, "kush", "/studio/reports/", "desk_reports_light")
    camera.shoot(page, "kush", "/studio/activity/", "desk_activity_light")


def encoding(camera: Camera, page: Page) -> None:
    with tempfile.TemporaryDirectory() as directory:
        page.goto(camera.url("kush", "/studio/films/new/"))
        page.locator("input[type=file]").set_input_files(longer_clip(Path(directory)))
        page.locator("[data-job-url]").first.wait_for()
    wait_until(page, "[data-job-url] progress", f"bar => bar.value > {PERCENT_WORTH_SHOWING}")
    save(page, "desk_encode_light", settle=0)
    page.get_by_role("heading", name="The video is ready").wait_for(timeout=120_000)
    page.reload()
    page.get_by_role("button", name="Delete the draft").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(page.get_by_label("Title").input_value())
    dialog.get_by_role("button", name="Delete for good").click()
    page.wait_for_url("**/studio/films/")


def wait_until(page: Page, selector: str, condition: str) -> None:
    """Ask again and again: the pages' policy forbids Playwright's own waiting, which uses eval."""
    for _ in range(300):
        if page.locator(selector).first.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise SystemExit(f"{page.url}: {selector} never met {condition}.")


def longer_clip(directory: Path) -> Path:
    """Half a minute of film: the clip itself is encoded before a picture can be taken."""
    target = directory / "Big Buck Bunny.mp4"
    loop = ["ffmpeg", "-v", "error", "-stream_loop", "5", "-i", str(CLIP), "-c", "copy"]
    subprocess.run([*loop, str(target)], check=True)
    return target


def staff(camera: Camera) -> None:
    with camera.page("light") as page:
        camera.sign_in(page, "", "staff@cineradar.example")
        camera.shoot(page, "", "/admin/", "back_office_light")
        camera.shoot(page, "", "/admin/core/job/", "back_office_jobs_light")


SUBJECTS = {"strangers": strangers, "viewer": viewer, "owner": owner, "staff": staff}


def main(port: str, *names: str) -> None:
    """All pictures, or those of the named subjects."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        camera = Camera(browser, port)
        for name in names or SUBJECTS:
            SUBJECTS[name](camera)
        browser.close()


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["8000"]))
