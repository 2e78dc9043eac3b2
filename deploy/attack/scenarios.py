"""What could be done to the product, by number, and what shows that it does no harm."""

from dataclasses import dataclass
from pathlib import Path

ATTEMPTS = "tests/accounts/web/test_attempts.py"
AUTH = "tests/accounts/api/test_auth.py"
CANARIES = "tests/isolation/suite/test_canaries.py"
DEGRADATION = "tests/faults/test_degradation.py"
FAULTS = "tests/faults/test_tasks.py"
HEALTH = "tests/core/test_health.py"
HOSTS = "tests/tenants/test_hosts.py"
LINKS = "tests/core/test_file_links.py"
MACHINE = "tests/isolation/test_machine.py"
NAMES = "tests/security/test_hosts_and_names.py"
SECOND_FACTOR = "tests/accounts/web/test_second_factor.py"
SMUGGLING = "tests/contracts/test_smuggling.py"
SOCKETS = "tests/tenants/realtime/test_middleware.py"
SUITE_ADDRESSES = "tests/isolation/suite/test_addresses.py"
SUITE_CREDENTIALS = "tests/isolation/suite/test_credentials.py"
SUITE_OPERATIONS = "tests/isolation/suite/test_operations.py"
SUITE_SOCKETS = "tests/isolation/suite/test_sockets.py"
SUITE_TASKS = "tests/isolation/suite/test_tasks.py"
TOKENS = "tests/isolation/test_finding_01_tokens.py"


@dataclass(frozen=True)
class Attack:
    """A module of this directory that `make attack` runs as a program.

    One without ``arguments`` brings a database and a Redis of its own; others ask a platform with
    the demo's studios, whose limits are ``counting`` (None: either way).
    """

    name: str
    arguments: tuple[str, ...] = ()
    counting: bool | None = None

    @property
    def file(self) -> Path:
        return Path(__file__).parent / f"{self.name}.py"


@dataclass(frozen=True)
class Scenario:
    """``attacks``, or parts of them after a dot, are run by `make attack`, ``tests`` by `make test`."""

    number: int
    what: str
    expected: str
    tests: tuple[str, ...]
    attacks: tuple[str, ...] = ()


BROWSER = ("control", "strangers", "desk", "film", "back_office")
OWNER = ("{base}", "--email", "owner@kush.example", "--password", "{password}")
ATTACKS = (
    Attack("kill_tasks"),
    Attack("kill_web"),
    Attack("lose_broker"),
    Attack("lose_cache"),
    Attack("lose_database"),
    Attack("crash_database"),
    Attack("door", ("{base}",)),
    Attack("credentials", OWNER),
    Attack("browser", (*OWNER, "--staff", "staff@cineradar.example")),
    Attack(
        "crossing",
        ("{base}", "--password", "{password}", "--seconds", "{seconds}"),
        counting=False,
    ),
    Attack(
        "enumeration",
        ("{base}", "--known", "viewer@kush.example", "--rounds", "25"),
        counting=False,
    ),
    Attack("fuzz_api", (*OWNER, "--examples", "10"), counting=False),
    Attack("guessing", (*OWNER, "--victim", "viewer@kush.example"), counting=True),
)

