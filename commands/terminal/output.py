"""Standard output, so that a failed write to it is told apart from every other failure."""

import errno
import io
from typing import IO, Any


class OutputFailed(Exception):
    """The output could not be written. This is no OSError, so that no handler of another file's
    errors catches it."""


class ReaderGone(BrokenPipeError):
    """Nobody reads standard output any more, as after `head`, which is no failure. On any other
    pipe a BrokenPipeError is one."""


class _Watched(io.RawIOBase):
    """A raw stream whose failures can be told from others."""

    def __init__(self, raw: io.RawIOBase, stream: IO[str]) -> None:
        self._raw = raw
        self.gone = False
        self._stream = stream  # It would close the file when it is no longer referenced.
        self.name = getattr(raw, "name", "<stdout>")

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw.isatty()

    def write(self, data: Any) -> int | None:
        try:
            return self._raw.write(data)
        except BrokenPipeError as error:
            self.gone = True
            raise ReaderGone(error.errno, error.strerror) from None
        except OSError as error:
            closed = error.errno == errno.EBADF
            why = "standard output is closed" if closed else error.strerror or str(error)
            raise OutputFailed(why) from error


def broken(stream: Any) -> BrokenPipeError:
    """What to raise when click, which does not say which pipe it was, ended on a broken one."""
    stream = getattr(stream, "wrapped", stream)
    raw = getattr(getattr(stream, "buffer", None), "raw", getattr(stream, "buffer", None))
    kind = ReaderGone if isinstance(raw, _Watched) and raw.gone else BrokenPipeError
    return kind(errno.EPIPE, "a pipe to another program was broken")


def watched(stream: IO[str]) -> IO[str]:
    """The stream, changed to raise OutputFailed if a write fails; unchanged if it is no real
    file."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    buffer: Any = stream.buffer
    raw = buffer if isinstance(buffer, io.RawIOBase) else getattr(buffer, "raw", None)
    if not isinstance(raw, io.RawIOBase) or isinstance(raw, _Watched):
        return stream
    stream.flush()
    unbuffered = buffer is raw
    own: Any = _Watched(raw, stream)
    return io.TextIOWrapper(
        own if unbuffered else io.BufferedWriter(own),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
