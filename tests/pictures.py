"""A picture as somebody would send it."""

from io import BytesIO

from PIL import Image


def picture(size: tuple[int, int] = (600, 900), form: str = "PNG") -> BytesIO:
    """A fresh file for each request: one that was read is empty."""
    file = BytesIO()
    Image.new("RGB", size, "#8a2be2").save(file, form)
    file.seek(0)
    file.name = f"picture.{form.lower()}"
    return file
