# shellcheck shell=bash
# What install.sh, Tests/*, .ci/run and Screenshots/make share. To be sourced, by bash, under `set -euo pipefail`.

# Tools of the machine are found without root's PATH too.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

# say LINE…
say() { printf '%s\n' "$@"; }

# fail PROBLEM [REMEDY [EXIT CODE]]: what failed and why, and what to do next.
fail() {
    printf '%s: %s\n' "${0##*/}" "$1" >&2
    [ -z "${2-}" ] || printf '  %s\n' "$2" >&2
    exit "${3-1}"
}

is_root() { [ "$(id -u)" = 0 ]; }

# usage SCRIPT: the comment at its top, without its first line.
usage() { sed -n '2,/^[^#]/s/^#\( \|$\)//p' "$1"; }

# --- Debian packages ---------------------------------------------------------------------------------------------

# What a Swift toolchain needs to build this package, as PROOF=PACKAGE: a package is missing if its proof is. A proof
# is a command, a file (which may be a pattern), or a library.
# shellcheck disable=SC2034 # used by those who source this
build_needs=(
    "gcc=gcc" "g++=g++" "ld=binutils" "git=git" "/usr/include/stdio.h=libc6-dev" "/usr/include/ncurses.h=libncurses-dev"
    "/etc/ssl/certs/*=ca-certificates" "libcurl.so=libcurl4" "libxml2.so=libxml2" "libsqlite3.so=libsqlite3-0"
)

# missing PROOF=PACKAGE…: the packages that are not there, one a line.
missing() {
    local need
    for need; do
        is_there "${need%%=*}" || printf '%s\n' "${need#*=}"
    done
}

is_there() {
    case $1 in
        /*) compgen -G "$1" >/dev/null ;;
        lib*.so) [[ $(ldconfig -p) == *"$1."* ]] ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

# provide PROOF=PACKAGE…: installs what is missing. Starts no service. Fails with the command to type if it cannot.
provide() {
    local packages
    mapfile -t packages < <(missing "$@")
    [ ${#packages[@]} -gt 0 ] || return 0
    local remedy="Install them: sudo apt-get install ${packages[*]}"
    command -v apt-get >/dev/null ||
        fail "these Debian packages (or their like) are missing: ${packages[*]}" "Install them with your system's tool"
    is_root || fail "these packages are missing: ${packages[*]}" "$remedy"
    say "Installing ${packages[*]}"
    install_packages "${packages[@]}" || fail "apt-get could not install ${packages[*]}" "$remedy"
}

# install_packages PACKAGE…: quietly, and starting no service. Fails after having shown apt's own words.
install_packages() (
    output=$(mktemp)
    guard=/usr/sbin/policy-rc.d
    [ ! -e "$guard" ] || guard=
    trap 'rm -f "$output" ${guard:+"$guard"}' EXIT
    [ -z "$guard" ] || install -m 755 /dev/stdin "$guard" <<<$'#!/bin/sh\nexit 101'
    apt_install "$@" >"$output" 2>&1 || { apt-get -qq update && apt_install "$@"; } >"$output" 2>&1 || {
        cat "$output" >&2
        return 1
    }
)

apt_install() {
    DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -qq -o DPkg::Lock::Timeout=300 \
        --yes --no-install-recommends --no-upgrade install "$@" </dev/null
}

# docker_command_lines: every one there is, with colons between.
docker_command_lines() {
    { type -aP docker || true; } | xargs -r -n 1 realpath | awk '!seen[$0]++' | paste -sd :
}

# --- Swift -------------------------------------------------------------------------------------------------------

# The flags of every build: an import that Package.swift does not declare is an error.
# shellcheck disable=SC2034 # used by those who source this
build_flags=(--explicit-target-dependency-import-check error)

# swift_folders HOME…: where a toolchain may be, apart from PATH, the likeliest first.
swift_folders() {
    local home
    for home; do
        compgen -G "$home/.local/share/swiftly/bin" || true
        compgen -G "$home/.swiftly/bin" || true
        compgen -G "$home/swift*/usr/bin" || true
        compgen -G "$home/.local/bin" || true
    done
    compgen -G '/opt/swift*/usr/bin' || true
    compgen -G '/usr/libexec/swift/bin' || true
    compgen -G '/usr/local/swift*/usr/bin' || true
}

# use_swift: puts a toolchain on PATH if there is none.
use_swift() {
    local folder
    command -v swift >/dev/null && return
    while read -r folder; do
        [ ! -x "$folder/swift" ] || { PATH=$folder:$PATH && return; }
    done < <(swift_folders "${HOME:-/root}")
    fail "there is no Swift toolchain on PATH" "Install Swift 6.2 or newer: https://www.swift.org/install/linux"
}

# --- Processes ---------------------------------------------------------------------------------------------------

running=()

# run COMMAND…: runs it without terminal and input, and such that it ends at once when a signal ends the script. (A
# shell puts its traps off until a command in the foreground has ended, and has those in the background ignore ^C.)
run() {
    start "$@"
    await "${running[-1]}"
}

# start COMMAND…: the same beside the script, until `await ${running[-1]}`.
start() {
    env --default-signal=INT,QUIT setsid setpriv --pdeathsig TERM -- "$@" </dev/null &
    running+=("$!")
}

# await PID: waits for what was started; its exit code.
await() {
    local status=0
    wait "$1" || status=$?
    forget "$1"
    return "$status"
}

# await_any: waits until one of those that were started has ended; its exit code.
await_any() {
    local status=0 ended=
    wait -n -p ended "${running[@]}" || status=$?
    forget "$ended"
    return "$status"
}

forget() {
    local index
    for index in "${!running[@]}"; do
        [ "${running[index]}" != "$1" ] || unset "running[$index]"
    done
}

end_all() {
    local pid
    for pid in "${running[@]}"; do end "$pid"; done
}

# end PID: the process and its session, first politely. Waits for its end.
end() {
    kill -TERM -- "-$1" 2>/dev/null || kill -TERM "$1" 2>/dev/null || return 0
    timeout 20 tail -s 0.1 -f /dev/null --pid="$1" || kill -KILL -- "-$1" 2>/dev/null || true
    wait "$1" 2>/dev/null || true
}

# clean_up_with FUNCTION: it runs once at the script's end, whatever ends the script, after what was started.
clean_up_with() {
    # shellcheck disable=SC2064 # the name is meant now
    trap "trap '' INT TERM HUP; end_all; $1" EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

# divert PLACE FOLDER: from now on, in this mount namespace, what is written to PLACE goes to FOLDER.
divert() {
    local below=$2/below mount
    mkdir -p "$2/upper" "$2/work" "$below"
    mount --rbind "$1" "$below"
    mount -t overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" overlay "$1"
    findmnt --raw --noheadings --output TARGET --submounts "$below" | tail -n +2 | while read -r mount; do
        mount --bind "$mount" "$1${mount#"$below"}"
    done
}
