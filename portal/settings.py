"""Every setting, read from the environment and safe by default; `.env.example` explains each."""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from portal.core.content_security import DIRECTIVES
from portal.core.database.options import tuned
from portal.core.environment import Environment
from portal.core.environment.hosts import host, listening_place, origin, proxy_addresses, site_url
from portal.core.environment.urls import cache, database, email
from portal.core.environment.values import (
    boolean,
    choice,
    contact,
    integer,
    list_of,
    mailbox,
    secret_key,
)
from portal.core.log_redaction import keep_secret
from portal.core.logs import LEVELS, logging_at

BASE_DIR = Path(__file__).resolve().parent.parent

env = Environment.of(BASE_DIR)

# --- Safety -----------------------------------------------------------------------------------

YEAR = 365 * 24 * 60 * 60  # seconds

DEBUG = env("DEBUG", boolean, default=False)
HTTPS = env("HTTPS", boolean, default=True)
SECRET_KEY = env("SECRET_KEY", secret_key(strong=HTTPS), default="", required=True)
SECRET_KEY_FALLBACKS: list[str] = env(
    "SECRET_KEY_FALLBACKS", list_of(secret_key(strong=HTTPS)), default=[]
)
ALLOWED_HOSTS = env(
    "ALLOWED_HOSTS", list_of(host(any_host=DEBUG)), default=["localhost", "127.0.0.1", "[::1]"]
)
# Addresses in emails begin with it; if it is not set, with the address of the request.
SITE_URL = env("SITE_URL", site_url(ALLOWED_HOSTS, https=HTTPS), default="", required=HTTPS)
CSRF_TRUSTED_ORIGINS: list[str] = env("CSRF_TRUSTED_ORIGINS", list_of(origin), default=[])

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
HSTS_SECONDS = env("HSTS_SECONDS", integer(0, 10 * YEAR), default=YEAR)
SECURE_HSTS_SECONDS = HSTS_SECONDS if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env("HSTS_SUBDOMAINS", boolean, default=False)
SECURE_HSTS_PRELOAD = env("HSTS_PRELOAD", boolean, default=False)
# These two affect the whole domain: they are for its owner to decide, and hard to undo.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.core.unsaved_forms.csrf_failure"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {"DIRECTIVES": DIRECTIVES}

# --- Apps, middleware, templates ---------------------------------------------------------------

INSTALLED_APPS = [
    "portal",
    "careers",
    "scalability",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
    "whitenoise.runserver_nostatic",
    "portal.apps.AdminConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "portal.core.middleware.answer_head",
    "portal.core.middleware.assign_request_id",
    "portal.site.error_pages.put_in_words",
    "portal.core.middleware.notice_proxies",
    "portal.core.middleware.heed_refused_encodings",
    "portal.core.middleware.serve_prepared",  # copies hold what everything below made
    "portal.core.middleware.read_once_more",
    "portal.core.middleware.address_by_site_url",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # adds random bytes against BREACH
    "portal.core.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.core.middleware.answer_probes",
    "portal.core.middleware.keep_private",  # inside WhiteNoise, whose files any cache may keep
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.core.middleware.answer_refusals",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.contrib.humanize.templatetags.humanize"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database ---------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

named: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}
# An empty address is refused: it would serve the file here if a server was meant.
named = env("DATABASE_URL", database(BASE_DIR), default=named, may_be_empty=False)
DATABASE_PATIENT = env("DATABASE_PATIENT", boolean, default=False)  # manage.py turns it on
DATABASE_STATEMENT_TIMEOUT = env(
    "DATABASE_STATEMENT_TIMEOUT", integer(100, 3_600_000), default=2_000
)
DATABASE_POOL = env("DATABASE_POOL", integer(1, 1_000), default=16)  # one for each thread
DATABASES = {
    "default": tuned(
        named,
        is_command=DATABASE_PATIENT,
        statement_timeout=DATABASE_STATEMENT_TIMEOUT,
        pool=DATABASE_POOL,
    )
}

# --- Accounts ---------------------------------------------------------------------------------

AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "portal.core.accounts.password_hashing.Argon2PasswordHasher",
    "portal.core.accounts.password_hashing.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "portal.core.accounts.password_validation.MaximumLengthValidator",
        "portal.core.accounts.password_validation.SiteNameValidator",
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "django.contrib.auth.password_validation.MinimumLengthValidator",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
    )
]

# A visitor's ratings last as long as the session, and each rating renews it. A member's session
# gives access to an account, so it keeps Django's 14 days.
SESSION_ENGINE = "portal.core.accounts.sessions"
VISITOR_SESSION_AGE = 180 * 24 * 60 * 60

