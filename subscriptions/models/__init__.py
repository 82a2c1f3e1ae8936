"""The subjects that readers follow, their feeds' secret URLs, and their digests."""

from subscriptions.models.announcement import Announcement
from subscriptions.models.digest import Digest, Frequency
from subscriptions.models.feed_figures import FeedFigures
from subscriptions.models.follow import Follow
from subscriptions.models.push import FailedPush, Push
from subscriptions.models.reader_token import ReaderToken
from subscriptions.models.webhook import WebhookDelivery, WebhookEndpoint, WebhookEvent

__all__ = [
    "Announcement",
    "Digest",
    "FailedPush",
    "FeedFigures",
    "Follow",
    "Frequency",
    "Push",
    "ReaderToken",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WebhookEvent",
]
