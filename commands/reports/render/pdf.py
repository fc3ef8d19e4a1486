"""A page as a tagged PDF (PDF/UA-1), in which a screen reader finds headings, tables and pictures.

It is drawn in the fonts that govledger brings (`fonts/`), so that every machine draws the same. A
letter that they do not have is drawn in a font of the machine's.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging import CRITICAL, INFO, Handler, LogRecord, getLogger
from pathlib import Path

from commands.terminal.progress import progress
from ledger.errors import Misused, Refused
from ledger.system import installation

FONTS = Path(__file__).parent / "fonts"
# By the name that the page's styles have: the widths are the same.
FACES = "".join(
    f"@font-face{{font-family:Arial;font-weight:{weight};src:url({file})}}"
    for weight, file in ((400, "LiberationSans-Regular.ttf"), (700, "LiberationSans-Bold.ttf"))
)


def write(page: str, file: Path) -> None:
    """Write the HTML `page` as a PDF. Nothing that it names is fetched. Raises Misused if the
    extra is not installed."""
    try:
        from weasyprint import CSS, HTML  # type: ignore[import-untyped]
        from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
        from weasyprint.urls import (  # type: ignore[import-untyped]
            FatalURLFetchingError,
            URLFetcher,
        )
    except (ImportError, OSError):  # The second if Pango, which it needs, is missing.
        raise Misused(
            f"A PDF needs WeasyPrint ({installation.extra('pdf')}), which needs the system's Pango."
        ) from None
    for name in ("weasyprint", "fontTools"):  # They warn about styles not for print.
        getLogger(name).setLevel(CRITICAL)
    ours = URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
    known = FontConfiguration()
    faces = CSS(
        string=FACES,
        base_url=f"{FONTS.as_uri()}/",
        font_config=known,
        url_fetcher=URLFetcher(allowed_protocols={"file"}, fail_on_errors=True),
    )
    try:
        with _fonts_without_a_date(), progress("Laying out the PDF, page") as done, _pages(done):
            made = HTML(string=page, url_fetcher=ours).write_pdf(
                stylesheets=[faces],
                font_config=known,
                pdf_variant="pdf/ua-1",
                pdf_identifier=b"govledger",
            )
    except FatalURLFetchingError as error:
        raise Refused(
            f"The page needs something outside itself, so it cannot become a PDF: {error}."
        ) from None
    file.write_bytes(made)


@contextmanager
def _pages(done: Callable[[int], None]) -> Iterator[None]:
    """Report each finished page to `done`: WeasyPrint logs it as the last thing it names."""

    class PageCounter(Handler):
        def emit(self, record: LogRecord) -> None:
            if isinstance(record.args, tuple) and record.args and "Page" in record.msg:
                done(int(str(record.args[-1])))

    log, handler = getLogger("weasyprint.progress"), PageCounter()
    log.addHandler(handler)
    log.setLevel(INFO)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(CRITICAL)


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