ACCOUNT_ADAPTER = "careers.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "portal.core.accounts.forms.AddEmailForm",
    "change_password": "portal.core.accounts.forms.ChangePasswordForm",
    "login": "portal.core.accounts.forms.LoginForm",
    "reauthenticate": "portal.core.accounts.forms.ReauthenticateForm",
    "reset_password": "portal.core.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "portal.core.accounts.forms.ResetPasswordKeyForm",
    "signup": "portal.core.accounts.forms.SignupForm",
}
# Counted by the forms and by `rate_limits` in `portal.core.accounts` instead.
ACCOUNT_RATE_LIMITS = {"login": None, "reset_password": None, "signup": None}
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before addresses change
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = env(
    "EMAIL_VERIFICATION", choice("mandatory", "optional", "none"), default="mandatory"
)
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = env("TRUSTED_PROXIES", integer(0, 10), default=0)

MFA_ADAPTER = "portal.core.accounts.second_factor.MFAAdapter"
MFA_FORMS = {
    "authenticate": "portal.core.accounts.second_factor_forms.AuthenticateForm",
    "reauthenticate": "portal.core.accounts.second_factor_forms.ReauthenticateByCodeForm",
    "activate_totp": "portal.core.accounts.second_factor_forms.ActivateTOTPForm",
    "add_webauthn": "portal.core.accounts.second_factor_forms.AddWebAuthnForm",
    "edit_webauthn": "portal.core.accounts.second_factor_forms.EditWebAuthnForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "AI Career Portal"
# With HTTPS off, which is for local use, a second factor is optional.
STAFF_NEED_SECOND_FACTOR = HTTPS

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "careers:profile"
LOGOUT_REDIRECT_URL = "home"

vars().update(env("EMAIL_URL", email, default=email("smtp://localhost:25"), may_be_empty=False))
EMAIL_TIMEOUT = 5  # seconds
DEFAULT_FROM_EMAIL = env(
    "DEFAULT_FROM_EMAIL",
    mailbox,
    default="AI Career Portal <portal@localhost>",
    may_be_empty=False,
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Whom to tell about vulnerabilities, in security.txt; by default, the sender of the emails.
SECURITY_CONTACT: list[str] = env("SECURITY_CONTACT", list_of(contact), default=[])

# --- Language, static files, caches, logs -------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Shared parts of pages have their own cache, so asking for many pages displaces nothing else.
# Nothing that must be exact is cached: limits are counted in the database.
CACHES: dict[str, Any] = {
    "default": env("CACHE_URL", cache, default=cache("locmemcache://"), may_be_empty=False),
    "prepared": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "prepared",
        "TIMEOUT": 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 2_000},  # about 4 KB each: five for each role
    },
}

# Copies of pages carry the version of the content, so workers need not share them.
PREPARED_BYTES = (
    env("PREPARED_MEGABYTES", integer(0, 100_000), default=64) * 1_000_000
)  # per worker

LOG_LEVEL = env("LOG_LEVEL", choice(*LEVELS), default="INFO")
keep_secret(
    [
        *(SECRET_KEY, *SECRET_KEY_FALLBACKS),
        *(named.get("PASSWORD"), vars().get("EMAIL_HOST_PASSWORD")),
        urlsplit(str(CACHES["default"].get("LOCATION"))).password,
    ]
)
logging.captureWarnings(capture=True)
LOGGING = logging_at(LOG_LEVEL)

# --- The server: used by portal/gunicorn.py -----------------------------------------------------

PORT = env("PORT", integer(1, 65_535), default=8000)
GUNICORN: dict[str, Any] = {
    "bind": env("BIND", list_of(listening_place), default=[f"127.0.0.1:{PORT}"]),
    "workers": env("WEB_CONCURRENCY", integer(1, 256), default=2),
    # Waiting for the write lock or a hash takes one: with 4, twenty people saving at once leave
    # none for readers (`python -m tests.bench.load`).
    "threads": env("WEB_THREADS", integer(1, 1_024), default=16),
    "forwarded_allow_ips": ",".join(
        env("FORWARDED_ALLOW_IPS", list_of(proxy_addresses), default=["127.0.0.1", "::1"])
    ),
}

env.check()

if DEBUG:  # `make dev`
    INSTALLED_APPS.append("debug_toolbar")
    PREPARED_BYTES = 0
    CACHES["prepared"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    # It changes pages, so it must run before they are compressed.
    inside_gzip = MIDDLEWARE.index("django.middleware.gzip.GZipMiddleware") + 1
    MIDDLEWARE.insert(inside_gzip, "debug_toolbar.middleware.DebugToolbarMiddleware")
    INTERNAL_IPS = ["127.0.0.1"]
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
