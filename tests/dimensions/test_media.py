from pathlib import Path

import pytest
from django.conf import settings

from tests.factories import make_image


@pytest.fixture
def picture() -> Path:
    path = Path(settings.MEDIA_ROOT) / "images" / "wave.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xd8" + b"\0" * 5000)
    return path


def test_a_picture_may_be_kept_for_ever_and_is_what_it_says(client, picture: Path):
    answer = client.get("/media/images/wave.jpg", headers={"accept-encoding": "gzip"})

    assert answer.getvalue() == picture.read_bytes()
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "public, max-age=31536000, s-maxage=300, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Content-Encoding" not in answer


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["images/none.jpg", "images/../../secret_key", "documents/board.pdf", "images/"])
def test_nothing_else_is_given_away(client, path: str):
    assert client.get(f"/media/{path}").status_code in {400, 404}


@pytest.mark.django_db
def test_a_name_is_never_used_twice():
    first = make_image("The pump room")
    name = first.file.name
    first.delete()

    assert make_image("The pump room").file.name != name


@pytest.mark.django_db
def test_health_tells_that_the_database_answers(client):
    answer = client.get("/health/")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]
