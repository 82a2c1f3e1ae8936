"""Addresses of log-in, of one’s account, and of an institution’s colleagues."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from members import account_views, colleague_views, join_views

COLLEAGUES = [
    path("", colleague_views.colleagues, name="colleagues"),
    path("people/<int:pk>/remove/", colleague_views.remove, name="remove_colleague"),
    path("people/<int:pk>/coordinator/", colleague_views.coordinator, name="set_coordinator"),
    path("invitations/<int:pk>/resend/", colleague_views.resend, name="resend_invitation"),
    path("invitations/<int:pk>/revoke/", colleague_views.revoke, name="revoke_invitation"),
    path("invitations/tidy/", colleague_views.tidy, name="tidy_invitations"),
]
ACCOUNT: list[URLPattern | URLResolver] = [
    path("", account_views.account, name="account"),
    path("name/", account_views.name, name="account_name"),
    path("institutions/", account_views.find_institution, name="find_institution"),
    path("institutions/<slug:slug>/ask/", account_views.ask, name="ask_institution"),
    path("institutions/<slug:slug>/leave/", account_views.leave, name="leave_institution"),
    path("invitations/<slug:token>/", account_views.invitation, name="invitation"),
    path("second-factor/", account_views.second_factor, name="second_factor"),
    path("sessions/<int:pk>/end/", account_views.end_session, name="end_session"),
    path("colleagues/<slug:slug>/", include(COLLEAGUES)),
    path("", include("allauth.urls")),
]
# Wagtail’s own pages for the same things lead here.
INSTEAD_OF_WAGTAIL = [
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("_util/login/", account_views.page_log_in),
]
urlpatterns = [
    *INSTEAD_OF_WAGTAIL,
    path("account/", include(ACCOUNT)),
    path("join/", join_views.join, name="join"),
]
