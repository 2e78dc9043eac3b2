"""REST framework and the OpenAPI document."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "apps.accounts.api.authentication.AccessTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_PAGINATION_CLASS": "apps.core.api.pagination.CursorPagination",
    "DEFAULT_SCHEMA_CLASS": "apps.core.schema.operations.ApiSchema",
    "EXCEPTION_HANDLER": "apps.core.api.problems.exception_handler",
    "DEFAULT_THROTTLE_CLASSES": ["apps.core.api.throttle.ApiThrottle"],
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "CineRadar API",
    "DESCRIPTION": """\
Everything a studio's site can do, for programs. Each studio has its own host, its own people and its
own films: a token, a cursor or an id of one studio is worth nothing on another.

**Signing in.** `POST /api/v1/auth/login` gives an access token (five minutes, sent as
`Authorization: Bearer …`) and a refresh token (thirty days, works once). Pages of the same host may
use their session instead, with the CSRF token in `X-CSRFToken`.

**Versions.** `/api/v1/…` stays as it is. `/api/…` without a version is always the newest.

**Errors** are [problem documents](/problems/) (RFC 9457, `application/problem+json`). Match on
`code`, never on a text.

**Lists** go on by cursor: follow `next` until it is null. A cursor is good for a day and only for
its list, filter and order. `page_size` is 1 to 100; another number is refused, not cut.

**Repeating a call** is safe with an `Idempotency-Key` on every operation that changes something.

**Limits.** 100 calls in any minute by person, or by address for who has not signed in. Every answer
says in `RateLimit` what is left; a refusal says in `Retry-After` when to go on.
""",
    "VERSION": "1.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SORT_OPERATIONS": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "PREPROCESSING_HOOKS": ["apps.core.schema.document.versioned_only"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "apps.core.schema.document.with_shared_parts",
    ],
    "TAGS": [
        {"name": "Sign-in", "description": "Accounts, tokens, and the way out."},
        {"name": "Me", "description": "The person who asks."},
        {"name": "Profiles", "description": "Who is watching: a household shares one account."},
        {"name": "Films", "description": "What is on the site."},
        {"name": "Series", "description": "Series on the site, with seasons and episodes."},
        {"name": "Finding films", "description": "Collections, people, and what one may mean."},
        {"name": "Playback", "description": "Watching a film."},
        {"name": "History", "description": "What a profile watched, and what it goes on with."},
        {"name": "Editing films", "description": "Drafts and publishing; for the studio's team."},
        {"name": "Editing series", "description": "Series, seasons, episodes and their places."},
        {"name": "Editing people", "description": "Whom credits name, and their portraits."},
        {"name": "Editing collections", "description": "Titles that are shown together."},
        {"name": "Uploads", "description": "Sending a video in pieces that may be interrupted."},
    ],
    "ENUM_NAME_OVERRIDES": {
        "LanguageEnum": "config.settings.languages.LANGUAGES",
        "RoleEnum": "apps.accounts.enums.Role",
        "FilmKindEnum": "apps.catalog.enums.FilmKind",
        "FilmStateEnum": "apps.catalog.enums.FilmState",
    },
}
