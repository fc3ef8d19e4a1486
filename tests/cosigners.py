"""Witnesses for the tests, as C2SP describes them."""

import base64
import struct
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

AT = 1679315147  # 20 March 2023, 12:25:47 UTC


class Cosigner:
    """A witness as C2SP tlog-cosignature describes one, written anew from its text."""

    def __init__(self, name: str, seed: int) -> None:
        self.name = name
        self.private = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
        self.raw = self.private.public_key().public_bytes_raw()
        self.id = sha256(name.encode() + b"\n\x04" + self.raw).digest()[:4]
        body = base64.b64encode(b"\x04" + self.raw).decode()
        self.vkey = f"{name}+{self.id.hex()}+{body}"

    def line(self, note: str, at: int = AT) -> str:
        body = note.partition("\n\n")[0] + "\n"
        said = self.private.sign(f"cosignature/v1\ntime {at}\n{body}".encode())
        blob = self.id + struct.pack(">Q", at) + said
        return f"— {self.name} {base64.b64encode(blob).decode()}\n"


W1, W2 = Cosigner("witness.example/w1", 21), Cosigner("witness.example/w2", 22)
