"""A ZIP of any bytes, unpacked: a sentence, and nothing left; or the ledger that it was."""

import io
import zipfile

from commands.exports.pack.unpacking import unpack
from fuzz import common


def _zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in common.pack().items():
            made.writestr(name, data)
    return out.getvalue()


SEEDS = [_zipped()]


def fuzz(data: bytes) -> None:
    at, to = common.scratch() / "pack.zip", common.scratch() / "unpacked.ledger"
    at.write_bytes(data)
    to.unlink(missing_ok=True)
    try:
        unpack(at, to, [])
    except Exception:
        assert not to.exists()
        raise
