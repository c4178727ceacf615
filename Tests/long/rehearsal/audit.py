"""The certificates themselves, read from the database with another library than the CA's."""

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding

from rehearsal.ledger import id_in, text


class Audit:
    """Every stored certificate, decoded anew, held against its order and what clients were told."""

    def __init__(self, ledger, issuer_file):
        self.ledger = ledger
        self.issuer = x509.load_pem_x509_certificate(issuer_file.read_bytes())
        self.certificates = [
            (text(order), text(serial), x509.load_der_x509_certificate(der))
            for order, serial, der in ledger.issued()]

    def contradictions(self, journal):
        """A line for each kind of thing that isn't as it should be."""
        orders = {text(order): (state, text(serial) if serial else None, names)
                  for order, state, serial, names in self.ledger.orders()}
        told = {id_in(entry["order"]): entry["serial"].lower()
                for entry in journal.of("certificate")}
        kinds = {
            "serial numbers in the certificates are used twice":
                len(self.certificates) - len({leaf.serial_number for *_, leaf in self.certificates}),
            "orders have more than one certificate":
                len(self.certificates) - len({order for order, *_ in self.certificates}),
            "certificates bear another serial number than their row":
                sum(leaf.serial_number != int(serial, 16) for _, serial, leaf in self.certificates),
            "certificates belong to no valid order that names them":
                sum(orders.get(order, ())[:2] != ("valid", serial)
                    for order, serial, _ in self.certificates),
            "valid orders have no certificate":
                len({order for order, (state, *_) in orders.items() if state == "valid"}
                    - {order for order, *_ in self.certificates}),
            "certificates are for other names than their order's":
                sum(names_of(leaf) != set(orders[order][2].split()) for order, _, leaf
                    in self.certificates if order in orders),
            "certificates are not signed by the issuer":
                sum(not self._is_signed(leaf) for *_, leaf in self.certificates),
            "clients hold another certificate than the database":
                len(told.items() - {(order, serial) for order, serial, _ in self.certificates}),
            "jobs are left in the queue": self.ledger.job_count(),
        }
        if (verdict := self.ledger.integrity()) != "ok":
            yield f"the database is damaged: {verdict}"
        for what, count in kinds.items():
            if count:
                yield f"{count} {what}"

    def _is_signed(self, leaf):
        key = self.issuer.public_key()
        scheme = ([ec.ECDSA(leaf.signature_hash_algorithm)]
                  if isinstance(key, ec.EllipticCurvePublicKey)
                  else [padding.PKCS1v15(), leaf.signature_hash_algorithm])
        try:
            key.verify(leaf.signature, leaf.tbs_certificate_bytes, *scheme)
        except InvalidSignature:
            return False
        return leaf.issuer == self.issuer.subject


def names_of(leaf):
    extension = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return {f"dns:{name}" for name in extension.value.get_values_for_type(x509.DNSName)}
