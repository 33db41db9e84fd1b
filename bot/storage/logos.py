"""Logos of a programme are configuration: the PNG, JPEG and SVG files in `DATA_DIR/logos`, in the
order of their names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

LOGOS = "logos"  # the folder below DATA_DIR
MOST_LOGOS = 6
LOGO_BYTES = 2 * 1024 * 1024
KINDS = frozenset({".png", ".jpg", ".jpeg", ".svg"})


def pictures(data: Path, render_svg: Callable[[str], bytes]) -> tuple[bytes, ...]:
    """PNG or JPEG files; `render_svg` makes a PNG of an SVG's text. What is too large is left out.
    Reads files: not on the event loop."""
    folder = data / LOGOS
    if not folder.is_dir():
        return ()
    files = sorted(one for one in folder.iterdir() if one.suffix.lower() in KINDS)
    fit = [one for one in files if one.stat().st_size <= LOGO_BYTES][:MOST_LOGOS]
    return tuple(_picture(one, render_svg) for one in fit)


def _picture(file: Path, render_svg: Callable[[str], bytes]) -> bytes:
    if file.suffix.lower() == ".svg":
        return render_svg(file.read_text(encoding="utf-8"))
    return file.read_bytes()
