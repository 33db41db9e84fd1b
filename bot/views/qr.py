"""QR codes of deep links: a picture to send or print, and text for a terminal."""

from __future__ import annotations

from io import BytesIO, StringIO

WHITE_ON_BLACK, PLAIN = "\x1b[97;40m", "\x1b[0m"
QUIET_ZONE = 4  # modules, ISO/IEC 18004
SIDE = 1000  # pixels, at least: 8 cm at 300 dpi


def qr_png(url: str) -> bytes:
    """A black and white PNG of at least 1000 pixels, with its quiet zone; error level M or more.

    Raises ValueError where the address does not fit in a QR code.
    """
    import segno

    code = segno.make_qr(url, error="m")
    modules = code.symbol_size(border=QUIET_ZONE)[0]
    picture = BytesIO()
    code.save(picture, kind="png", scale=-(-SIDE // modules), border=QUIET_ZONE)
    return picture.getvalue()


def qr_terminal(url: str) -> str:
    """Lines of half blocks for a terminal that knows UTF-8 and ANSI colours.

    The colours are set, so that it reads on a dark and on a light terminal.
    """
    import segno

    lines = StringIO()
    segno.make_qr(url, error="m").terminal(lines, border=QUIET_ZONE, compact=True)
    return "".join(f"{WHITE_ON_BLACK}{line}{PLAIN}\n" for line in lines.getvalue().splitlines())
