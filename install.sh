#!/usr/bin/env bash
# Builds dockervisor and installs it with its shell completions and manual page. From any folder:
#
#     sudo dockervisor/install.sh                  into /usr/local
#     dockervisor/install.sh                       without root: into ~/.local
#     dockervisor/install.sh --prefix DIR          into DIR (or PREFIX=DIR)
#     sudo dockervisor/install.sh --with-engine    also starts an engine: Debian's docker.io if there is none
#     sudo dockervisor/install.sh --boot-unit      also a systemd unit: after a power cut, what was interrupted is finished
#                                                  or taken back as soon as the engine runs
#     dockervisor/install.sh --uninstall           removes what it put there; --prefix as when installing
#
# Needs Swift 6.2 or newer for the build only: https://www.swift.org/install/linux. With root it installs what else is
# missing from Debian's or Ubuntu's packages. It leaves alone an engine and a docker command line that are there, and
# ~/dcv with its Dockerparams always. Running it again updates.
[ -n "${BASH_VERSION-}" ] || exec bash "$0" "$@"
set -euo pipefail
checkout=$(cd "$(dirname "$(realpath "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source=.scripts/common.sh
source "$checkout/.scripts/common.sh"
umask 022

minimum=6.2
remedy_for_swift="Install Swift $minimum or newer (needed for the build only): https://www.swift.org/install/linux"

read_arguments() {
    with_engine=
    boot_unit=
    uninstall=
    prefix=${PREFIX-}
    while [ $# -gt 0 ]; do
        case $1 in
            --with-engine) with_engine=yes ;;
            --boot-unit) boot_unit=yes ;;
            --uninstall) uninstall=yes ;;
            --prefix)
                [ -n "${2-}" ] || fail "--prefix needs a folder" "Name one: --prefix ~/.local" 64
                prefix=$2
                shift
                ;;
            --prefix=* | PREFIX=*) prefix=${1#*=} ;;
            --help | -h) usage "$checkout/install.sh" && exit ;;
            *) fail "unknown option '$1'" "See install.sh --help" 64 ;;
        esac
        shift
    done
    [ -n "$prefix" ] || prefix=$(is_root && echo /usr/local || echo "$HOME/.local")
    prefix=$(realpath --canonicalize-missing "$prefix")
    manifest=$prefix/share/dockervisor/manifest
}

# --- People ------------------------------------------------------------------------------------------------------

self=$(id -un)
person=$self # whose toolchain, shell and cache it is: under sudo, who called it
if is_root; then person=${SUDO_USER:-${DOAS_USER:-$self}}; fi

entry() { getent passwd "$1" | cut -d: -f"$2"; }

home_of() {
    if [ "$1" = "$person" ] && [ "$1" = "$self" ]; then printf '%s\n' "$HOME"; else entry "$1" 6; fi
}

# --- Building ----------------------------------------------------------------------------------------------------

# build_as USER FOLDER: sets `as_builder`, what stands before a command to run it as that user, with the toolchain in
# FOLDER first on PATH.
build_as() {
    builder=$1
    toolchain=$2
    as_builder=()
    [ "$builder" = "$self" ] || as_builder+=(setpriv --reuid "$builder" --regid "$(id -g "$builder")" --init-groups)
    as_builder+=(env "HOME=$(home_of "$builder")" "USER=$builder" "LOGNAME=$builder" "PATH=$toolchain:$PATH")
}

# find_toolchain USER…: finds one that is new enough, for the first of these users who can use one.
find_toolchain() {
    local folders user folder version old=
    mapfile -t folders < <(
        { type -aP swift || true; } | xargs -r -n 1 dirname
        swift_folders "$(home_of "$person")" "$HOME"
    )
    for user; do
        for folder in "${folders[@]}"; do
            build_as "$user" "$folder"
            "${as_builder[@]}" test -r "$checkout/Package.swift" -a -x "$folder/swift" || continue
            version=$(swift_version) || continue
            [ "$(printf '%s\n' "$minimum" "$version" | sort -V | head -n 1)" != "$minimum" ] || return 0
            old=$version
        done
    done
    [ -z "$old" ] || fail "Swift $old is too old for the build" "$remedy_for_swift"
    fail "there is no Swift toolchain: not on PATH, in /opt, or in $(home_of "$person")" "$remedy_for_swift"
}

swift_version() {
    local words
    words=$("${as_builder[@]}" swift --version 2>/dev/null </dev/null) || return 1
    [[ $words =~ Swift\ version\ ([0-9][0-9.]*) ]] || return 1
    printf '%s\n' "${BASH_REMATCH[1]}"
}

build_folder() { printf '%s\n' "$(home_of "$1")/.cache/dockervisor-install"; }

# Fetches what the package needs to a folder of the builder's that only points to the checkout, so that nothing is
# written there.
fetch() {
    folder=$(build_folder "$builder")
    # shellcheck disable=SC2016 # it is for another shell
    run "${as_builder[@]}" bash -c '
        set -euo pipefail
        mkdir -p "$1/tmp"
        cd "$1"
        export TMPDIR=$PWD/tmp
        for part in Package.swift Sources Tests; do
            [ "$(readlink "$part")" = "$2/$part" ] || ln -sfn "$2/$part" "$part"
        done
        swift package resolve
        ' bash "$folder" "$checkout" >"$log" 2>&1
}