SCENARIOS = (
    Scenario(
        1,
        "access token of another studio",
        "401, and nobody's data",
        (SUITE_OPERATIONS, TOKENS, AUTH),
        ("credentials.tokens",),
    ),
    Scenario(
        2,
        "refresh token of another studio",
        "401, and it still works at home",
        (SUITE_OPERATIONS, TOKENS, AUTH),
        ("credentials.refresh",),
    ),
    Scenario(
        3,
        "session of another studio",
        "what anybody gets, on pages, sockets, the platform and its back-office",
        (SUITE_CREDENTIALS, SOCKETS),
        ("credentials.sessions", "credentials.sockets"),
    ),
    Scenario(
        4,
        "another studio's ids in addresses",
        "404 at every address; rows untouched",
        (SUITE_OPERATIONS, SUITE_ADDRESSES, SMUGGLING),
    ),
    Scenario(
        5,
        "another studio's ids in bodies",
        "refused by the field; nothing written",
        (SUITE_OPERATIONS, SUITE_ADDRESSES, SMUGGLING),
    ),
    Scenario(
        6,
        "pages of two studios in turns",
        "each shows its own, through caches too; the host is part of every key",
        (CANARIES, HOSTS, MACHINE),
        ("crossing.pages", "crossing.caches"),
    ),
    Scenario(
        7,
        "two studios under load at once",
        "64 visitors, pages, API, files and sockets: nothing crosses, only 200",
        (MACHINE,),
        ("crossing.pages", "crossing.files", "crossing.sockets"),
    ),
    Scenario(
        8,
        "sockets of two studios",
        "each hears its own studio, whichever opened first",
        ("tests/isolation/test_finding_02_sockets.py", SUITE_SOCKETS),
        ("crossing.sockets",),
    ),
    Scenario(
        9,
        "news of one name in two studios",
        "heard in its own studio alone",
        ("tests/isolation/test_finding_03_groups.py", SUITE_SOCKETS),
        ("crossing.sockets",),
    ),
    Scenario(
        10,
        "sockets from foreign pages",
        "403 before a socket opens, from home it opens",
        (SOCKETS,),
        ("door.sockets", "credentials.sockets"),
    ),
    Scenario(
        11,
        "files of another studio",
        "403 or 404 for edited, climbing and expired addresses",
        (LINKS, SUITE_CREDENTIALS, "tests/contracts/test_storages.py"),
        ("door.files", "crossing.files"),
    ),
    Scenario(
        12,
        "hosts that are none",
        "400 or 404; links lead to the studio's own host",
        (HOSTS, "tests/core/test_origin.py", NAMES),
        ("door.hosts",),
    ),
    Scenario(
        13,
        "a studio without a table",
        "503 with the request's id, never rows of others",
        (
            "tests/tenants/test_incomplete_schema.py",
            "tests/isolation/test_finding_05_fallback_to_public.py",
        ),
    ),
    Scenario(
        14,
        "names no studio may have",
        "refused by the field; no schema is made",
        (
            "tests/tenants/domain/test_slugs.py",
            NAMES,
            "tests/tenants/services/test_provisioning.py",
        ),
    ),
    Scenario(
        15,
        "death while opening",
        "one schema, finished or cleaned up by the next worker",
        ("tests/tenants/services/test_provisioning.py", "tests/tenants/services/test_spares.py"),
    ),
    Scenario(
        16,
        "tasks of two studios mixed",
        "each writes into its own studio, exactly once",
        (FAULTS, SUITE_TASKS, "tests/core/test_queue.py"),
        ("kill_tasks",),
    ),
    Scenario(
        17,
        "guessing passwords",
        "5 a minute by account and by address over all hosts, then 429, the right one too",
        (ATTEMPTS,),
        ("guessing.account", "guessing.address"),
    ),
    Scenario(
        18,
        "a hundred calls a minute",
        "of 150 at once exactly 100 are answered, 50 are 429 with Retry-After",
        ("tests/core/test_limits.py", "tests/races/test_api_limit.py"),
        ("guessing.calls",),
    ),
    Scenario(
        19,
        "who has an account",
        "known and unknown alike: same answers, medians within 5 %",
        ("tests/accounts/web/test_enumeration.py", "tests/security/test_who_has_an_account.py"),
        (
            "enumeration.sign_in_page",
            "enumeration.sign_in_api",
            "enumeration.sign_up_page",
            "enumeration.sign_up_api",
            "enumeration.reset_page",
        ),
    ),
    Scenario(
        20,
        "second factors",
        "nothing opens between the steps; codes count once",
        ("tests/security/test_second_factor.py", SECOND_FACTOR),
    ),
    Scenario(
        21,
        "forged tokens",
        "401; a refresh token used twice ends its whole family",
        ("tests/security/test_tokens.py", AUTH),
    ),
    Scenario(
        22,
        "what is left after signing out",
        "nothing: sessions, tokens and sockets end within a minute",
        ("tests/accounts/web/test_devices.py", "tests/tenants/realtime/test_guard.py", AUTH),
    ),
    Scenario(
        23,
        "forms and cookies of a neighbour",
        "403; planted cookies are ignored",
        ("tests/security/test_cookies.py",),
        ("door.forms",),
    ),
    Scenario(
        24,
        "fields nobody may set",
        "ignored or refused; a second look shows no change",
        (SMUGGLING,),
    ),
    Scenario(
        25,
        "roles and addresses",
        "denied unless the table says otherwise",
        ("tests/permissions/test_table.py", "tests/backoffice/test_access.py"),
        ("credentials.sessions",),
    ),
    Scenario(
        26,
        "headers of every answer",
        "all guards on every status; redirects stay on the host; a browser misses nothing",
        (
            "tests/security/test_headers.py",
            "tests/security/test_nginx_headers.py",
            "tests/security/test_redirects.py",
        ),
        ("door.headers", "door.redirects", *(f"browser.{part}" for part in BROWSER)),
    ),
    Scenario(
        27,
        "the API from its document",
        "no 5xx, no answer that is not as described",
        ("tests/contracts/test_fuzz.py",),
        ("fuzz_api",),
    ),
    Scenario(
        28,
        "pictures made to harm",
        "refused at once; what is kept was painted anew",
        ("tests/core/test_images.py", "tests/security/test_letters_and_files.py"),
    ),
    Scenario(
        29,
        "videos made to harm",
        "rejected with a reason; nothing is fetched or read",
        ("tests/catalog/services/test_hostile_videos.py",),
    ),
    Scenario(
        30,
        "addresses that lead inside",
        "refused before a connection is made",
        ("tests/core/test_http.py",),
    ),
    Scenario(
        31,
        "text that is more than text",
        "text everywhere: no formula, no mark-up",
        (
            "tests/security/test_texts.py",
            "tests/core/test_csv_export.py",
            "tests/core/test_documents_any_text.py",
        ),
    ),
    Scenario(
        37,
        "dying workers and web processes",
        "1,000 payments exactly once; no order without its task",
        (FAULTS,),
        ("kill_tasks", "kill_web"),
    ),
    Scenario(
        38,
        "a lost broker or cache",
        "pages answer, work is kept, everything goes on within 60 s",
        (DEGRADATION, FAULTS, HEALTH),
        ("lose_broker", "lose_cache"),
    ),
    Scenario(
        39,
        "a lost database",
        "health 200, pages 503 within seconds; back within 10 s without a restart; cuts unnoticed",
        (DEGRADATION, HEALTH),
        ("lose_database", "crash_database"),
    ),
    Scenario(
        40,
        "lost data",
        "restored with equal checksums, the neighbour untouched, the erased stay erased",
        (
            "tests/tenants/services/test_restores.py",
            "tests/accounts/services/test_erasing.py",
            DEGRADATION,
        ),
    ),
)
