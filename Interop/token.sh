# A PKCS #11 token of a script's own: sourced by tokens/*, never run.
#
#   tokens/NAME start DIRECTORY     starts the token; DIRECTORY/token.json says how to use it
#   tokens/NAME stop DIRECTORY      ends what was started and takes its sockets away
#   tokens/NAME DIRECTORY           starts it, holds it to the contract, makes a CA on it, stops it
#
# A script defines start_token, says by `describe` what it made, and ends with `token_script "$@"`.
# token.json is what Tests/ModuleContractTests reads (ModuleDescription.swift there).
# shellcheck shell=bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

TOKEN_NAME=$(basename "$0")
PIN=12345678
SO_PIN=87654321
LABEL=chancery
MODULES=/usr/lib/$(uname -m)-linux-gnu/pkcs11

# What this machine can't do is no failure; Interop/run tells it apart by the status.
skip() {
  echo "$TOKEN_NAME: skipped: $*"
  exit 77
}

require_file() { [ -e "$1" ] || fail "no $1: scripts/install-dependencies test installs it"; }

# Waits until a command succeeds:   await 'the daemon listens' COMMAND …
await() {
  local what=$1 deadline=$((SECONDS + 20))
  shift
  until "$@" > /dev/null 2>&1; do
    [ $SECONDS -lt $deadline ] || fail "waited 20 s in vain until $what"
    sleep 0.05
  done
}

# Runs a daemon in the background and writes down its pid, with the time at which that pid was
# born: a pid that was given away again is not ours.
keep() {
  local log=$1
  shift
  "$@" > "$log" 2>&1 < /dev/null &
  remember $!
}

born() { cut -d ' ' -f 22 "/proc/$1/stat" 2> /dev/null; }

remember() { echo "$1 $(born "$1")" >> "$DIRECTORY/pids"; }

# Ends a process that we started, unless it is gone:   end PID BORN [SIGNAL]
end() {
  [ -n "$2" ] && [ "$(born "$1")" = "$2" ] || return 0
  kill "-${3:-TERM}" "$1" 2> /dev/null || return 0
  local tries=0
  while [ "$(born "$1")" = "$2" ] && [ "$(state "$1")" != Z ]; do
    [ $((tries += 1)) -lt 100 ] || { kill -KILL "$1" 2> /dev/null || true; break; }
    sleep 0.05
  done
}

state() { cut -d ' ' -f 3 "/proc/$1/stat" 2> /dev/null; }

# Somebody listens on this port of 127.0.0.1. Looked up, for a connection could disturb the daemon.
listens() { grep -qE "^ *[0-9]+: [0-9A-F]+:$(printf '%04X' "$1") 0+:0000 0A " /proc/net/tcp; }

# Sets an environment variable for this script and for whoever reads token.json.
declare -A TOKEN_ENVIRONMENT=()
token_environment() {
  TOKEN_ENVIRONMENT[$1]=$2
  export "$1=$2"
}

# Sockets get a directory with a short name: a path in sockaddr_un has 107 bytes.
socket_directory() {
  SOCKETS=$(mktemp -d "${TMPDIR:-/tmp}/chancery-token-XXXXXX")
  echo "$SOCKETS" > "$DIRECTORY/sockets"
}

# Writes token.json:   describe VENDOR MODULE KEY-TYPES [PROPERTY=JSON …]
describe() {
  local vendor=$1 module=$2 key_types=$3 variables={} name property extra={}
  shift 3
  require_file "$module"
  for name in "${!TOKEN_ENVIRONMENT[@]}"; do
    variables=$(jq -c --arg name "$name" --arg value "${TOKEN_ENVIRONMENT[$name]}" \
      '.[$name] = $value' <<< "$variables")
  done
  for property in "$@"; do
    extra=$(jq -c --arg name "${property%%=*}" --argjson value "${property#*=}" \
      '.[$name] = $value' <<< "$extra")
  done
  (umask 077; printf '%s\n' "$PIN" > "$DIRECTORY/pin")
  jq -n --arg name "$TOKEN_NAME" --arg vendor "$vendor" --arg path "$module" \
    --arg token "$LABEL" --arg pin "$DIRECTORY/pin" --arg types "$key_types" \
    --argjson environment "$variables" --argjson extra "$extra" \
    '{name: $name, vendor: $vendor, module: $path, label: $token, pinFile: $pin,
      environment: $environment, keyTypes: ($types | split(" ")), sessionKeys: true} + $extra' \
    > "$DIRECTORY/token.json.new"
  mv "$DIRECTORY/token.json.new" "$DIRECTORY/token.json"
}

