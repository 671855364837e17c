# shellcheck shell=bash
# What Tests/run and Tests/engines share. To be sourced after common.sh.

engine_needs=(
    "dockerd=docker.io" "ip=iproute2" "/usr/share/doc/busybox-static=busybox-static" "tmux=tmux" "curl=curl"
    "pgrep=procps" "/usr/sbin/sshd=openssh-server" "ssh=openssh-client"
)

# build_tests FOLDER: installs what is missing, and builds everything. Temporary files go to the folder. Exports
# DOCKERVISOR_TEST_BINARY.
# shellcheck disable=SC2154 # common.sh has the lists
build_tests() {
    provide "${build_needs[@]}"
    if is_root; then
        provide "${engine_needs[@]}"
        provide "docker=docker-cli" # part of docker.io up to Debian 12
    fi
    use_swift
    export TMPDIR=$1 # swift leaves folders there
    run swift build --build-tests "${build_flags[@]}" || fail "the build failed" "See the errors above"
    DOCKERVISOR_TEST_BINARY=$(swift build --show-bin-path)/dockervisor
    export DOCKERVISOR_TEST_BINARY
}
