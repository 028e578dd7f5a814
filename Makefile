# The few words people type.  Each installs what it needs (Debian 12), builds, and does its job.
.PHONY: all help run test check bench fuzz clean
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

clean:
	rm -rf build build-asan build-fuzz demo
