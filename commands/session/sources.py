"""The source of what is recorded, as it is printed, and the hash of its paper."""

import errno
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from ledger.application import Ledger
from ledger.errors import Misused, NotFound
from ledger.records.documents import Document
from ledger.system import contents


def source_of(ledger: Ledger, text: str) -> tuple[str, str | None]:
    """A source as printed (paper:lines) and the paper's hash, from a registered document or a
    file."""
    name, colon, lines = text.rpartition(":")
    if not colon:
        name, lines = text, ""
    document = ledger.state("document", name)
    if isinstance(document, Document):
        return text, document.sha256
    # Some systems store the accents of a file's name apart from their letters.
    forms = (Path(normalize(form, name)) for form in ("NFC", "NFD"))
    file = next((one for one in forms if one.is_file()), None)
    if file is not None:
        title = normalize("NFC", file.name)
        return (f"{title}:{lines}" if lines else title), hashed(file)
    raise NotFound(
        f"{name!r} is neither a registered document nor a file. Register it first (document"
        " register)."
    )


def hashed(file: Path) -> str:
    digest = sha256()
    try:
        with contents.opened(file) as (stream, size):
            if size > contents.PAPER:
                raise OSError(errno.EFBIG, "it is larger than 4 GiB")
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError as error:  # Only errors about this file.
        raise Misused(f"{str(file)!r} cannot be read: {error.strerror}.") from None
    return digest.hexdigest()
