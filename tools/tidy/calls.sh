#!/bin/sh
# calls.sh: calls that overflow or hide an error, time outside the clock, one library's words outside its home.
cd "$(dirname "$0")/../.." || exit 1
find src tests bench fuzz -name '*.[ch]' | sort | xargs awk -f tools/tidy/strip.awk -f tools/tidy/calls.awk
