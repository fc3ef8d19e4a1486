"""Make an Ed25519 key for the demo at the path given, as `ssh-keygen -t ed25519` would."""

import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

form = serialization.PrivateFormat.OpenSSH
open_to_read = serialization.NoEncryption()
key = Ed25519PrivateKey.generate()
file = Path(sys.argv[1])
file.touch(mode=0o600)
file.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, open_to_read))
