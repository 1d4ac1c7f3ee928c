"""The peer of `page`: a Django page of the usual kind, with the same session, user and HTML, and one query.

These are its settings, its address and its view. It runs under the product's own server, on the same database.
"""

from sharedduty.site.settings import *  # noqa: F403 - the same settings but for what is said below

ROOT_URLCONF = "benchmarks.bare_page"
MIDDLEWARE = [  # what `startproject` gives
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # the account's own app will not load without; it costs next to nothing
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [VAR / "bare"],  # noqa: F405 - from the settings above
        "OPTIONS": {"auto_reload": False},
    }
]