# Sets `stage`: the tree to install.
build() {
    stage=$folder/stage
    # shellcheck disable=SC2016 # it is for another shell
    run "${as_builder[@]}" bash -c '
        set -euo pipefail
        umask 022
        cd "$1"
        export TMPDIR=$PWD/tmp
        swift build -c release --static-swift-stdlib --product dockervisor
        rm -rf stage
        mkdir -p stage/bin stage/share/{man/man1,bash-completion/completions,zsh/site-functions,fish/vendor_completions.d}
        strip -o stage/bin/dockervisor .build/release/dockervisor
        cp Sources/dockervisor/Manual/dockervisor.1 stage/share/man/man1/
        complete() { stage/bin/dockervisor --generate-completion-script "$1" >"stage/share/$2"; }
        complete bash bash-completion/completions/dockervisor
        complete zsh zsh/site-functions/_dockervisor
        complete fish fish/vendor_completions.d/dockervisor.fish
        rm -rf tmp
        ' bash "$folder" >"$log" 2>&1 || build_failed
}

build_failed() {
    tail -n 40 "$log" >&2
    fail "the build failed; its last words are above" "Mend what they name (network? disk?), and try again"
}

# Some machines have a mirror of the packages that only root may read: then root builds.
fetch_and_build() {
    local stray
    mapfile -t stray < <(new_folders "$(home_of "$builder")/.local/share/bin/x" | sort -r)
    say "Building with Swift $(swift_version) from $toolchain, as $builder (the first time takes minutes)"
    if ! fetch; then
        [ "$builder" != "$self" ] || build_failed
        find_toolchain "$self"
        say "$person cannot fetch the packages; trying as $self"
        fetch || build_failed
    fi
    build
    [ "${#stray[@]}" = 0 ] || rmdir "${stray[@]}" 2>/dev/null || true # SwiftPM makes them, for nothing
}

# --- Installing --------------------------------------------------------------------------------------------------

# The manifest has a line for each file it put there, and one for each folder it had to make: `file PATH`, `folder
# PATH`.
recorded() {
    [ ! -f "$manifest" ] || sed -n "s/^$1 //p" "$manifest"
}

check_writable() {
    local folder
    for folder in "$prefix/bin" "$prefix/share"; do
        while [ ! -e "$folder" ]; do folder=$(dirname "$folder"); done
        [ -w "$folder" ] ||
            fail "$folder cannot be written to" "Use sudo, or choose a folder of yours: --prefix ~/.local"
    done
}

# new_folders FILE…: the folders to make for these files, outermost first.
new_folders() {
    local folder
    for folder; do
        folder=$(dirname "$folder")
        while [ ! -d "$folder" ]; do
            printf '%s\n' "$folder"
            folder=$(dirname "$folder")
        done
    done | sort -u
}

# The manifest is there before the files: what is broken off can be uninstalled.
install_stage() {
    local files outdated folders file changed=0
    mapfile -t files < <(find "$stage" -type f -printf "$prefix/%P\n" | sort)
    mapfile -t outdated < <(recorded file | grep -vxFf <(printf '%s\n' "${files[@]}" "$manifest"))
    mapfile -t folders < <({ recorded folder && new_folders "${files[@]}" "$manifest"; } | sort -u)
    [ "${#outdated[@]}" = 0 ] || rm -f "${outdated[@]}"
    [ "${#folders[@]}" = 0 ] || mkdir -p "${folders[@]}"
    {
        printf 'file %s\n' "${files[@]}" "$manifest"
        [ "${#folders[@]}" = 0 ] || printf 'folder %s\n' "${folders[@]}"
    } >"$log"
    put "$log" "$manifest"
    for file in "${files[@]}"; do
        cmp -s "$stage/${file#"$prefix/"}" "$file" && continue
        put "$stage/${file#"$prefix/"}" "$file"
        changed=$((changed + 1))
        say "  $file"
    done
    say "Installed in $prefix: $changed of ${#files[@]} files changed."
}

# put FROM TO: at once, so that a program that is running goes on.
put() {
    local mode=644
    [ ! -x "$1" ] || mode=755
    install -m "$mode" "$1" "$2.new" || fail "$2 cannot be written" "See the error above"
    mv -f "$2.new" "$2"
}

# --- Afterwards --------------------------------------------------------------------------------------------------

advise_path() {
    local shell line file
    case :$PATH: in *":$prefix/bin:"*) return ;; esac
    shell=$(entry "$person" 7)
    line="export PATH=\"$prefix/bin:\$PATH\""
    case $shell in
        */bash) file=.bashrc ;;
        */zsh) file=.zshrc ;;
        */fish) file=.config/fish/config.fish line="fish_add_path \"$prefix/bin\"" ;;
        *) file=.profile ;;
    esac
    say "" "$prefix/bin is not on PATH. Add this line to ~/$file, and open a new terminal:" "" "  $line" ""
}

