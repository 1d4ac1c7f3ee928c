"""Every setting, read once from the environment. The defaults run a partnership on one machine."""

import os
import secrets
from pathlib import Path

from django.utils.csp import CSP

from sharedduty.site.addresses import database_addresses

PROJECT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("SHAREDDUTY_VAR", PROJECT / "var")).resolve()
SECRETS = VAR / "secrets"
PAPERS_DIR = Path(os.environ.get("PAPERS_DIR", VAR / "papers"))
PAPERS_SCANNER = os.environ.get("PAPERS_SCANNER", "")  # a command that reads a file and answers 0 clean, 1 infected
SEAL_DIR = Path(os.environ.get("SEAL_DIR", VAR / "seals"))
OUTBOX_DIR = VAR / "outbox"


def _secret(name: str) -> str:
    """The secret called `name`: from the environment, or made once and kept where only this user reads it."""
    if value := os.environ.get(f"SHAREDDUTY_{name.upper()}"):
        return value
    SECRETS.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = SECRETS / name
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)  # the first of several starting processes wins; the others read its secret
        except FileExistsError:
            pass  # another process was first, and its secret is the one read below
        finally:
            draft.unlink()
    return path.read_text().strip()


def _flag(name: str, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "on"}


SECRET_KEY = _secret("secret_key")
JOURNAL_KEY = _secret("journal_key")
DEBUG = False
BASE_URL = os.environ.get("BASE_URL", f"http://localhost:{os.environ.get('PORT', '8000')}")
SECURE = BASE_URL.startswith("https://")
HOST_NAME = BASE_URL.split("://", 1)[1].split("/", 1)[0].rsplit(":", 1)[0]
# Demonstration people, readable mail and one-time codes on request: only ever on a loopback address.
DEMONSTRATION = _flag("SHAREDDUTY_DEMONSTRATION", False) and HOST_NAME in {"localhost", "127.0.0.1", "[::1]"}
ALLOWED_HOSTS = [HOST_NAME, *(["localhost", "127.0.0.1", "[::1]"] if not SECURE else [])]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "sharedduty.foundations.design",
    "sharedduty.foundations.jobs",
    "sharedduty.foundations.journal",
    "sharedduty.foundations.directory",
    "sharedduty.foundations.access",
    "sharedduty.foundations.guidance",
    "sharedduty.foundations.retention",
    "sharedduty.foundations.forms",
    "sharedduty.foundations.notices",
    "sharedduty.foundations.papers",
    "sharedduty.foundations.people",
    "sharedduty.foundations.process",
    "sharedduty.foundations.gatherings",
    "sharedduty.foundations.requests",
    "sharedduty.foundations.chronology",
    "sharedduty.foundations.families",
    "sharedduty.modules.action_plans",
    "sharedduty.modules.allegations",
    "sharedduty.modules.front_door",
    "sharedduty.modules.assessment",
    "sharedduty.modules.child_protection",
    "sharedduty.modules.early_help",
    "sharedduty.modules.serious_incident",
    "sharedduty.modules.child_death",
    "sharedduty.modules.rapid_review",
    "sharedduty.modules.practice_review",
    "sharedduty.modules.homicide_review",
    "sharedduty.modules.serious_case_review",
    "sharedduty.modules.escalation",
    "sharedduty.modules.speaking_up",
    "sharedduty.desks",
    "sharedduty.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "sharedduty.foundations.access.middleware.Sight",
    "sharedduty.site.navigation.Frame",
    "sharedduty.site.blanks.NeverBlank",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "sharedduty.site.urls"
WSGI_APPLICATION = "sharedduty.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [],
        "OPTIONS": {
            "environment": "sharedduty.foundations.design.jinja.environment",
            "context_processors": ["sharedduty.foundations.access.context.page_context"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

ADDRESSES = database_addresses()
DATABASE_ROLES = ADDRESSES.roles
DATABASES = ADDRESSES.as_django()
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_DATABASE_ALIAS = "default"
PROCRASTINATE_WORKER_DEFAULTS = {"delete_jobs": "successful"}  # the journal says what was done, not the queue

CACHES = {
    "default": {
        # Sign-in limits must count across all workers, so the counts live in the database.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cache",
        # The default of 300 entries would let a flood of guesses push older counts out.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/my-work/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "sharedduty.foundations.access.sign_in.AccountAdapter"
MFA_ADAPTER = "sharedduty.foundations.access.sign_in.SecondFactorAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by an administrator, who knows the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can make us write to an address that is not ours
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a new second factor or password is told to its owner
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (a path)
PASSWORD_RESET_TIMEOUT = 24 * 3600
ACCOUNT_FORMS = {
    "login": "sharedduty.foundations.access.forms.sign_in.SignInForm",
    "reset_password": "sharedduty.foundations.access.forms.sign_in.ForgottenPasswordForm",
    "reset_password_from_key": "sharedduty.foundations.access.forms.sign_in.NewPasswordForm",
    "change_password": "sharedduty.foundations.access.forms.sign_in.ChangePasswordForm",
    "reauthenticate": "sharedduty.foundations.access.forms.sign_in.PasswordAgainForm",
    "user_token": "sharedduty.foundations.access.forms.sign_in.ResetLinkForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {
    # Cyber Essentials: at most ten guesses in five minutes, for one account and for one network address.
    "login": "60/m/ip",
    "login_failed": "10/5m/key,60/5m/ip",
    "reset_password": "20/m/ip,5/m/key",
    "reauthenticate": "10/5m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # whoever set the password by the link we mailed has the address
MFA_FORMS = {
    "authenticate": "sharedduty.foundations.access.forms.sign_in.CodeForm",
    "reauthenticate": "sharedduty.foundations.access.forms.sign_in.CodeAgainForm",
    "activate_totp": "sharedduty.foundations.access.forms.sign_in.AuthenticatorAppForm",
    "add_webauthn": "sharedduty.foundations.access.forms.sign_in.AddPasskeyForm",
    "login_webauthn": "sharedduty.foundations.access.forms.sign_in.PasskeySignInForm",
}
MFA_TOTP_ISSUER = "Shared Duty"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
USERSESSIONS_TRACK_ACTIVITY = False  # the house's middleware notes when a session was last used, once a minute
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))

# A session ends after half an hour untouched, and after twelve hours whatever happens.
SESSION_IDLE_SECONDS = int(os.environ.get("SESSION_IDLE_SECONDS", "1800"))
SESSION_COOKIE_AGE = int(os.environ.get("SESSION_ABSOLUTE_SECONDS", str(12 * 3600)))
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "sharedduty.site.views.form_expired"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_SSL_REDIRECT = SECURE and _flag("REDIRECT_TO_HTTPS", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR / "static"))
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
WHITENOISE_USE_FINDERS = False

_POST = "filebased" if DEMONSTRATION else "smtp"
EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", f"django.core.mail.backends.{_POST}.EmailBackend")
EMAIL_FILE_PATH = OUTBOX_DIR
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _flag("EMAIL_USE_TLS", False)
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", f"Shared Duty <no-reply@{HOST_NAME}>")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
