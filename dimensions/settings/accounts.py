"""Settings of log-ins: by e-mail with a password, a mailed code or a passkey, or by single sign-on.

The names are explained at https://docs.allauth.org/.
"""

from typing import Any

from dimensions.settings.environment import Environment

env = Environment()

ACCOUNT_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django.contrib.humanize",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"

ACCOUNT_ADAPTER = "members.accounts.allauth_adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_SIGNUP_FORM_CLASS = "members.accounts.signup_forms.SignupNamesForm"
ACCOUNT_FORMS = {
    "add_email": "members.accounts.forms.AddEmailForm",
    "change_password": "members.accounts.forms.ChangePasswordForm",
    "confirm_email_verification_code": "members.accounts.forms.ConfirmEmailForm",
    "confirm_login_code": "members.accounts.forms.ConfirmLoginCodeForm",
    "login": "members.accounts.forms.LoginForm",
    "reauthenticate": "members.accounts.forms.ReauthenticateForm",
    "request_login_code": "members.accounts.forms.RequestLoginCodeForm",
    "reset_password": "members.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "members.accounts.forms.ResetPasswordKeyForm",
    "set_password": "members.accounts.forms.SetPasswordForm",
    "signup": "members.accounts.forms.SignupForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
# Only a new address can be changed there, so the offer would reveal who has an account.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# A mail server may be down for a while; the mails say how long their codes are valid.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 60 * 60
# Requests that name an address take the same time with and without an account (members/middleware.py).
ACCOUNT_LEAST_SECONDS = 0.25
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
# In addition to those of allauth: requests for a digest, by the client and by the address that is to get it.
ACCOUNT_RATE_LIMITS: Any = {"digest": "20/m/ip,3/h/key"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Dimensions"
MFA_ADAPTER = "members.accounts.allauth_adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "members.accounts.mfa_forms.AuthenticateForm",
    "reauthenticate": "members.accounts.mfa_forms.ReauthenticateForm",
    "activate_totp": "members.accounts.mfa_forms.ActivateTOTPForm",
    "add_webauthn": "members.accounts.mfa_forms.AddPasskeyForm",
}
# Users of /admin/ must set up an authenticator app or a passkey first.
STAFF_NEEDS_SECOND_FACTOR = env.bool("STAFF_NEEDS_SECOND_FACTOR", default=True)

# Single sign-on of the association (https://openid.net/specs/openid-connect-core-1_0.html). It is trusted
# to verify addresses, and its claim of an institution's number creates an affiliation.
OIDC_SERVER_URL = env("OIDC_SERVER_URL", default="")
OIDC_INSTITUTION_CLAIM = env("OIDC_INSTITUTION_CLAIM", default="institution")
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"APPS": []}}
if OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "sign-on",
            "name": env("OIDC_NAME", default="Single sign-on"),
            "client_id": env("OIDC_CLIENT_ID"),
            "secret": env("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": OIDC_SERVER_URL},
        }
    ]
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True

# The page on how institutions become members; shown at /join/.
MEMBERSHIP_CONTACT = env("MEMBERSHIP_CONTACT", default="")

# The account pages replace these.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
