"""The store around an application."""

import logging

from django.conf import settings
from django.db import DatabaseError

from page_store import invalidation
from page_store.follower import Follower, Popularity
from page_store.storage import generations
from page_store.wsgi import Application, PageStoreApplication

logger = logging.getLogger(__name__)


def with_page_store(application: Application) -> Application:
    """Return the application with the page store in front, if the settings want one."""
    if not settings.PAGE_STORE:
        return application
    _begin()
    popularity = Popularity()
    front = PageStoreApplication(application, when_rendered=popularity.count)
    Follower(popularity, front).start()
    return front


def _begin() -> None:
    """Begin with nothing that is stored: a start may have brought other templates."""
    try:
        invalidation.record_change()
    except DatabaseError as error:
        logger.warning("The page store begins without the database: %s", error)
        generations.remove_served()
