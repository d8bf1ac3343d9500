#!/bin/sh
# check.sh PYTHON SERVICE
#
# The alert rules and their tests, the dashboard, and a fleet that fails together. PYTHON is one with
# the package and its development tools, SERVICE the stand-in service; the Node package is built.
set -eu
python=$1 service=$2
cd "$(dirname "$0")/../.."
rules=ops/prometheus/avatar-errors.rules.yml

with_prometheus() {
    tests/fleet/prometheus.sh "$@"
}

with_prometheus promtool check rules --lint-fatal "$rules"
with_prometheus promtool test rules "${rules%.yml}.test.yml"
with_prometheus "$python" tests/fleet/dashboard.py
with_prometheus env PYTHONPATH=tests "$python" tests/fleet/fleet.py --service "$service"
