"""A slow line: a TCP proxy that holds back each packet, and counts its turns."""

import selectors
import socket
import threading
import time


class SlowLine:
    """Listens on `port` of this machine for what is meant for another; each packet waits for half
    of `round_trip` seconds in either direction. `turns`: how often the client spoke after the
    server. `cut_after`: what a client says last: it is carried over, and the line is cut.
    """

    def __init__(self, to_port: int, round_trip: float, cut_after: bytes = b"") -> None:
        self.to_port, self.half = to_port, round_trip / 2
        self.cut_after = cut_after
        self.turns = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "SlowLine":
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        self.turns += 1  # To connect is a turn, too.
        time.sleep(2 * self.half)
        server = socket.create_connection(("127.0.0.1", self.to_port))
        for one in (client, server):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        other, last = {client: server, server: client}, server
        with selectors.DefaultSelector() as ready, client, server:
            for one in other:
                ready.register(one, selectors.EVENT_READ)
            while True:
                for key, _ in ready.select():
                    one = key.fileobj
                    try:
                        data = one.recv(1 << 16)
                    except OSError:
                        return
                    if not data:
                        return
                    self.turns += one is client and last is server
                    last = one
                    time.sleep(self.half)
                    other[one].sendall(data)
                    if one is client and self.cut_after and self.cut_after in data:
                        return
