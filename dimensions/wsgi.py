"""The WSGI application (PEP 3333) for any server; production settings unless others are named."""

import os

from django.core.wsgi import get_wsgi_application

from dimensions.checks import stop_if_unsafe
from dimensions.operating.shared_counters import share_counters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dimensions.settings.base")

share_counters()
django_application = get_wsgi_application()
stop_if_unsafe()

from dimensions.http.proxies import behind_proxies  # noqa: E402 - reads models, which Django has loaded by now
from dimensions.operating.metrics import counted, marked  # noqa: E402 - reads models, which Django has loaded by now
from page_store.setup import with_page_store  # noqa: E402 - reads models, which Django has loaded by now

application = behind_proxies(counted(with_page_store(marked(django_application))))
