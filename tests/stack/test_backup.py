"""A backup of a magazine that is being written to, and the way back from it."""

import json
import shutil
from pathlib import Path

import pytest

from dimensions.backups.manifest import sha256
from tests.stack.backups import eight_writers, is_the_state_of_its_moment, run, the_backup, writers_in
from tests.stack.queue import Queue

# The database of the tests is copied.
pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine_folder(tmp_path: Path, django_db_setup: None, migrated: Path) -> Queue:
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(migrated, data / "dimensions.sqlite3")
    return Queue(data, {})


def test_it_is_the_state_of_its_moment_while_eight_writers_save(magazine_folder: Queue, tmp_path: Path):
    log, root, place = tmp_path / "log", tmp_path / "backups", Queue(tmp_path / "restored", {})
    with eight_writers(magazine_folder, log):
        code, said = run(magazine_folder, "backup", root)
        assert code == 0, said
    assert min(writers_in(log).values()) > 1
    backup = the_backup(root)
    assert json.loads((backup / "manifest.json").read_text())["gone"] == []
    refuses_what_was_changed(place, backup)
    restores_into_an_empty_folder(place, backup)
    is_the_state_of_its_moment(place, backup, log)
    refuses_to_lose_anything(place, backup)


def refuses_what_was_changed(place: Queue, backup: Path) -> None:
    picture = next(path for path in (backup / "media").rglob("*.png"))
    was = picture.read_bytes()
    picture.write_bytes(was[:-1] + b"x")
    code, said = run(place, "restore", backup)
    assert code == 1
    assert f"{picture} was changed after the backup: nothing was restored." in said
    picture.write_bytes(was)
    manifest = backup / "manifest.json"
    was = manifest.read_bytes()
    manifest.write_text(json.dumps(json.loads(was) | {"database": "postgresql"}))
    assert "manifest.json was changed after the backup" in run(place, "restore", backup)[1]
    newer = json.loads(was)
    newer["migrations"].append("articles.9999_tomorrow")
    manifest.write_text(json.dumps(newer))
    checksum = backup / "manifest.json.sha256"
    checksum.write_text(f"{sha256(manifest)}  manifest.json\n")
    assert (
        "made by a newer version of Dimensions, which has the migration articles.9999_tomorrow"
        in (run(place, "restore", backup)[1])
    )
    manifest.write_bytes(was)
    checksum.write_text(f"{sha256(manifest)}  manifest.json\n")
    assert not (place.data / "media").exists()


def restores_into_an_empty_folder(place: Queue, backup: Path) -> None:
    """The key and the database that the command itself has made are neither a change nor anything to keep."""
    shutil.rmtree(place.data)
    code, said = run(place, "restore", backup)
    assert code == 0, said
    assert "is not what it was" not in said
    assert "What was here before" not in said
    assert not list(place.data.glob("before-restore-*"))
    assert (place.data / "secret_key").read_text() == (backup / "secret_key").read_text()


def refuses_to_lose_anything(place: Queue, backup: Path) -> None:
    code, said = run(place, "restore", backup)
    assert code == 1
    assert "or put the backup in their place with --overwrite" in said
    (place.data / "media" / "mine.txt").write_text("mine")
    code, said = run(place, "restore", backup, "--overwrite")
    assert code == 0, said
    assert "What was here before lies in" in said
    (kept,) = place.data.glob("before-restore-*/media/mine.txt")
    assert kept.read_text() == "mine"
    assert (kept.parents[1] / "database.sqlite3").exists()
    assert not (place.data / "media" / "mine.txt").exists()
