"""Clients that behave badly, many at a time."""

import socket
import ssl
import time

# Not the address of those who behave well: a limit for each address must not strike them.
SOURCE = "127.0.0.2"


def crowd_of(count, port, source=SOURCE):
    """So many open connections; those that are refused are left out."""
    sockets = []
    for number in range(count):
        connection = socket.socket()
        connection.settimeout(5)
        try:
            # One address has 28,000 ports at most, and a second is good for all that we want.
            connection.bind((source, 0))
            connection.connect(("127.0.0.1", port))
            connection.setblocking(False)
            sockets.append(connection)
        except OSError:
            connection.close()
    return sockets


def still_open(sockets):
    """How many the server has not closed."""
    count = 0
    for connection in sockets:
        try:
            if connection.recv(1 << 16) == b"":
                continue
        except (BlockingIOError, InterruptedError):
            pass
        except OSError:
            continue
        count += 1
    return count


def close_all(sockets):
    for connection in sockets:
        connection.close()


class Drip:
    """Connections that each send a byte a second of what they have to say, and wait for no answer."""

    def __init__(self, port, texts, source=SOURCE):
        self.clients = []
        for text, through_tls in texts:
            connection = socket.create_connection(("127.0.0.1", port), 10, (source, 0))
            if through_tls:
                context = ssl.create_default_context()
                context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
                connection = context.wrap_socket(connection)
            connection.setblocking(False)
            self.clients.append([connection, text, 0])
        self.began, self.ended, self.answers = time.monotonic(), {}, []

    def step(self):
        """Each sends its next byte; those that the server has closed are noted with their time."""
        for number, client in enumerate(self.clients):
            connection, text, sent = client
            if number in self.ended:
                continue
            try:
                if answer := connection.recv(4096):
                    self.answers.append(answer[:12])
                else:
                    raise ConnectionResetError
            except (BlockingIOError, ssl.SSLWantReadError):
                pass
            except OSError:
                self.ended[number] = time.monotonic() - self.began
                continue
            try:
                connection.send(text[sent % len(text):][:1])
                client[2] += 1
            except (BlockingIOError, ssl.SSLWantWriteError):
                pass
            except OSError:
                self.ended[number] = time.monotonic() - self.began

    def open_count(self):
        return len(self.clients) - len(self.ended)

    def close(self):
        for connection, _, _ in self.clients:
            connection.close()
