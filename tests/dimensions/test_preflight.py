import socket
from pathlib import Path

import pytest

from dimensions.embedded.preflight import CannotStartError, check_data_folder, check_port


def test_a_free_port_is_accepted():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    check_port("127.0.0.1", port)


def test_a_busy_port_is_named_with_a_cure():
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        with pytest.raises(CannotStartError, match=rf"Port {port} is in use .* PORT={port + 1}"):
            check_port("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "port", "sentence"),
    [
        ("127.0.0.1", 70000, "There is no port 70000"),
        ("192.0.2.1", 8000, "The address 192.0.2.1, port 8000, cannot be used"),
        ("no-such-host.invalid", 8000, "The address no-such-host.invalid, port 8000, cannot be used"),
    ],
)
def test_an_address_that_cannot_be_used_is_named(host: str, port: int, sentence: str):
    with pytest.raises(CannotStartError, match=sentence):
        check_port(host, port)


def test_a_data_folder_is_made(tmp_path: Path):
    check_data_folder(tmp_path / "new" / "data")

    assert (tmp_path / "new" / "data").is_dir()


def test_a_data_folder_below_a_file_is_refused(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(CannotStartError, match="cannot be written"):
        check_data_folder(tmp_path / "file" / "data")


def test_a_full_disk_is_refused(tmp_path: Path):
    with pytest.raises(CannotStartError, match=r"MB left and .* MB are needed: make room"):
        check_data_folder(tmp_path, least_free=10**18)
