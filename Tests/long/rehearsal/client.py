"""A small ACME client for what `chancery load` never does: to order and go away, say."""

import base64
import hashlib
import http.client
import json
import ssl

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from rehearsal import Failure


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Client:
    """An account at a CA, over one connection that is kept (RFC 8555 §6.2, RFC 7515)."""

    def __init__(self, authority):
        context = ssl.create_default_context(cafile=authority.root)
        self.connection = http.client.HTTPSConnection(
            "127.0.0.1", authority.acme, timeout=60, context=context)
        self.key = ec.generate_private_key(ec.SECP256R1())
        numbers = self.key.public_key().public_numbers()
        self.jwk = {"kty": "EC", "crv": "P-256", "x": base64url(numbers.x.to_bytes(32, "big")),
                    "y": base64url(numbers.y.to_bytes(32, "big"))}
        self.account = self.nonce = None
        self.directory = self._exchange("GET", "/directory")[2]
        self._exchange("HEAD", self._path(self.directory["newNonce"]))
        status, headers, answer = self.post(
            self.directory["newAccount"], {"termsOfServiceAgreed": True})
        if status not in (200, 201):
            raise Failure(f"newAccount was answered {status}: {answer}")
        self.account = headers["Location"]

    @property
    def thumbprint(self):
        """Of the account's key (RFC 7638), as key authorizations bear it."""
        members = json.dumps(self.jwk, sort_keys=True, separators=(",", ":"))
        return base64url(hashlib.sha256(members.encode()).digest())

    def _path(self, url):
        return "/" + url.split("/", 3)[3]

    def _exchange(self, method, path, body=None):
        headers = {"Content-Type": "application/jose+json"} if body else {}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        self.nonce = answer.headers.get("Replay-Nonce", self.nonce)
        is_json = "json" in answer.headers.get("Content-Type", "")
        return answer.status, answer.headers, json.loads(content) if is_json else content

    def post(self, url, payload):
        """Status, headers and content of what is answered to a signed request."""
        protected = {"alg": "ES256", "nonce": self.nonce, "url": url}
        protected.update({"kid": self.account} if self.account else {"jwk": self.jwk})
        first = base64url(json.dumps(protected).encode())
        second = base64url(json.dumps(payload).encode()) if payload is not None else ""
        der = self.key.sign(f"{first}.{second}".encode(), ec.ECDSA(hashes.SHA256()))
        r, s = utils.decode_dss_signature(der)
        return self._exchange("POST", self._path(url), json.dumps({
            "protected": first, "payload": second,
            "signature": base64url(r.to_bytes(32, "big") + s.to_bytes(32, "big"))}))

    def order(self, *names):
        return self.post(self.directory["newOrder"], {
            "identifiers": [{"type": "dns", "value": name} for name in names]})

    def close(self):
        self.connection.close()
