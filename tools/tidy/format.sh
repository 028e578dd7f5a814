#!/bin/sh
# format.sh: every C file is as clang-format writes it.  Mend with: clang-format -i FILE
cd "$(dirname "$0")/../.." || exit 1
bad=0
for file in $(find src tests bench fuzz -name '*.[ch]' | sort); do
    at=$(clang-format --dry-run -Werror "$file" 2>&1 | grep -m 1 -oE ':[0-9]+:') || continue
    echo "$file${at} not formatted; right would be what clang-format -i $file writes"
    bad=1
done
exit $bad
