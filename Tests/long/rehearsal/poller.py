"""A client that polls as acme-tiny does: every two seconds, for an hour, blind to Retry-After."""

import http.server
import threading
import time

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from rehearsal import Failure
from rehearsal.client import Client, base64url

PAUSE_SECONDS, LONGEST_SECONDS = 2, 3600


class Responder:
    """Shows key authorizations at an address of its own (RFC 8555 §8.3)."""

    def __init__(self, address, port):
        shown = self.shown = {}

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                content = shown.get(self.path.rpartition("/")[2], "").encode()
                self.send_response(200 if content else 404)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer((address, port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Poller:
    """Orders one certificate, and ends at the first answer that is an error."""

    def __init__(self, authority, address):
        self.authority, self.address = authority, address

    def certificate_for(self, name):
        """The chain, in PEM."""
        responder = Responder(self.address, self.authority.responder)
        client = Client(self.authority)
        try:
            headers, order = self._told(client.order(name))
            url = headers["Location"]
            for authorization in order["authorizations"]:
                self._prove(client, responder, authorization)
            self._told(client.post(order["finalize"], {"csr": signing_request(name)}))
            order = self._settled(client, url, {"pending", "ready", "processing"})
            if order["status"] != "valid":
                raise Failure(f"the order became {order['status']}: {order.get('error')}")
            return self._told(client.post(order["certificate"], None))[1].decode()
        finally:
            client.close()
            responder.close()

    def _prove(self, client, responder, authorization):
        challenges = self._told(client.post(authorization, None))[1]["challenges"]
        challenge = next(each for each in challenges if each["type"] == "http-01")
        token = challenge["token"]
        responder.shown[token] = f"{token}.{client.thumbprint}"
        self._told(client.post(challenge["url"], {}))
        if (status := self._settled(client, authorization, {"pending"})["status"]) != "valid":
            raise Failure(f"{authorization} became {status}")

    def _settled(self, client, url, unsettled):
        """What the resource says once its status is none of these."""
        deadline = time.monotonic() + LONGEST_SECONDS
        while time.monotonic() < deadline:
            resource = self._told(client.post(url, None))[1]
            if resource["status"] not in unsettled:
                return resource
            time.sleep(PAUSE_SECONDS)
        raise Failure(f"{url} is unsettled after {LONGEST_SECONDS} s")

    @staticmethod
    def _told(answer):
        status, headers, content = answer
        if status >= 400:
            detail = content.get("detail") if isinstance(content, dict) else content
            raise Failure(f"answered {status}: {detail}")
        return headers, content


def signing_request(name):
    """A CSR for the name and a new key, in base64url."""
    request = x509.CertificateSigningRequestBuilder().subject_name(
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])).add_extension(
            x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False).sign(
                ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    return base64url(request.public_bytes(serialization.Encoding.DER))
