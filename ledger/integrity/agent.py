"""Keys held by an ssh-agent: the agent signs, and the private key never enters this process.

In the protocol (draft-ietf-sshm-ssh-agent) a message is its length, one byte for its kind, and its
body. SSH_AUTH_SOCK names the socket.
"""

import socket
import struct
from collections.abc import Iterator

from ledger.errors import Refused
from ledger.integrity.ssh import PrivateKey, PublicKey, SecurityKey, packed, split

_LIST, _LISTED, _SIGN, _SIGNED = 11, 12, 13, 14
_LONGEST = 1 << 18  # as OpenSSH has it
_AT_ONCE, _PATIENCE = 5, 120  # seconds: it answers by itself, or asks its person first


class AgentKey(PrivateKey):
    """A key that signs through the agent at `place`."""

    def __init__(self, place: str, public: PublicKey) -> None:
        self.place = place
        self.public = public

    def sign(self, message: bytes) -> bytes:
        """A signature of 64 bytes (RFC 8032), which a security key cannot make."""
        if isinstance(self.public, SecurityKey):
            raise Refused(
                "A security key cannot seal: a checkpoint is signed by a plain Ed25519 key, so that"
                " anybody can check it. Seal with such a key, and let this one cosign (govledger"
                " seal --witness)."
            )
        return split(self.sign_blob(message), 2)[1]

    def sign_blob(self, message: bytes) -> bytes:
        """The signature in SSH's form. Raises Refused if the agent does not sign."""
        body = packed(self.public.blob, message) + struct.pack(">I", 0)
        try:
            kind, answer = _ask(self.place, _SIGN, body, _PATIENCE)
            (blob,) = split(answer, 1) if kind == _SIGNED else (b"",)
        except (OSError, ValueError, struct.error):  # Socket failed or answer malformed.
            blob = b""
        if not self.public.fits(blob, message):
            raise Refused(
                f"The ssh-agent did not sign with {self.public.fingerprint}: it is locked,"
                " stopped, or its owner refused. Try again, or name the file of the private key."
            )
        return blob


def held(place: str | None, public: PublicKey) -> AgentKey | None:
    """The key as the agent holds it, or None if there is no agent or it lacks the key."""
    if not place:
        return None
    try:
        blobs = list(_listed(place))
    except (OSError, ValueError, struct.error):
        return None
    return AgentKey(place, public) if public.blob in blobs else None


def _listed(place: str) -> Iterator[bytes]:
    kind, answer = _ask(place, _LIST, b"", _AT_ONCE)
    if kind != _LISTED:
        return
    (count,) = struct.unpack_from(">I", answer)
    found = split(answer[4:], 2 * count) if count <= _LONGEST else []
    yield from found[::2]


def _ask(place: str, kind: int, body: bytes, seconds: float) -> tuple[int, bytes]:
    """The agent's answer: its kind and its body. Raises OSError."""
    if not hasattr(socket, "AF_UNIX"):
        raise OSError("this system has no such sockets")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as agent:
        agent.settimeout(seconds)
        agent.connect(place)
        agent.sendall(struct.pack(">IB", len(body) + 1, kind) + body)
        (length,) = struct.unpack(">I", _exactly(agent, 4))
        if not 1 <= length <= _LONGEST:
            raise OSError("no answer of an agent")
        answer = _exactly(agent, length)
    return answer[0], answer[1:]


def _exactly(agent: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        more = agent.recv(count - len(found))
        if not more:
            raise OSError("the agent hung up")
        found += more
    return found
