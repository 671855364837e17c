# shellcheck shell=bash
# What Tests/benchmark and Tests/screen-benchmark share. To be sourced, by bash, after common.sh.

# measured_binary: DOCKERVISOR_TEST_BINARY (the installed one, say), else the release build, else the debug build.
measured_binary() {
    local binary=${DOCKERVISOR_TEST_BINARY-.build/release/dockervisor}
    [ -x "$binary" ] || binary=.build/debug/dockervisor
    realpath "$binary"
}

now() { date +%s%N; }

# runs_for COMMAND...: from its start to its end, its output read by nobody; in hundredths of a millisecond.
runs_for() {
    local began
    began=$(now)
    "$@" >/dev/null 2>&1 </dev/null
    printf '%s\n' $((($(now) - began) / 10000))
}

# Of the whole numbers in the lines.
median() { sort -n | awk '{ line[NR] = $0 } END { print line[int(NR / 2) + 1] }'; }

milliseconds() { printf '%d.%d ms' $(($1 / 100)) $(($1 % 100 / 10)); }
