#!/bin/sh
# embed.sh NAME OUT FILE...: writes a C file with the bytes of each FILE, as the table NAME of {name, bytes, size}.
set -eu
name=$1 out=$2
shift 2
{
    echo "/* Made by tools/embed.sh; the files themselves are the source. */"
    echo "#include \"base/embed.h\""
    i=0
    for file in "$@"; do
        echo "static const unsigned char file_$i[] = {"
        od -An -v -tx1 "$file" | sed 's/ \([0-9a-f][0-9a-f]\)/0x\1,/g'
        echo "0};"
        i=$((i + 1))
    done
    echo "const EmbeddedFile $name[] = {"
    i=0
    for file in "$@"; do
        echo "    { \"$(basename "$file")\", (const char *)file_$i, sizeof file_$i - 1 },"
        i=$((i + 1))
    done
    echo "    { 0, 0, 0 },"
    echo "};"
} >"$out"
