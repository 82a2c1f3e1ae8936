"""Checks before the magazine starts; each failure is one sentence with its cure."""

import errno
import shutil
import socket
import tempfile
from pathlib import Path

LAST_PORT = 65_535
LEAST_FREE_BYTES = 500 * 1024 * 1024


class CannotStartError(Exception):
    """Why the magazine cannot start, in a sentence for the person at the screen."""


def check_port(host: str, port: int) -> None:
    """Check that the port is free. Raise CannotStartError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    if not 0 < port <= LAST_PORT:
        raise CannotStartError(f"There is no port {port}: choose one from 1 to {LAST_PORT}.")
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise CannotStartError(_port_trouble(host, port, error)) from error


def _port_trouble(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is in use by another program: "
            f"stop that program, or choose another port with PORT={port + 1} (make) or --port {port + 1}."
        )
    return f"The address {host}, port {port}, cannot be used: {error.strerror or error}."


def check_data_folder(folder: Path, *, least_free: int = LEAST_FREE_BYTES) -> None:
    """Check that files can be written there and that there is enough space. Raise CannotStartError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise CannotStartError(
            f"The data folder {folder} cannot be written: {error.strerror}. "
            "Choose another with DATA=… (make) or --data …"
        ) from error
    free = shutil.disk_usage(folder).free
    if free < least_free:
        raise CannotStartError(
            f"The disk of the data folder {folder} has {free / 1e6:.0f} MB left and "
            f"{least_free / 1e6:.0f} MB are needed: "
            "make room, or choose another folder with DATA=… (make) or --data …"
        )
