"""People: sign-in, second factor, sessions, tokens."""

from typing import Any

from config import env

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "apps.accounts.adapters.allauth.account.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "apps.accounts.adapters.allauth.social.SocialAccountAdapter"
MFA_ADAPTER = "apps.accounts.adapters.allauth.mfa.MFAAdapter"
USERSESSIONS_ADAPTER = "apps.accounts.web.devices.Devices"
ACCOUNT_SIGNUP_FORM_CLASS = "apps.accounts.web.forms.SignUpForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Keys of confirmations rest in the studio's own table: a signed one would name its row by number
# alone and so confirm another person's address in another studio.
ACCOUNT_EMAIL_CONFIRMATION_HMAC = False
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Counted by apps.core.limits instead: see accounts/adapters/redis and accounts/web/attempts.py.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 1)
USERSESSIONS_TRACK_ACTIVITY = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True

# Staff and partner accounts must have a second factor before they see anything.
MFA_REQUIRED_FOR_STAFF = env.flag("MFA_REQUIRED_FOR_STAFF", default=True)

JWT_SIGNING_KEY = env.text("JWT_SIGNING_KEY")
JWT_SIGNING_KEY_FALLBACKS = env.words("JWT_SIGNING_KEY_FALLBACKS")
JWT_ACCESS_SECONDS = env.number("JWT_ACCESS_SECONDS", 300)
JWT_REFRESH_DAYS = env.number("JWT_REFRESH_DAYS", 30)
INVITATION_DAYS = 7
# How long somebody who asked to be erased may take it back by the link of a letter.
ACCOUNT_ERASING_GRACE_DAYS = 7

# A way in appears on the sign-in page as soon as its variables are set.
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
SOCIALACCOUNT_STORE_TOKENS = False
# Browsers count the way from our form to the provider's page as part of the form's action.
SOCIAL_SIGN_IN_ORIGINS: list[str] = []
if env.text("GOOGLE_CLIENT_ID", ""):
    SOCIALACCOUNT_PROVIDERS["google"] = {
        "APPS": [
            {
                "client_id": env.text("GOOGLE_CLIENT_ID"),
                "secret": env.text("GOOGLE_CLIENT_SECRET"),
                "key": "",
            }
        ],
        "SCOPE": ["profile", "email"],
        "OAUTH_PKCE_ENABLED": True,
    }
    SOCIAL_SIGN_IN_ORIGINS.append("https://accounts.google.com")
if env.text("OPENID_CLIENT_ID", ""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "openid",
                "name": env.text("OPENID_NAME", "OpenID"),
                "client_id": env.text("OPENID_CLIENT_ID"),
                "secret": env.text("OPENID_CLIENT_SECRET"),
                "settings": {"server_url": env.url("OPENID_SERVER_URL", schemes={"https"})},
            }
        ],
        "OAUTH_PKCE_ENABLED": True,
    }
    SOCIAL_SIGN_IN_ORIGINS.append(
        "https://" + env.text("OPENID_SERVER_URL").partition("://")[2].partition("/")[0]
    )
