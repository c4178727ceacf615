# What every ACME client's script shares: a CA, a web server and a name server of its own.
# Sourced by clients/*, never run.
#
#   client_authority DIRECTORY    serves a CA that asks our name server, a web root and a zone `test.`
#   accepted CHAIN NAME …         the chain verifies, and bears just these names
#   refused WHAT COMMAND …        the command must fail, and its words must say WHAT
#
# http-01 is answered from $WEBROOT, dns-01 by hooks/dns-txt (which finds $DNS_DIRECTORY, $DNS_PORT).
# Clients without a command for a part of an account's life say so by `lacks`.
# shellcheck shell=bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

HOOKS=$REPOSITORY/Interop/hooks
CLIENT=$(basename "$0")
CLIENT_PIDS=()

client_end() {
  local pid
  authority_stop
  for pid in "${CLIENT_PIDS[@]}"; do
    kill -TERM "$pid" 2> /dev/null || true
    wait "$pid" 2> /dev/null || true
  done
  CLIENT_PIDS=()
}
trap client_end EXIT

lacks() { note "$CLIENT has no command for $*"; }

client_authority() {
  local work=$1
  authority_init "$work/ca"
  dns_start "$work/dns"
  # As an operator would write it: our resolver instead of the system's.
  sed -i "s/^  resolvers: .*/  resolvers: [127.0.0.1:$DNS_PORT]/" "$work/ca/chancery.yaml"
  authority_start "$work/ca"
}

# An authoritative server of the zone `test.`, whose TXT records hooks/dns-txt writes.
dns_start() {
  export DNS_DIRECTORY=$1 DNS_PORT
  local deadline=$((SECONDS + 20))
  DNS_PORT=$(free_ports 1)
  mkdir -p "$DNS_DIRECTORY"
  : > "$DNS_DIRECTORY/records"
  "$HOOKS/dns-txt" write
  cat > "$DNS_DIRECTORY/nsd.conf" <<CONFIGURATION
server:
  server-count: 1
  rrl-ratelimit: 0
  ip-address: 127.0.0.1
  port: $DNS_PORT
  username: ""
  chroot: ""
  zonesdir: "$DNS_DIRECTORY"
  database: ""
  pidfile: "$DNS_DIRECTORY/nsd.pid"
  xfrdfile: "$DNS_DIRECTORY/xfrd.state"
  xfrdir: "$DNS_DIRECTORY"
  zonelistfile: "$DNS_DIRECTORY/zone.list"
  logfile: "$DNS_DIRECTORY/log"
remote-control:
  control-enable: no
zone:
  name: "test"
  zonefile: "zone"
CONFIGURATION
  /usr/sbin/nsd -d -c "$DNS_DIRECTORY/nsd.conf" &
  CLIENT_PIDS+=($!)
  until drill -p "$DNS_PORT" SOA test. @127.0.0.1 2> /dev/null | grep -q 'rcode: NOERROR'; do
    [ $SECONDS -lt $deadline ] || fail "nsd doesn't answer after 20 s: $DNS_DIRECTORY/log"
    sleep 0.05
  done
}

# Serves $WEBROOT on the port that the CA validates http-01 at.
webroot_start() {
  local deadline=$((SECONDS + 20))
  export WEBROOT=$1
  mkdir -p "$WEBROOT/.well-known/acme-challenge"
  python3 -m http.server "$HTTP_PORT" --bind 127.0.0.1 --directory "$WEBROOT" \
    > "$WEBROOT.log" 2>&1 &
  CLIENT_PIDS+=($!)
  until curl -sS -m 2 -o /dev/null "http://127.0.0.1:$HTTP_PORT/" 2> /dev/null; do
    [ $SECONDS -lt $deadline ] || fail "the web server doesn't answer after 20 s: $WEBROOT.log"
    sleep 0.05
  done
}

accepted() {
  openssl_accepts "$ROOT" "$@"
  note "good: $(serial_of "$1") for ${*:2}"
}

# The second chain must be another certificate than the first.
renewed() {
  [ "$1" != "$2" ] || fail "the renewed certificate is the old one ($1)"
}

refused() {
  local what=$1 words
  shift
  if words=$("$@" 2>&1); then
    fail "should have been refused ($what): $*: $words"
  fi
  grep -qi -- "$what" <<< "$words" || fail "refused without the word '$what': $words"
  note "refused as it must be: $(grep -i -m 1 -- "$what" <<< "$words" | cut -c 1-300)"
}