# Reads one property of the token that was started.
described() { jq -er "$1" "$DIRECTORY/token.json"; }

stop_processes() {
  local pid birth
  [ -f "$DIRECTORY/pids" ] || return 0
  while read -r pid birth; do end "$pid" "$birth"; done < <(tac "$DIRECTORY/pids")
  rm -f "$DIRECTORY/pids"
}

stop_sockets() {
  [ ! -s "$DIRECTORY/sockets" ] || rm -rf "$(< "$DIRECTORY/sockets")"
  rm -f "$DIRECTORY/sockets"
}

# A script with more to take away defines its own.
stop_token() { :; }

stop_everything() {
  authority_stop
  stop_processes
  stop_token
  stop_sockets
}

# The same suite for every module: Tests/ModuleContractTests.
hold_to_contract() {
  note "contract suite"
  (cd "$REPOSITORY" && CHANCERY_CONTRACT_TOKENS=$DIRECTORY \
    swift test --skip-build --no-parallel --filter ModuleContractTests)
}

# The options of `chancery init` and `chancery hsm` that lead to the token.
token_options() {
  local name
  OPTIONS=(--token-label "$(described .label)" --pin-file "$(described .pinFile)")
  while IFS= read -r name; do
    OPTIONS+=(--module-environment "$name")
  done < <(described '.environment | to_entries[] | .key + "=" + .value')
}

# A CA whose keys are in the token, certificates from it, and what the doctor says of it.
certify() {
  local key_type certificates=5 chain
  case $(described '.keyTypes[0]') in
    p256) key_type=ecdsa-p256 ;;
    rsa2048) key_type=rsa-2048 ;;
    *) fail "no CA key type for $(described '.keyTypes[0]')" ;;
  esac
  token_options
  note "chancery init --pkcs11-module $(described .module) --key-type $key_type"
  authority_init "$DIRECTORY/ca" --key-type "$key_type" --pkcs11-module "$(described .module)" \
    "${OPTIONS[@]}"
  authority_start "$DIRECTORY/ca"
  note "chancery load, $certificates certificates"
  "$CHANCERY" load --directory "$ACME_DIRECTORY" --ca-file "$ROOT" --workers 4 \
    --certificates "$certificates" --http-port "$HTTP_PORT" --save "$DIRECTORY/chains" \
    --patience 120s || fail "not every certificate was issued"
  authority_stop
  [ "$(find "$DIRECTORY/chains" -name '*.pem' | wc -l)" -eq $certificates ] \
    || fail "$certificates certificates were ordered; these came: $(ls "$DIRECTORY/chains")"
  for chain in "$DIRECTORY"/chains/*.pem; do openssl_accepts "$ROOT" "$chain"; done
  note "chancery hsm doctor --config"
  "$CHANCERY" hsm doctor --config "$DIRECTORY/ca/chancery.yaml" \
    || fail "the doctor found something wrong with a token that has just signed"
}

token_script() {
  case ${1:?usage: $0 [start|stop] DIRECTORY} in
    start | stop) ACTION=$1; shift ;;
    *) ACTION=both ;;
  esac
  DIRECTORY=$(realpath -m "${1:?usage: $0 [start|stop] DIRECTORY}")
  if [ "$ACTION" = stop ]; then
    stop_everything
    return
  fi
  mkdir -p "$DIRECTORY"
  trap stop_everything EXIT
  local began=$SECONDS
  note "start"
  start_token
  note "started in $((SECONDS - began)) s: $(jq -c . "$DIRECTORY/token.json")"
  if [ "$ACTION" = start ]; then
    trap - EXIT
    return
  fi
  began=$SECONDS
  hold_to_contract
  note "contract held in $((SECONDS - began)) s"
  began=$SECONDS
  certify
  note "certificates issued in $((SECONDS - began)) s"
}
