"""nginx in front of a running magazine, with the rules of `deploy/nginx`."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.magazine import CHECKOUT, free_port
from tests.stack.program import running

NO_NGINX = "nginx is not installed (Debian: apt-get install nginx-light)."
RULES = CHECKOUT / "deploy" / "nginx"

CONFIGURATION = """
{user}
daemon off;
worker_processes 1;
pcre_jit on;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    include {folder}/page_store.http.conf;
    access_log {folder}/access.log masked;
    sendfile on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        set $store_site http/{site};
        set $store_hub "{hub}";
        include {folder}/page_store.server.conf;
        location /file/ {{ alias {folder}/file/; gzip_static on; gzip_vary on; }}
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host {site};
        proxy_set_header X-Forwarded-For "$http_x_forwarded_for, {client}";
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_intercept_errors off;
        location @application {{ proxy_pass {application}$request_uri; }}
        location @secret {{ error_log /dev/null crit; proxy_pass {application}$request_uri; }}
    }}
}}
"""


def lay_out(folder: Path, data: Path) -> None:
    """Copy the rules into a folder, with the folders of a test and for http."""
    for rules in RULES.glob("page_store.*"):
        text = rules.read_text().replace("/srv/dimensions/deploy/nginx", str(folder))
        text = text.replace("/srv/dimensions/var", str(data)).replace("max-age=31536000;", '"";')
        (folder / rules.name).write_text(text)


def find_nginx() -> Path | None:
    """Return the program, which Debian keeps where only root looks."""
    found = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
    return Path(found) if found else None


@contextmanager
def nginx(
    program: Path,
    *,
    application: str,
    data: Path,
    folder: Path,
    port: int = 0,
    client: str = "$remote_addr",
    through: Sequence[str] = (),
    hub: str = "",
) -> Iterator[str]:
    """Run nginx in front of an application that keeps its store in a data folder; yield the URL.

    The application stores pages only under its own host, so nginx requests that.
    `client` is the source of the client's address for nginx, `through` a command that starts nginx.
    """
    port = port or free_port()
    (folder / "file").mkdir(parents=True, exist_ok=True)
    configuration = folder / "nginx.conf"
    lay_out(folder, data)
    values = {"folder": folder, "port": port, "application": application, "site": urlsplit(application).netloc}
    # Started by root, it would read as a user who may not access the folders of the tests.
    values["user"] = "user root;" if os.geteuid() == 0 else ""
    configuration.write_text(CONFIGURATION.format(**values, client=client, hub=hub))
    with running(
        [*through, program, "-p", folder, "-c", configuration],
        output=folder / "output.log",
        is_up=(folder / "nginx.pid").exists,
    ):
        yield f"http://127.0.0.1:{port}"
