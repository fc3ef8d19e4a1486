"""A page as a tagged PDF (PDF/UA-1), in which a screen reader finds headings, tables and pictures.

It uses the machine's fonts; with the same fonts, the same page gives the same bytes.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from logging import CRITICAL, getLogger
from pathlib import Path

from ledger.errors import Misused, Refused


def write(page: str, file: Path) -> None:
    """Write the HTML `page` as a PDF. Nothing that it names is fetched. Raises Misused where the
    extra is not installed."""
    try:
        from weasyprint import HTML  # type: ignore[import-untyped]
        from weasyprint.urls import (  # type: ignore[import-untyped]
            FatalURLFetchingError,
            URLFetcher,
        )
    except (ImportError, OSError):  # The second where Pango, which it calls, is not there.
        raise Misused(
            "A PDF needs WeasyPrint (pip install 'govledger[pdf]'), which needs the system's Pango."
        ) from None
    for name in ("weasyprint", "fontTools"):  # They tell of every style that paper has no use for.
        getLogger(name).setLevel(CRITICAL)
    ours = URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
    try:
        with _fonts_without_a_date():
            made = HTML(string=page, url_fetcher=ours).write_pdf(
                pdf_variant="pdf/ua-1", pdf_identifier=b"govledger"
            )
    except FatalURLFetchingError as error:
        raise Refused(
            f"The page needs something outside itself, so it cannot become a PDF: {error}."
        ) from None
    file.write_bytes(made)


@contextmanager
def _fonts_without_a_date() -> Iterator[None]:
    """fontTools, which cuts fonts down where HarfBuzz cannot, writes the time into each of them."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = "0"
    try:
        yield
    finally:
        del os.environ[name]
        if before is not None:
            os.environ[name] = before
