# A CA of one's own for a script: sourced by Interop, Benchmarks and Tests/long, never run.
#
#   authority_init  DIRECTORY [chancery init options]    makes a CA on free ports
#   authority_start DIRECTORY [wrapper …]                serves it, returns when it is ready
#   authority_stop                                       stops it by pid; also done on exit
#
# They set CHANCERY_PID, CONFIGURATION, ACME_DIRECTORY, OPERATIONS, HTTP_PORT and ROOT.
# shellcheck shell=bash
set -euo pipefail

REPOSITORY=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CHANCERY=$(realpath -m "${CHANCERY:-$REPOSITORY/.build/debug/chancery}")
CHANCERY_PID=
export no_proxy=127.0.0.1,localhost NO_PROXY=127.0.0.1,localhost

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

note() { echo "--- $*"; }

# Prints N ports that nobody listens on. They lie below 32768, where Linux starts to hand out
# ports of its own accord, so that no outgoing connection takes one before the server does.
free_ports() {
  python3 - "$1" <<'PYTHON'
import random, socket, sys
wanted, held = int(sys.argv[1]), []
for port in random.sample(range(20000, 32000), 2000):
    try:
        listener = socket.socket()
        listener.bind(("127.0.0.1", port))
        held.append(listener)
    except OSError:
        continue
    if len(held) == wanted:
        break
print(*[listener.getsockname()[1] for listener in held])
PYTHON
}

authority_init() {
  local directory=$1 acme operations public
  shift
  [ -x "$CHANCERY" ] \
    || fail "no binary at $CHANCERY: 'swift build' makes it, CHANCERY names another"
  read -r acme operations public HTTP_PORT <<< "$(free_ports 4)"
  ACME_DIRECTORY=https://127.0.0.1:$acme/directory
  OPERATIONS=http://127.0.0.1:$operations
  ROOT=$directory/issuers/root.pem
  CONFIGURATION=$directory/chancery.yaml
  "$CHANCERY" init "$directory" --demonstration --acme-port "$acme" \
    --operations-port "$operations" --public-port "$public" \
    --http-validation-port "$HTTP_PORT" "$@" \
    || fail "chancery init $directory failed, see above"
}

# The server's log goes to DIRECTORY/server.log. A wrapper (strace …) comes after DIRECTORY; its
# child is then the server.
authority_start() {
  local directory=$1 deadline=$((SECONDS + 60)) wrapped
  shift
  wrapped=$#
  "$@" "$CHANCERY" serve --config "$directory/chancery.yaml" >> "$directory/server.log" 2>&1 &
  AUTHORITY_JOB=$!
  CHANCERY_PID=$AUTHORITY_JOB
  until curl -fsS -m 5 -o /dev/null "$OPERATIONS/health/ready" 2> /dev/null; do
    kill -0 "$AUTHORITY_JOB" 2> /dev/null \
      || { tail -n 20 "$directory/server.log" >&2; fail "chancery serve ended before it was ready"; }
    [ $SECONDS -lt $deadline ] \
      || { tail -n 20 "$directory/server.log" >&2; fail "not ready after 60 s: $OPERATIONS/health/ready"; }
    sleep 0.05
  done
  if [ "$wrapped" -gt 0 ]; then
    CHANCERY_PID=$(tr -d ' ' < "/proc/$AUTHORITY_JOB/task/$AUTHORITY_JOB/children")
  fi
}

authority_stop() {
  [ -n "$CHANCERY_PID" ] || return 0
  kill -TERM "$CHANCERY_PID" 2> /dev/null || true
  wait "$AUTHORITY_JOB" 2> /dev/null || true
  CHANCERY_PID=
}

# A script that has more to do on exit sets a trap of its own, which calls this too.
trap authority_stop EXIT

# Splits a PEM chain into DIRECTORY/1.pem (the leaf), 2.pem, …
split_chain() {
  mkdir -p "$2"
  awk -v directory="$2" '
    /-----BEGIN CERTIFICATE-----/ { file = directory "/" ++n ".pem" }
    file { print > file }
    /-----END CERTIFICATE-----/ { close(file); file = "" }' "$1"
  [ -s "$2/1.pem" ] || fail "$1 holds no certificate"
}

# Checks a chain against a root by OpenSSL's strict rules, and that the leaf bears exactly these names.
openssl_accepts() {
  local root=$1 chain=$2 names wanted
  shift 2
  openssl verify -x509_strict -purpose sslserver -CAfile "$root" -untrusted "$chain" "$chain"
  [ $# -gt 0 ] || return 0
  names=$(openssl x509 -in "$chain" -noout -ext subjectAltName | grep -o 'DNS:[^,]*' | sort)
  wanted=$(printf 'DNS:%s\n' "$@" | sort)
  [ "$names" = "$wanted" ] || fail "the certificate bears ${names//$'\n'/ } instead of $*"
}

serial_of() { openssl x509 -in "$1" -noout -serial; }

# Checks that the CA holds a certificate for revoked, and for this reason: to revoke it again is refused.
revoked_for() {
  local chain=$1 reason=$2 answer
  if answer=$("$CHANCERY" admin revoke "$(serial_of "$chain")" --reason unspecified \
    --config "$CONFIGURATION" 2>&1); then
    fail "$chain was not revoked: $answer"
  fi
  [[ $answer == *"already ($reason)"* ]] || fail "$chain was not revoked for $reason: $answer"
  note "good: $answer"
}

# Issues one certificate through the public interface and prints the file that holds its chain.
issue_one() {
  local save=$1
  "$CHANCERY" load --directory "$ACME_DIRECTORY" --ca-file "$ROOT" --certificates 1 \
    --http-port "$HTTP_PORT" --save "$save" >&2 || fail "no certificate from $ACME_DIRECTORY"
  find "$save" -name '*.pem' -type f -exec grep -l 'BEGIN CERTIFICATE-----' {} + | head -n 1
}
