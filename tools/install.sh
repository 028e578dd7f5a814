#!/bin/sh
# install.sh GROUP...: installs the Debian packages that a verb of the Makefile needs.  Does nothing when all are there.
# Groups: build test check bench fuzz; each includes build.
set -eu

build="gcc libc6-dev make meson ninja-build pkgconf libglib2.0-dev libsqlite3-dev libpq-dev libjansson-dev libyaml-dev
    libxml2-dev libzip-dev libxlsxwriter-dev libsodium-dev zlib1g-dev tzdata"
tests="binutils pmccabe clang-format sqlite3 postgresql postgresql-common"
check="clang-tidy cppcheck"
fuzz="clang-14 libclang-rt-14-dev"

wanted=$build
for group in "$@"; do
    case $group in
    build) ;;
    test) wanted="$wanted $tests" ;;
    bench) wanted="$wanted postgresql postgresql-common" ;;
    check) wanted="$wanted $tests $check" ;;
    fuzz) wanted="$wanted $fuzz" ;;
    *)
        echo "install.sh: no group '$group' (build, test, check, bench, fuzz)" >&2
        exit 2
        ;;
    esac
done

if ! command -v dpkg-query >/dev/null; then
    echo "install.sh: this is not Debian; please see to it that these are installed:" $wanted >&2
    exit 0
fi
missing=
for package in $wanted; do
    case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true) in
    installed*) ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "install.sh: as root, please: apt-get install$missing" >&2; exit 1; }
    as_root=sudo
fi
echo "installing:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0 "$@" </dev/null >"$log" 2>&1; }
{ apt update && apt install -y --no-install-recommends $missing; } || { tail -n 30 "$log" >&2; exit 1; }
