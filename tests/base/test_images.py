"""No photograph is published with metadata of its place or camera; any uploaded pixels can be shown."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import ExifTags, Image
from wagtail.images.widgets import AdminImageChooser

from base.media.publishable import publishable
from base.media.renditions import ANYWHERE
from base.models import MagazineImage
from tests.factories import make_article, make_image, make_site, make_user

pytestmark = pytest.mark.django_db
GPS = {1: "N", 2: (38.0, 42.0, 30.5), 3: "W", 4: (9.0, 8.0, 15.25)}


def photograph(image_format="JPEG", mode="RGB", orientation=6, **options):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Camera of Ana"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(GPS)
    content = io.BytesIO()
    Image.new(mode, (64, 48)).save(content, image_format, exif=exif, **options)
    return content.getvalue()


def upload(content, name="photograph.jpg"):
    return MagazineImage.objects.create(title="Photograph", file=ContentFile(content, name))


def opened(field):
    """Return the stored image, with its file closed, as tests require."""
    with field.storage.open(field.name) as file:
        return Image.open(io.BytesIO(file.read()))


def tags(field):
    exif = opened(field).getexif()
    return set(exif) | set(exif.get_ifd(ExifTags.IFD.GPSInfo))


@pytest.mark.parametrize(
    ("image_format", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("AVIF", "a.avif")]
)
def test_an_uploaded_photograph_keeps_its_orientation_and_nothing_else(image_format, name):
    image = upload(photograph(image_format), name)
    assert tags(image.file) == {ExifTags.Base.Orientation}
    assert tags(image.get_rendition("fill-32x32|format-jpeg").file) <= {ExifTags.Base.Orientation}
    assert image.file_size == image.file.size


def test_the_place_is_gone_through_the_form_too(client):
    client.force_login(make_user(is_superuser=True))
    content = io.BytesIO(photograph())
    content.name = "place.jpg"
    client.post("/admin/images/add/", {"title": "Place", "file": content, "collection": 1})
    assert tags(MagazineImage.objects.get(title="Place").file) == {ExifTags.Base.Orientation}


def test_a_photograph_of_a_telephone_keeps_its_orientation_and_nothing_else():
    assert tags(upload(photograph("HEIF"), "a.heic").file) == {ExifTags.Base.Orientation}


def test_no_frame_of_an_animation_is_lost_with_its_metadata():
    frames, content = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")], io.BytesIO()
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera of Ana"
    frames[0].save(content, "WEBP", save_all=True, append_images=frames[1:], exif=exif)
    image = opened(upload(content.getvalue(), "moving.webp").file)
    assert (image.n_frames, set(image.getexif())) == (2, set())


@pytest.mark.parametrize(("mode", "suffix"), [("RGB", ".jpg"), ("CMYK", ".jpg"), ("1", ".png"), ("RGBA", ".png")])
@pytest.mark.parametrize("name", ["plate.tif", "Plate.TIFF"])
def test_a_tiff_becomes_a_picture_for_the_web(client, mode, suffix, name):
    client.force_login(make_user(is_superuser=True))
    content = io.BytesIO(photograph("TIFF", mode))
    content.name = name
    client.post("/admin/images/add/", {"title": "Plate", "file": content, "collection": 1})
    image = MagazineImage.objects.get(title="Plate")
    assert image.file.name.endswith(suffix)
    assert tags(image.file) == {ExifTags.Base.Orientation}


def test_xmp_and_comments_go_and_the_profile_stays():
    profile = b"\0\0\0\x80" + b"profile" * 20
    content = photograph(xmp=b"<x:xmpmeta>Ana</x:xmpmeta>", comment=b"Ana", icc_profile=profile)
    image = opened(upload(content).file)
    assert not {"xmp", "comment"} & set(image.info)
    assert image.info["icc_profile"] == profile


@pytest.mark.parametrize(
    ("mode", "image_format", "name"),
    [
        *(("I;16", "PNG", "a.png"), ("CMYK", "JPEG", "a.jpg"), ("P", "PNG", "a.png"), ("RGBA", "PNG", "a.png")),
        *(("CMYK", "TIFF", "a.tif"), ("LAB", "TIFF", "a.tiff"), ("F", "TIFF", "a.tif"), ("1", "TIFF", "a.tif")),
        *(("I;16", "TIFF", "a.tif"), ("RGBA", "TIFF", "a.tif"), ("RGB", "HEIF", "a.heic")),
    ],
)
def test_an_article_with_any_pixels_can_be_read(client, mode, image_format, name):
    make_site()
    content = io.BytesIO()
    Image.new(mode, (600, 400), 40_000 if mode == "I;16" else 0).save(content, image_format)
    article = make_article("Tide", lead_image=upload(content.getvalue(), name))
    assert client.get(article.url).status_code == 200


def test_sixteen_bit_grey_keeps_its_brightness():
    content = io.BytesIO()
    Image.new("I;16", (8, 8), 40_000).save(content, "PNG")
    image = opened(upload(content.getvalue(), "grey.png").file)
    assert (image.mode, image.getpixel((0, 0))) == ("L", 156)


def test_a_clean_picture_stays_as_it_is():
    content = io.BytesIO()
    Image.new("RGB", (8, 8)).save(content, "JPEG")
    assert publishable(content, "a.jpg") is None


def test_a_command_cleans_what_was_there_before():
    image = MagazineImage(title="Old", width=64, height=48)
    image.file.name = image.file.storage.save("original_images/old.jpg", ContentFile(photograph()))
    image.save()
    assert ExifTags.Base.Make in tags(image.file)
    call_command("clean_images")
    assert tags(image.file) == {ExifTags.Base.Orientation}


@pytest.mark.parametrize("description", ["", "A tide table, redrawn by visitors"])
def test_alt_text_is_never_the_name_of_a_file(description):
    image = make_image("DSC_0042.JPG", description=description)
    assert image.default_alt_text == description
    assert image.get_rendition("width-100").alt == description
    assert AdminImageChooser().get_value_data(image)["default_alt_text"] == description


def test_sizes_that_came_with_a_release_are_made_of_older_pictures(capsys, django_capture_on_commit_callbacks):
    image = make_image(size=(600, 400))
    image.renditions.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("make_renditions")
    assert set(ANYWHERE) == {rendition.filter_spec for rendition in image.renditions.all()}
    assert "1 images lack sizes" in capsys.readouterr().out
    call_command("make_renditions")
    assert "0 images lack sizes" in capsys.readouterr().out


def test_avif_shows_the_same_without_metadata():
    image = upload(photograph())
    with image.get_rendition("width-60|format-avif").file.open() as file, Image.open(file) as picture:
        picture.load()
        assert (picture.format, picture.width) == ("AVIF", 48)
        assert dict(picture.getexif()) == {}
