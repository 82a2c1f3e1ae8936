"""What readers follow, the addresses of their feeds, and their digests."""

from subscriptions.models.announcement import Announcement
from subscriptions.models.digest import Digest, Frequency
from subscriptions.models.follow import Follow
from subscriptions.models.push import FailedPush, Push
from subscriptions.models.reader_token import ReaderToken

__all__ = ["Announcement", "Digest", "FailedPush", "Follow", "Frequency", "Push", "ReaderToken"]
