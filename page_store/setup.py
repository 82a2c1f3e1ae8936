"""Setting the store up around a WSGI application."""

import logging

from django.conf import settings
from django.db import DatabaseError

from page_store import invalidation
from page_store.follower import Follower, Popularity
from page_store.storage import generations
from page_store.wsgi import Application, PageStoreApplication

logger = logging.getLogger(__name__)


def with_page_store(application: Application) -> Application:
    """Return the application behind the page store, unless PAGE_STORE is off."""
    if not settings.PAGE_STORE:
        return application
    _start_new_generation()
    popularity = Popularity()
    front = PageStoreApplication(application, when_rendered=popularity.count)
    Follower(popularity, front).start()
    return front


def _start_new_generation() -> None:
    """Serve nothing that an earlier release has stored: it may have had other templates."""
    try:
        invalidation.record_change()
    except DatabaseError as error:
        logger.warning("The page store starts without the database: %s", error)
        generations.remove_served()
