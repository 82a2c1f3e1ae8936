"""Addresses of what readers follow, of their feeds and of their digests."""

from django.urls import path

from subscriptions.digests import views as digests
from subscriptions.following import views as following
from subscriptions.personal_feeds import views as personal_feeds

urlpatterns = [
    path("account/following/", following.following, name="following"),
    path("account/following/add/", following.follow, name="follow"),
    path("account/following/confirm/", following.confirm_follow, name="confirm_follow"),
    path("account/following/following.opml", following.followed_opml, name="followed_opml"),
    path("account/following/<int:pk>/stop/", following.stop_following, name="stop_following"),
    path("account/following/addresses/", personal_feeds.new_token, name="new_reader_token"),
    path("account/following/addresses/<int:pk>/revoke/", personal_feeds.revoke_token, name="revoke_reader_token"),
    path("account/following/digest/", digests.set_own, name="set_own_digest"),
    path("account/following/digest/<int:pk>/end/", digests.end_own, name="end_own_digest"),
    path("digest/", digests.ask, name="digest"),
    path("digest/sent/", digests.asked, name="digest_asked"),
    path("personal/digest/<str:key>/", digests.own, name="own_digest"),
    path("personal/feed/<str:token>/<str:name>", personal_feeds.feed, name="personal_feed"),
    path(
        "personal/feed/<str:token>/<period:period>/<str:name>",
        personal_feeds.feed,
        name="personal_feed_archive",
    ),
    path("personal/feed/<str:token>/<path:path>", personal_feeds.file, name="personal_file"),
]
