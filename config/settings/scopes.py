"""What the tables of packages are for. Ours say it themselves: see apps.core.scopes."""

from apps.core.scopes import NOBODY, Lives, Person, Scope

_MODELS_LIST = "A list of Django's own that migrations fill; nobody's data."
_WAYS_IN = "Proofs of who somebody is; they are worthless anywhere else and dangerous to hand out."
_FLEETING = "Who is signed in at the moment; it ends with the browser's session."

MODEL_SCOPES: dict[str, Scope] = {
    "admin.LogEntry": Scope(
        lives=Lives.PUBLIC,
        platform_wide="What people of the platform did in the back-office.",
        people=(Person("user"),),
        mentions=("object_repr", "change_message"),
    ),
    "auth.Group": Scope(lives=Lives.PUBLIC, platform_wide=_MODELS_LIST, people=NOBODY),
    "auth.Permission": Scope(lives=Lives.PUBLIC, platform_wide=_MODELS_LIST, people=NOBODY),
    "contenttypes.ContentType": Scope(
        lives=Lives.PUBLIC, platform_wide=_MODELS_LIST, people=NOBODY
    ),
    # Sessions name nobody in clear: those of a person are found by usersessions.
    "sessions.Session": Scope(
        lives=Lives.BOTH,
        left_out=_FLEETING,
        secrets=("session_key", "session_data"),
        people=NOBODY,
        fleeting=True,
    ),
    "usersessions.UserSession": Scope(
        lives=Lives.BOTH,
        left_out=_FLEETING,
        secrets=("session_key", "data"),
        people=(Person("user"),),
        fleeting=True,
    ),
    "account.EmailAddress": Scope(lives=Lives.BOTH, people=(Person("user"),)),
    "account.EmailConfirmation": Scope(
        lives=Lives.BOTH,
        left_out=_WAYS_IN,
        secrets=("key",),
        people=(Person("email_address__user"),),
        fleeting=True,
    ),
    "mfa.Authenticator": Scope(lives=Lives.BOTH, secrets=("data",), people=(Person("user"),)),
    "socialaccount.SocialApp": Scope(
        lives=Lives.BOTH,
        left_out="The platform's own keys to other services.",
        secrets=("client_id", "secret", "key", "settings"),
        people=NOBODY,
    ),
    "socialaccount.SocialAccount": Scope(lives=Lives.BOTH, people=(Person("user"),)),
    "socialaccount.SocialToken": Scope(
        lives=Lives.BOTH,
        left_out=_WAYS_IN,
        secrets=("token", "token_secret"),
        people=(Person("account__user"),),
        fleeting=True,
    ),
}

__all__ = ["MODEL_SCOPES"]
