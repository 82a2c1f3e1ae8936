"""URLs of log-in, of the user’s account, and of an institution’s colleagues."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from members.accounts import token_views, views
from members.affiliations import views as colleagues
from members.directory.views import join
from members.people.views import desk_invitation
from members.personal_data import views as personal_data

COLLEAGUES = [
    path("", colleagues.colleagues, name="colleagues"),
    path("people/<int:pk>/remove/", colleagues.remove, name="remove_colleague"),
    path("people/<int:pk>/coordinator/", colleagues.set_coordinator, name="set_coordinator"),
    path("invitations/<int:pk>/resend/", colleagues.resend, name="resend_invitation"),
    path("invitations/<int:pk>/revoke/", colleagues.revoke, name="revoke_invitation"),
    path("invitations/tidy/", colleagues.delete_unusable_invitations, name="tidy_invitations"),
]
ACCOUNT: list[URLPattern | URLResolver] = [
    path("", views.account, name="account"),
    path("name/", views.change_name, name="account_name"),
    path("data/", personal_data.download_data, name="download_data"),
    path("delete/", personal_data.delete_account, name="delete_account"),
    path("institutions/", views.find_institution, name="find_institution"),
    path("institutions/<slug:slug>/ask/", views.request_affiliation, name="ask_institution"),
    path("institutions/<slug:slug>/leave/", views.leave, name="leave_institution"),
    path("invitations/<slug:token>/", views.invitation, name="invitation"),
    path("desk/<str:token>/", desk_invitation, name="desk_invitation"),
    path("second-factor/", views.second_factor, name="second_factor"),
    path("sessions/<int:pk>/end/", views.end_session, name="end_session"),
    path("tokens/", token_views.own_tokens, name="own_tokens"),
    path("tokens/<int:pk>/revoke/", token_views.revoke_own_token, name="revoke_own_token"),
    path("colleagues/<slug:slug>/", include(COLLEAGUES)),
    path("", include("allauth.urls")),
]
# Wagtail’s own pages for the same things lead here.
WAGTAIL_OVERRIDES = [
    path("admin/login/", views.log_in_for_desk),
    path("admin/password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("_util/login/", views.log_in_for_page),
]
urlpatterns = [
    *WAGTAIL_OVERRIDES,
    path("account/", include(ACCOUNT)),
    path("join/", join, name="join"),
]
