#!/usr/bin/env bash
# Runs a command in a session that has of the machine what all others leave, and writes how it ended to a file, which
# anybody may read. usage: setsid scripts/at-leisure.sh file command…
set -uo pipefail
file=$1
shift
{ echo 19 >/proc/self/autogroup; } 2>/dev/null # where the kernel has no such groups, nice alone must do
nice -n 19 "$@"
echo $? >"$file"
