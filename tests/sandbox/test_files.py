"""Pictures are measured by their heads, without decoding them."""

import io

import pytest
from PIL import Image

from bot.sandbox.errors import ApiError
from bot.sandbox.files import photo_sizes, picture_size


def image(kind, size, **options):
    content = io.BytesIO()
    Image.new("RGB", size, "white").save(content, kind, **options)
    return content.getvalue()


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("PNG", {}),
        ("GIF", {}),
        ("JPEG", {}),
        ("JPEG", {"progressive": True, "comment": b"made by hand"}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"quality": 50}),
        ("WEBP", {"quality": 50, "exif": b"Exif\x00\x00"}),
    ],
)
def test_size(kind, options):
    """
    The kinds of pictures that Telegram takes as photos are measured.
    """
    assert picture_size(image(kind, (640, 479), **options)) == (640, 479)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "JPEG", "WEBP"])
def test_cut_off(kind):
    """
    A head that is cut off anywhere is no picture, and no crash.
    """
    content = image(kind, (64, 48))

    for length in range(24):
        assert picture_size(content[:length]) in {None, (64, 48)}


@pytest.mark.parametrize(
    "content",
    [b"", b"text", b"\xff\xd8\x00\x00" + b"x" * 20, b"RIFF\0\0\0\0WEBPXXXX" + b"x" * 20],
)
def test_no_picture(content):
    """
    Anything else has no size.
    """
    assert picture_size(content) is None


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((50, 40), [(50, 40)]),
        ((90, 60), [(90, 60)]),
        ((200, 400), [(45, 90), (160, 320), (200, 400)]),
        ((2560, 1280), [(90, 45), (320, 160), (800, 400), (1280, 640)]),
    ],
)
def test_sizes(size, sizes):
    """
    A photo is offered in Telegram's sizes, none larger than itself or 1,280.
    """
    assert photo_sizes(image("PNG", size)) == sizes


def test_out_of_bounds():
    """
    Sides of more than 10,000 together are too many.
    """
    with pytest.raises(ApiError, match="PHOTO_INVALID_DIMENSIONS"):
        photo_sizes(image("PNG", (9000, 1001)))
