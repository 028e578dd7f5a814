#!/bin/sh
# gate.sh: how long the gate takes to judge one proposed contact, its facts at hand: what the day's pass asks, and the same
# with the search for the next time at which a denied one would pass.  No book, so ACCOUNTS counts for nothing.
set -eu
. bench/common.inc
printf '\n'
$tools/gate | tee "$folder/gate.out"
bar "the gate judges a contact, median of all, ns" \
    "$(awk '$1 == "all" { print $5; exit }' "$folder/gate.out")" "<" 2000
