# The few words people type.  Each installs what it needs (Debian 12), builds, and does its job.
.PHONY: all help run test check bench fuzz crash clean
.DEFAULT_GOAL := all

PARTS ?= release pg asan

all: build/build.ninja
	@tools/install.sh build
	@ninja -C build --quiet

build/build.ninja:
	@tools/install.sh build
	@meson setup build >/dev/null

help:
	@echo "make          build/recoup, the program (-O2 -g)"
	@echo "make run      a demonstration book, its day, and the worklist with reasons"
	@echo "make test     every test: release build, PostgreSQL, sanitizers; PARTS=\"release\" for one part"
	@echo "make check    make test and static analysis (clang-tidy, cppcheck, gcc -fanalyzer)"
	@echo "make bench    the benchmarks beside their baselines"
	@echo "make fuzz     each fuzz target for a few seconds (SECONDS_EACH=10)"
	@echo "make crash    kill -9 200 times an engine, in imports and in days, and compare every view (an hour)"
	@echo "make clean    removes what was built"

run: all
	@tools/run.sh

test:
	@tools/test.sh $(PARTS)

check:
	@tools/test.sh release pg asan analysis

bench: all
	@tools/bench.sh

fuzz:
	@tools/fuzz.sh $(SECONDS_EACH)

crash: all
	@tools/install.sh test
	@RECOUP_KILLS=200 RECOUP_ACCOUNTS=9000 RECOUP_PLACES=20 tests/crash/crash.sh build/recoup build/tests/crash sqlite
	@RECOUP_KILLS=200 RECOUP_ACCOUNTS=9000 tools/pg_run.sh tests/crash/crash.sh build/recoup build/tests/crash pg

clean:
	rm -rf build build-asan build-fuzz demo
