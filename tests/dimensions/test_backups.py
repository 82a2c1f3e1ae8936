"""Rotation and verification of backups."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from dimensions.backups.make import rotate
from dimensions.backups.manifest import BackupError, Manifest, read, verify


def make_backup(root: Path, name: str, **fields) -> Path:
    folder = root / name
    folder.mkdir(parents=True)
    values = {"database": "sqlite", "database_at": name, "migrations": [], "settings": {}}
    Manifest(**values | fields).write(folder)
    return folder


def test_the_newest_stay(tmp_path):
    kept = [make_backup(tmp_path, f"2026-11-{day}T03-00-00Z") for day in (10, 11, 12, 13)][2:]
    (tmp_path / "notes").mkdir()
    rotate(tmp_path, 2, timezone.now())
    assert sorted(tmp_path.iterdir()) == [*kept, tmp_path / "notes"]


def test_what_was_left_unfinished_goes_after_a_day(tmp_path):
    yesterday = (timezone.now() - timedelta(hours=25)).timestamp()
    for name in ("old", "new"):
        (tmp_path / f".unfinished-{name}").mkdir()
    os.utime(tmp_path / ".unfinished-old", (yesterday, yesterday))
    rotate(tmp_path, 1, timezone.now())
    assert [path.name for path in tmp_path.iterdir()] == [".unfinished-new"]


@pytest.mark.parametrize("keep", ["0", "-1", "two"])
def test_none_is_no_number_of_backups_to_keep(tmp_path, keep):
    with pytest.raises(CommandError, match="is no number from 1 on"):
        call_command("backup", str(tmp_path), f"--keep={keep}")


@pytest.mark.parametrize("name", ["media", "gated"])
@pytest.mark.parametrize("below", ["", "backups/nightly"])
def test_no_backup_is_made_in_what_it_saves(tmp_path, settings, name, below):
    settings.MEDIA_ROOT, settings.GATED_ROOT = str(tmp_path / "media"), str(tmp_path / "gated")
    target = tmp_path / "linked" / below
    (tmp_path / "linked").symlink_to(tmp_path / name)
    with pytest.raises(CommandError, match=rf"is in {tmp_path / name}, .*: choose a folder outside of it"):
        call_command("backup", str(target))
    assert not (tmp_path / name).exists()


def test_a_folder_without_manifest_is_no_backup(tmp_path):
    with pytest.raises(BackupError, match=r"is no backup: .*Name a folder that `manage.py backup` has made"):
        read(tmp_path)


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "media/../../outside"])
def test_no_file_outside_is_restored(tmp_path, name):
    backup = make_backup(tmp_path, "b", files={name: ""})
    with pytest.raises(BackupError, match="names a file outside its folder"):
        verify(backup, read(backup), [name])


def test_a_missing_file_is_named(tmp_path):
    backup = make_backup(tmp_path, "b", files={"media/a.png": ""})
    with pytest.raises(BackupError, match=r"media/a\.png is missing in the backup: nothing was restored"):
        verify(backup, read(backup), ["media/a.png"])
