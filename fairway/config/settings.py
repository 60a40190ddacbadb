"""Django's settings, all from the environment; see environment.py for what can be said there."""

from typing import Any
from urllib.parse import unquote, urlparse

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from fairway.config.database import postgresql, reads, sqlite
from fairway.config.environment import HOME, Environment
from fairway.config.logs import logging_settings

ENV = Environment()
BASE_DIR = HOME
DATA_DIR = ENV.data_dir
SEALING_KEY_DIR = ENV.keys

SECRET_KEY = ENV.signing_key()
DEBUG = False
ALLOWED_HOSTS = ENV.hosts
BASE_URL = ENV.base_url
OUTBOUND_ALLOW = [host.strip() for host in ENV.outbound_allow.split(",") if host.strip()]
QUERY_DATABASES = ENV.queried
DEMO = ENV.demo
PRODUCTION = ENV.production

ROOMS = [
    "fairway.foundation",
    "fairway.ui",
    "fairway.people",
    "fairway.strategy",
    "fairway.kpis",
    "fairway.skills",
    "fairway.goals",
    "fairway.feedback",
    "fairway.conversations",
    "fairway.reviews",
    "fairway.accounts",
    "fairway.api",
    "fairway.shell",
]
# Rooms come first, so that their templates stand before those of the libraries.
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django.forms",
    "fairway.config.demo",
]
MIDDLEWARE = [
    "fairway.config.health.probes",
    "fairway.config.logs.one_line_per_request",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "fairway.accounts.middleware.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "fairway.ui.errors.Failures",
    "fairway.ui.middleware.Measured",
    "fairway.ui.middleware.signed_out_fragments",
    "fairway.ui.middleware.saved_drafts",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fairway.accounts.middleware.devices",
    "fairway.accounts.middleware.second_factor_first",
    "fairway.accounts.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fairway.foundation.policy.middleware.policies_of_the_request",
    "fairway.people.middleware.Viewer",
    "fairway.foundation.reading.middleware.notes_reads",
    "fairway.foundation.once.once",
]
ROOT_URLCONF = "fairway.config.urls"
WSGI_APPLICATION = "fairway.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fairway.shell.navigation.frame",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "fairway.ui.templatetags.saying",
                "fairway.ui.templatetags.ui",
            ],
        },
    }
]

FORM_RENDERER = "fairway.ui.forms.Renderer"

DATABASES = {
    "default": (
        postgresql(
            ENV.database_url, demo=ENV.demo, threads=ENV.web_threads, pooled=not ENV.one_command
        )
        if ENV.database_url
        else sqlite(ENV.sqlite_path)
    )
}
if not ENV.database_url:
    DATABASES["reads"] = reads(ENV.reads_path)
DATABASE_ROUTERS = ["fairway.foundation.reading.router.ReadsApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Account"
SESSION_COOKIE_NAME = f"fairway_{ENV.name}"
CSRF_FAILURE_VIEW = "fairway.ui.errors.csrf_failure"
CSRF_COOKIE_NAME = f"fairway_csrf_{ENV.name}"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.base_url.startswith("https://")
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "django.contrib.sessions.backends.db"

TASKS = {
    "default": {
        "BACKEND": "fairway.foundation.jobs.backend.JobRows",
        "QUEUES": [],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "fairway" / "locale"]
FORMAT_MODULE_PATH = ["fairway.config.formats"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "fairway.ui.storage.Static"},
}
MEDIA_ROOT = DATA_DIR / "files" / ENV.name
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_HANDLERS = [
    "fairway.foundation.files.uploading.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "fairway.foundation.files.uploading.Nameless",
]
LARGEST_UPLOAD = 100 * 1024 * 1024

SECURE_SSL_REDIRECT = ENV.production
SECURE_HSTS_SECONDS = 31_536_000 if ENV.production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENV.production
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENV.trusted_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

_mail = urlparse(ENV.email_url)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.email_from
if _mail.hostname:
    EMAIL_BACKEND = "fairway.foundation.mail.punctual.Punctual"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or (465 if _mail.scheme == "smtps" else 587)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (
        unquote(_mail.username or ""),
        unquote(_mail.password or ""),
    )
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = _mail.scheme == "smtp" and bool(_mail.username)
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail" / ENV.name
EMAIL_TIMEOUT = 10

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["fairway.accounts.backends.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "staff_number")},
    },
    {"NAME": "fairway.accounts.passwords.NotTheSameOverAndOver"},
]
# What limits tries is counted in the first, so every process has to see the same count; the other
# holds for a minute what takes long to count and may be counted anew by any process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
ACCOUNT_ADAPTER = "fairway.accounts.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_USER_DISPLAY = "fairway.accounts.adapters.display_name"
ACCOUNT_FORMS = {"login": "fairway.accounts.forms.SignInForm"}
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "staff": "60/m/ip,5/15m/key",
    "mail": "20/m/ip,3/15m/key",
    "mail_code": "30/m/ip,5/15m/key",
    "outside": "60/m/ip,20/15m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENV.trusted_proxy else 0
CSRF_FAILURE_VIEW = "fairway.accounts.views.typed.csrf_failure"
MFA_ADAPTER = "fairway.accounts.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "login_webauthn": "fairway.accounts.forms.PasskeyForm",
    "add_webauthn": "fairway.accounts.forms.AddPasskeyForm",
    "authenticate": "fairway.accounts.forms.SecondFactorForm",
    "reauthenticate": "fairway.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "fairway.accounts.forms.AppForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "fairway.accounts.adapters.SingleSignOn"
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_NAME = ENV.oidc_name
OIDC_EMAIL_IS_VERIFIED = ENV.oidc_email_is_verified
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "house",
                "name": ENV.oidc_name,
                "client_id": ENV.oidc_client_id,
                "secret": ENV.oidc_client_secret,
                "settings": {"server_url": ENV.oidc_issuer},
            }
        ]
        if ENV.oidc_issuer
        else [],
    }
}
if ENV.oidc_issuer:
    # The browser follows our sign-in form to the provider.
    _issuer = urlparse(ENV.oidc_issuer)
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(
        f"{_issuer.scheme}://{_issuer.netloc}"
    )
    OUTBOUND_ALLOW.append(_issuer.netloc)

LOGGING = logging_settings(
    level=ENV.log_level,
    as_json=ENV.logs_as_json,
    whole_errors=ENV.demo or ENV.log_level == "DEBUG",
)

SILENCED_SYSTEM_CHECKS: list[str] = []