advise_docker() {
    command -v docker >/dev/null ||
        say "There is no docker command line yet. For Debian's docker.io: sudo $checkout/install.sh --with-engine"
}

engine_answers() { env -u DOCKER_HOST -u DOCKER_CONTEXT docker version >/dev/null 2>&1; }

provide_engine() {
    if engine_answers; then
        say "An engine answers already; it is left as it is."
        return
    fi
    is_root || fail "an engine needs root" "Use sudo $checkout/install.sh --with-engine"
    provide "dockerd=docker.io"
    provide "docker=docker-cli" # part of docker.io up to Debian 12
    launch_engine >"$log" 2>&1 || true
    local limit=$((SECONDS + 60))
    until engine_answers; do
        if [ "$SECONDS" -ge "$limit" ]; then
            tail -n 20 "$log" >&2
            fail "the engine was started ($launched) and does not answer" "See why: docker version; dockerd"
        fi
        sleep 0.2
    done
    say "The engine runs ($launched)."
    [ "$person" = root ] || id -nG "$person" | grep -qw docker ||
        say "To use it without sudo: sudo usermod -aG docker $person, and log in again."
}

# Sets `launched`: how.
launch_engine() {
    if [ -d /run/systemd/system ]; then
        launched="systemctl enable --now docker"
        systemctl enable --now docker
        return
    fi
    launched="service docker start"
    [ ! -x /etc/init.d/docker ] || ! service docker start || return 0
    launched="dockerd in the background, log in /var/log/dockerd.log; it does not start again by itself"
    env --default-signal=INT,QUIT setsid dockerd </dev/null >>/var/log/dockerd.log 2>&1 &
}

unit=/etc/systemd/system/dockervisor-recover.service

provide_boot_unit() {
    cat >"$log" <<END
# Put here by install.sh --boot-unit; install.sh --uninstall takes it away.
[Unit]
Description=Finish or take back what dockervisor was at when the power failed
Documentation=man:dockervisor(1)
Wants=docker.service
After=docker.service

[Service]
Type=oneshot
Environment=HOME=/root
ExecStart="$prefix/bin/dockervisor" recover --all

[Install]
WantedBy=multi-user.target
END
    mkdir -p "$(dirname "$unit")"
    put "$log" "$unit"
    if [ -d /run/systemd/system ]; then
        systemctl daemon-reload
        systemctl enable dockervisor-recover.service
        say "At each start of this machine dockervisor recover --all runs after the engine ($unit)."
    else
        say "There is no systemd here that runs: $unit is there, and not enabled."
    fi
}

remove_boot_unit() {
    grep -qs "\"$prefix/bin/dockervisor\" recover" "$unit" || return 0
    is_root || fail "$unit needs root to be removed" "Use sudo"
    [ ! -d /run/systemd/system ] || systemctl disable dockervisor-recover.service || true
    rm -f "$unit"
    say "Removed $unit"
    [ ! -d /run/systemd/system ] || systemctl daemon-reload
}

# --- Uninstalling ------------------------------------------------------------------------------------------------

remove_everything() {
    remove_boot_unit
    if [ -f "$manifest" ]; then
        local files folders path
        mapfile -t files < <(recorded file)
        mapfile -t folders < <(recorded folder | sort -r)
        [ -w "$(dirname "$manifest")" ] || fail "$prefix cannot be written to" "Use sudo"
        for path in "${files[@]}"; do
            [[ $path == "$prefix/"* ]] || fail "$manifest names '$path', which is not in $prefix" "Look into that file"
            [ ! -e "$path" ] || { rm -f "$path" && say "Removed $path"; }
        done
        for path in "${folders[@]}"; do
            rmdir "$path" 2>/dev/null || true # not if somebody else put something in
        done
    else
        say "dockervisor is not installed in $prefix."
    fi
    for path in "$(build_folder "$person")" "$(build_folder "$self")"; do
        [ ! -d "$path" ] || { rm -rf "$path" && say "Removed $path (the build)"; }
    done
    say "Left as they are: ~/dcv with its Dockerparams, all images and containers, and Debian packages."
}

clean_up() { rm -f "$log"; }

read_arguments "$@"
log=$(mktemp)
clean_up_with clean_up
if [ -n "$uninstall" ]; then
    remove_everything
    exit
fi
[ -z "$boot_unit" ] || is_root || fail "--boot-unit needs root" "Use sudo $checkout/install.sh --boot-unit"
check_writable
provide "${build_needs[@]}"
find_toolchain "$person" "$self"
fetch_and_build
install_stage
[ -z "$with_engine" ] || provide_engine
[ -z "$boot_unit" ] || provide_boot_unit
advise_docker
advise_path
case :$PATH: in
    *:"$prefix/bin":*) say "Try it: dockervisor --demo" ;;
    *) say "Try it: $prefix/bin/dockervisor --demo" ;;
esac
