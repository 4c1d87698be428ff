"""A picture of a PDF's first page, where the packages that draw one are installed: the extra ``site``."""

import io

WIDTH, _GREYS = 160, 8
"""In pixels: small, as a start page has several."""


def picture(pdf: bytes) -> bytes | None:
    """The page as PNG; None where pypdfium2 and Pillow are not installed."""
    try:
        import PIL.Image  # noqa: F401  pypdfium2 asks for it only when it is too late
        import pypdfium2
    except ImportError:
        return None
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        image = page.render(scale=WIDTH / page.get_width(), grayscale=True).to_pil()
    buffer = io.BytesIO()
    image.quantize(_GREYS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
