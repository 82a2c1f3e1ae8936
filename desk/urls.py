"""Addresses of what authors do: offer, write, send, follow; and of the calendars of editors."""

from django.urls import path

from desk.calendar.views import desk_calendar
from desk.following import views as status
from desk.invitations import views as invitations
from desk.mails.views import mail_choice
from desk.submissions import views

urlpatterns = [
    path("personal/calendar/<str:key>.ics", desk_calendar, name="desk_calendar"),
    path("submit/", views.submissions, name="submissions"),
    path("submit/pitch/", views.pitch, name="pitch"),
    path("submit/mails/", mail_choice, name="mail_choice"),
    path("submit/back/", views.logged_in, name="logged_in_again"),
    path("submit/invitation/<str:token>/", invitations.invitation, name="piece_invitation"),
    path("submit/proof/<str:token>/", status.proof, name="proof"),
    path("submit/proof/<str:token>/preview/", status.proof_preview, name="proof_preview"),
    path("submit/<int:pk>/", status.status, name="submission"),
    path("submit/<int:pk>/pasted/", views.pasted, name="submission_pasted"),
    path("submit/<int:pk>/preview/", views.preview, name="submission_preview"),
    path("submit/<int:pk>/changes/", status.changes, name="submission_changes"),
    path("submit/<int:pk>/take-back/", status.take_back, name="take_back_submission"),
    path("submit/<int:pk>/withdraw/", status.withdraw, name="withdraw_submission"),
    path("submit/<int:pk>/bring-back/", status.bring_back, name="bring_back_submission"),
    path("submit/<int:pk>/comments/<int:comment_id>/", status.answer, name="answer_comment"),
    path("submit/<int:pk>/<slug:name>/", views.step, name="submission_step"),
]
