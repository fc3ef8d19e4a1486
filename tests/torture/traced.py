"""Every write, cut, sync and deletion that SQLite asks of the disk, in order.

The product's own code runs on a VFS of SQLite (https://sqlite.org/vfs.html) that notes each of them
and hands it on to the one below. It is made with ctypes in the very library that Python's sqlite3
uses: no compiler and no package is needed, only a Python that lets that library be reached.
"""

import _sqlite3
import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any

Op = tuple[Any, ...]  # ("write", file, offset, bytes) ("truncate", file, size) ("sync", file) ...

_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_CLOSE = CFUNCTYPE(c_int, c_void_p)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class _Vfs(Structure):
    """sqlite3_vfs, version 3."""

    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_name", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("app_data", c_void_p),
        ("open", _OPEN),
        ("delete", _DELETE),
        ("rest", c_void_p * 14),
    )


class _Methods(Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = (
        ("version", c_int),
        ("close", _CLOSE),
        ("read", c_void_p),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        ("rest", c_void_p * 13),
    )


def _library() -> ctypes.CDLL | None:
    for name in (getattr(_sqlite3, "__file__", None), None):
        try:
            library = ctypes.CDLL(name)
            library.sqlite3_vfs_find.restype = POINTER(_Vfs)
            library.sqlite3_vfs_register.argtypes = (POINTER(_Vfs), c_int)
        except (OSError, AttributeError):
            continue
        return library
    return None


_sqlite = _library()
WHY_NOT = None if _sqlite else "this Python does not let its SQLite library be reached by ctypes"


class _Tracer:
    """A VFS over the default one, which notes in `ops`; kept alive as long as the process."""

    def __init__(self, below: Any) -> None:
        self.below, self.ops, self.folder = below.contents, [], Path()
        self.paths: dict[int, Path] = {}
        self.methods: dict[int, _Methods] = {}
        self.vfs = _Vfs.from_buffer_copy(self.below)
        self.vfs.name = b"traced"
        self.vfs.open, self.vfs.delete = _OPEN(self.open), _DELETE(self.delete)

    def open(self, vfs: int, name: int, file: int, flags: int, out: int) -> int:
        code = int(self.below.open(vfs, name, file, flags, out))
        if code == 0 and name:
            methods = c_void_p.from_address(file)
            self.paths[file] = Path(ctypes.string_at(name).decode())
            methods.value = ctypes.addressof(self._noting(methods.value))
        return code

    def delete(self, vfs: int, name: int, sync: int) -> int:
        self.note("delete", Path(ctypes.string_at(name).decode()))
        return int(self.below.delete(vfs, name, sync))

    def note(self, act: str, path: Path, *rest: Any) -> None:
        """What is asked of the folder: a ledger of before may be closed meanwhile."""
        if path.parent == self.folder:
            self.ops.append((act, path.name, *rest))

    def _noting(self, address: int) -> _Methods:
        if address in self.methods:
            return self.methods[address]
        below = _Methods.from_address(address)
        noting = self.methods[address] = _Methods.from_buffer_copy(below)

        def close(file: int) -> int:
            self.paths.pop(file, None)
            return int(below.close(file))

        def write(file: int, data: int, count: int, at: int) -> int:
            self.note("write", self.paths[file], at, ctypes.string_at(data, count))
            return int(below.write(file, data, count, at))

        def truncate(file: int, size: int) -> int:
            self.note("truncate", self.paths[file], size)
            return int(below.truncate(file, size))

        def sync(file: int, flags: int) -> int:
            code = int(below.sync(file, flags))
            self.note("sync", self.paths[file])
            return code

        noting.close, noting.write = _CLOSE(close), _WRITE(write)
        noting.truncate, noting.sync = _TRUNCATE(truncate), _SYNC(sync)
        return noting


_tracers: list[_Tracer] = []


@contextmanager
def traced(folder: Path) -> Iterator[list[Op]]:
    """What SQLite writes to a folder meanwhile, in this process, grows in the list given."""
    assert _sqlite is not None, WHY_NOT
    if not _tracers:
        _tracers.append(_Tracer(_sqlite.sqlite3_vfs_find(None)))
    (tracer,) = _tracers
    tracer.ops, tracer.folder = [], folder.resolve()
    _sqlite.sqlite3_vfs_register(tracer.vfs, 1)
    try:
        yield tracer.ops
    finally:
        _sqlite.sqlite3_vfs_register(tracer.below, 1)
