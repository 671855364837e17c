import Engine

extension Recording {
    static let resources: [Recording] = [
        Recording(
            "start, another program has the port (28.2, 20.10)", 1,
            """
            Error response from daemon: driver failed programming external connectivity on endpoint demo-hp \
            (a275f0c02297): Error starting userland proxy: listen tcp4 0.0.0.0:23998: bind: address already in use
            Error: failed to start containers: demo-hp

            """,
            is: .portInUse(
                words: "driver failed programming external connectivity on endpoint demo-hp (a275f0c02297): Error "
                    + "starting userland proxy: listen tcp4 0.0.0.0:23998: bind: address already in use")),
        Recording(
            "create on a full disk (28.2, 20.10)", 1,
            """
            Error response from daemon: failed to copy files: userspace copy failed: write \
            /var/lib/docker/volumes/c4ed/_data/big: no space left on device

            """,
            is: .diskFull(
                words: "failed to copy files: userspace copy failed: write /var/lib/docker/volumes/c4ed/_data/big: "
                    + "no space left on device")),
    ]

    static let refusals: [Recording] = [
        Recording(
            "start, the program is not in the image (28.2, 20.10)", 1,
            """
            Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: \
            unable to start container process: exec: "/nonexistent": stat /nonexistent: no such file or directory: unknown
            Error: failed to start containers: demo-x3

            """,
            is: refused(
                1,
                "failed to create shim task: OCI runtime create failed: runc create failed: unable to start "
                    + "container process: exec: \"/nonexistent\": stat /nonexistent: no such file or directory: unknown"
            )),
        Recording(
            "create --restart always --rm (28.2)", 125,
            """
            docker: conflicting options: cannot specify both --restart and --rm

            Run 'docker create --help' for more information

            """,
            is: refused(125, "conflicting options: cannot specify both --restart and --rm")),
        Recording(
            "create --restart always --rm (20.10)", 125,
            """
            docker: Conflicting options: --restart and --rm.
            See 'docker create --help'.

            """,
            is: refused(125, "Conflicting options: --restart and --rm.")),
        Recording(
            "create --nope (28.2)", 125,
            """
            unknown flag: --nope

            Usage:  docker create [OPTIONS] IMAGE [COMMAND] [ARG...]

            Run 'docker create --help' for more information

            """,
            is: refused(125, "unknown flag: --nope")),
        Recording(
            "build /tmp/nonexistent (28.2 without buildx)", 1,
            """
            DEPRECATED: The legacy builder is deprecated and will be removed in a future release.
                        Install the buildx component to build images with BuildKit:
                        https://docs.docker.com/go/buildx/

            unable to prepare context: path "/tmp/nonexistent" not found

            """,
            is: refused(1, "unable to prepare context: path \"/tmp/nonexistent\" not found")),
        Recording("killed before it said anything", 137, "", is: refused(137, "")),
    ]
}
