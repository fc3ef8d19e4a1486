"""A server that takes nothing but TLS, reached by a service file and a password file as psql is."""

import datetime as time
import ipaddress
from types import SimpleNamespace

import postgres_server
import pytest
from books import entry

from ledger.application import Ledger
from ledger.errors import Problem
from ledger.integrity.verify import verify
from ledger.records import actions

pytestmark = pytest.mark.slow


def certificate(folder, name: str) -> None:
    """One that signs itself, for 127.0.0.1, with its key."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = time.datetime.now(time.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - time.timedelta(days=1))
        .not_valid_after(now + time.timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / f"{name}.crt").write_bytes(made.public_bytes(pem))
    (folder / f"{name}.key").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


@pytest.fixture(scope="module")
def secured(tmp_path_factory):
    """The server, and a folder with its certificate, another's, and a password file."""
    postgres_server.needed()
    if postgres_server.shared().tell("SHOW ssl_library") == [("",)]:
        pytest.skip("this server was built without TLS")
    server, own = postgres_server.empty("secured"), tmp_path_factory.mktemp("secured")
    for name in ("server", "another"):
        certificate(own, name)
    server.make()
    for name in ("server.crt", "server.key"):
        place = server.data / name
        place.write_bytes((own / name).read_bytes())
        place.chmod(0o600)
        postgres_server.given_to(server, place)
    server.configure(ssl="on")
    (server.data / "pg_hba.conf").write_text("hostssl all all 127.0.0.1/32 scram-sha-256\n")
    server.start()
    server.database("office")
    words = own / "passwords"
    words.write_text(f"127.0.0.1:{server.port}:*:{server.superuser}:{server.password}\n")
    words.chmod(0o600)
    return SimpleNamespace(server=server, own=own)


@pytest.fixture
def service(secured, monkeypatch):
    """Writes the service file, and says the address that uses it."""

    def written(mode: str, root: str) -> str:
        said = {
            "host": "127.0.0.1", "port": secured.server.port, "dbname": "office",
            "user": secured.server.superuser, "sslmode": mode, "sslrootcert": secured.own / root,
        }  # fmt: skip
        file = secured.own / "services"
        file.write_text("[office]\n" + "".join(f"{name}={value}\n" for name, value in said.items()))
        monkeypatch.setenv("PGSERVICEFILE", str(file))
        monkeypatch.setenv("PGPASSFILE", str(secured.own / "passwords"))
        return "postgresql://?service=office"

    return written


def test_a_ledger_is_made_written_and_proved_over_tls(secured, service):
    address = service("verify-full", "server.crt")
    Ledger.create(address)
    ledger = Ledger.open(address)
    ledger.record("action", "A-1", actions.raise_action, entry(), new=True, title="Do it")
    assert verify(ledger).ok and ledger.size == 1
    (row,) = secured.server.tell(
        "SELECT bool_and(ssl) AND count(*) > 1 FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
        " WHERE datname = 'office' AND client_addr IS NOT NULL", "office"
    )  # fmt: skip
    assert row == (True,)
    ledger.close()


@pytest.mark.parametrize(
    ("mode", "root", "says"),
    [
        ("verify-full", "another.crt", "certificate verify failed"),
        ("verify-full", "nowhere.crt", 'root certificate file ".*" does not exist'),
        ("disable", "server.crt", "no pg_hba.conf entry|no encryption"),
    ],
)
def test_a_server_that_is_not_the_one_meant_is_refused_in_its_words(service, mode, root, says):
    with pytest.raises(Problem, match=says):
        Ledger.open(service(mode, root))
