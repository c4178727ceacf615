#!/usr/bin/env python3
"""Web servers of a small internet: one process, many addresses, each host with a habit of its own.

    hosts.py WEBROOT CERTIFICATE KEY LOG ADDRESS …     plain HTTP on port 80, TLS on 443 of each address

Every connection is logged, one line each, so that a script can tell who was connected to.
"""

import http.server
import pathlib
import socket
import ssl
import sys
import threading

webroot, certificate, key, log, *addresses = sys.argv[1:]
redirects = {
    "secure.internet.test": "https://secure.internet.test{path}",
    "elsewhere.internet.test": "//answers.internet.test{path}",
    "jump.internet.test": "http://inside.internet.test{path}",
    "file.internet.test": "file:///etc/passwd",
    "mail.internet.test": "http://answers.internet.test:22{path}",
    "mapped.internet.test": "http://[::ffff:10.0.0.1]{path}",
    "itself.internet.test": "{path}",
}


class Host(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        host, secure = self.headers["Host"], isinstance(self.connection, ssl.SSLSocket)
        if host in redirects and not secure:
            self.send_response(301)
            self.send_header("Location", redirects[host].format(path=self.path))
            self.end_headers()
            return
        file = pathlib.Path(webroot) / self.path.lstrip("/")
        body = file.read_bytes() if file.is_file() else b"nothing here\n"
        self.send_response(200 if file.is_file() else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        agent = self.headers["User-Agent"] if self.headers else "-"
        with open(log, "a") as file:
            file.write(f"{self.server.server_address[0]} {self.requestline!r} {agent}\n")


class Server(http.server.ThreadingHTTPServer):
    def __init__(self, address, port, context):
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        super().__init__((address, port), Host)
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)

    def server_bind(self):
        # As the parent does, without looking up a name for the address.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_name, self.server_port = self.server_address[:2]


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
servers = [Server(address, *listener) for address in addresses
           for listener in ((80, None), (443, context))]
for server in servers[1:]:
    threading.Thread(target=server.serve_forever, daemon=True).start()
servers[0].serve_forever()
