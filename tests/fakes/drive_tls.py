"""A proxy that ends TLS on this machine for hosts of the world and hands the bytes to a fake, for clients that know no other address."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HOSTS = ("www.googleapis.com", "oauth2.googleapis.com")


def certificate(folder: Path, hosts: tuple[str, ...] = HOSTS, *, since: int = -1, until: int = 1) -> tuple[Path, Path]:
    """A certificate for these hosts that only who is given it believes, and its key. Valid from one day to another, today being 0."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now + timedelta(days=since))
        .not_valid_after(now + timedelta(days=until))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return paths


class TlsProxy:
    """A context manager: an HTTP proxy at `url` whose every CONNECT ends at `target` (host, port) of this machine.

    `heads`: what came in the clear. `refuses`: the status with which it answers instead of connecting; `only`: but for this host:port.
    """

    def __init__(
        self, folder: Path, target: tuple[str, int], hosts: tuple[str, ...] = HOSTS, *,
        since: int = -1, until: int = 1, refuses: str = "", only: bytes = b"",
    ) -> None:  # fmt: skip
        self.certificate, key = certificate(folder, hosts, since=since, until=until)
        self.heads: list[bytes] = []
        self.refuses, self.only = refuses, only
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(self.certificate, key)
        self.target = target
        self.listening = socket.create_server(("127.0.0.1", 0))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def __enter__(self) -> TlsProxy:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), client:
            head = b""
            while b"\r\n\r\n" not in head:
                head += client.recv(4096) or b"\r\n\r\n"
            self.heads.append(head)
            if self.refuses and head.split()[1] != self.only:
                client.sendall(f"HTTP/1.1 {self.refuses}\r\nContent-Length: 0\r\n\r\n".encode())
                return
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            client.recv(1, socket.MSG_PEEK)  # who has gone meanwhile: wrapping such a socket would leave it open
            client.getpeername()
            with self.context.wrap_socket(client, server_side=True) as inside, socket.create_connection(self.target) as fake:
                threading.Thread(target=_carry, args=(fake, inside), daemon=True).start()
                _carry(inside, fake)


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
