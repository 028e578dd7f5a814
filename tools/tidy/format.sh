#!/bin/sh
# format.sh: every C file is as clang-format writes it.  Mend with: clang-format -i FILE
cd "$(dirname "$0")/../.." || exit 1
find src tests bench fuzz -name '*.[ch]' | sort | xargs -n 50 clang-format --dry-run -Werror 2>&1 | awk -F: '
    $2 ~ /^[0-9]+$/ && !seen[$1]++ {
        print $1 ":" $2 ": not formatted; right would be what clang-format -i " $1 " writes"
    }
    END { exit length(seen) > 0 }'
