#!/usr/bin/env bash
# Builds once, runs every test project, prints why tests were skipped, and ends with one line of counts.
set -uo pipefail
cd "$(dirname "$0")/.."

# Suites skip the stores whose servers are missing. Where this machine lets us, they are not.
if command -v apt-get >/dev/null; then
  missing=()
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing+=(postgresql)
  command -v redis-server >/dev/null || missing+=(redis-server)
  sudo=()
  [ "$(id -u)" -eq 0 ] || sudo=(sudo -n)
  if [ "${#missing[@]}" -gt 0 ] && "${sudo[@]}" true 2>/dev/null; then
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive timeout 180 apt-get install -y "${missing[@]}" >/dev/null 2>&1 || true
  fi
fi

# What is random follows this seed; PARLEY_SEED=<seed> make test repeats a run.
export PARLEY_SEED=${PARLEY_SEED:-$RANDOM}
echo "seed $PARLEY_SEED"

dotnet build Parley.slnx -v quiet || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

log=$(mktemp)
trap 'rm -f "$log" "$log.one"' EXIT
status=0

# suite <how> <project> <filter>: runs one project, whose services run as PARLEY_BESIDE says.
suite() {
  local name filter=$3
  name="$(basename "$(dirname "$2")")${1:+ beside $1}"
  [ -z "${FILTER:-}" ] || filter="$filter&$FILTER"
  PARLEY_BESIDE=$1 dotnet test "$2" --no-build --filter "$filter" --logger 'console;verbosity=normal' >"$log.one" 2>&1 || status=1
  grep -E '^ +Failed |Error Message|^ +Skipped |\[SKIP\]' -A 12 "$log.one" | grep -vE '^ +Passed ' || true
  summary=$(grep -E '^ *(Total tests|Passed|Failed|Skipped|Total time): ' "$log.one" | tr -s '\n ' ' ')
  echo "$name:${summary:- no test ran}"
  [ -n "$summary" ] || grep -q 'No test matches' "$log.one" || cat "$log.one"
  cat "$log.one" >>"$log"
}

# The whole contracts and the crashes again, with Dapr beside the service instead of inside it.
beside() {
  suite "$1" tests/Api/Api.Tests.csproj "Dapr!=embedded$2"
  suite "$1" tests/Crash/Crash.Tests.csproj "Dapr!=embedded$2"
}

dapr_missing() {
  local name
  for name in daprd placement scheduler; do
    if [ -n "${DAPR_BIN:-}" ]; then [ -x "$DAPR_BIN/$name" ]; else command -v "$name" >/dev/null; fi || return 0
  done
  return 1
}

if [ "${PARLEY_BESIDE:-}" != Daprd ]; then
  for project in tests/*/*.Tests.csproj tests/Conformance/Conformance.csproj; do
    suite '' "$project" 'Dapr!=daprd'
  done
  beside StandIn '&Dapr!=daprd'
fi

if ! dapr_missing; then
  suite Daprd tests/Conformance/Conformance.csproj 'Dapr=daprd'
  suite Daprd tests/Replicas/Replicas.Tests.csproj 'Dapr=daprd'
  beside Daprd ''
else
  echo "Suites beside Daprd: skipped, since daprd, placement and scheduler are neither in DAPR_BIN nor on the PATH"
  echo "Skipped: 1" >>"$log"
  [ "${PARLEY_BESIDE:-}" != Daprd ] || status=1
fi

count() { awk -v name="$1" '$1 == name ":" && $2 ~ /^[0-9]+$/ { sum += $2 } END { print sum + 0 }' "$log"; }
# Once more at the end, where whoever sees only the last lines looks.
grep -E '^ +Failed .*\[' -A 8 "$log" | grep -vE '^ +Passed ' || true
failed=$(count Failed)
[ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
echo "$(count Passed) passed, $failed failed, $(count Skipped) skipped"
exit "$status"
