import Engine

extension Recording {
    /// Podman 5.8.6 behind `podman system service`, said by the docker command line 28.2.2.
    static let podman = podmanMissing + podmanConflicts + podmanRefusals

    private static let podmanMissing: [Recording] = [
        Recording(
            "podman: start demo-none", 1,
            """
            Error response from daemon: no container with name or ID "demo-none" found: no such container
            Error: failed to start containers: demo-none

            """,
            is: .noSuchContainer("demo-none")),
        Recording(
            "podman: rename demo-none x", 1,
            """
            Error response from daemon: no container with name or ID "demo-none" found: no such container
            Error: failed to rename container named demo-none

            """,
            is: .noSuchContainer("demo-none")),
        Recording(
            "podman: rm demo-none", 1,
            "Error response from daemon: no container with ID or name \"demo-none\" found: no such container\n",
            is: .noSuchContainer("demo-none")),
        Recording(
            "podman: inspect, stop, update, logs, stats, network connect, exec, pause and cp of demo-none", 1,
            "Error response from daemon: no container with name or ID \"demo-none\" found: no such container\n",
            is: .noSuchContainer("demo-none")),
        Recording(
            "podman: image inspect demo-none:tag", 1,
            "Error response from daemon: failed to find image demo-none:tag: docker.io/library/demo-none:tag: "
                + "No such image\n",
            is: .noSuchImage("demo-none:tag")),
        Recording(
            "podman: tag sha256:0000 x:y, rmi sha256:0000", 1,
            "Error response from daemon: failed to find image sha256:0000: docker.io/library/sha256:0000: "
                + "image not known\n",
            is: .noSuchImage("sha256:0000")),
        Recording(
            "podman: create --pull never demo-none:latest", 1,
            "Error response from daemon: no such image: docker.io/library/demo-none:latest: image not known\n",
            is: .noSuchImage("demo-none:latest")),
        Recording(
            "podman: history demo/none", 1,
            "Error response from daemon: failed to find image docker.io/demo/none: docker.io/demo/none: "
                + "image not known\n",
            is: .noSuchImage("demo/none")),
        Recording(
            "podman: create --network demo-net, network connect demo-net: at once, not only at start", 1,
            "Error response from daemon: container create: unable to find network with name or ID demo-net: "
                + "network not found\n",
            is: .noSuchNetwork("demo-net")),
    ]

    private static let podmanConflicts: [Recording] = [
        Recording(
            "podman: create with a used name", 1,
            """
            Error response from daemon: container create: creating container storage: the container name "demo-x1" is \
            already in use by 35be121607737d98741ac1d5a0f20e4fc0af832d7d41738d72f61fced421a28e. You have to remove \
            that container to be able to reuse that name: that name is already in use

            """,
            is: .nameInUse("demo-x1")),
        Recording(
            "podman: start, another container or program has the port", 1,
            """
            Error response from daemon: cannot listen on the TCP port: listen tcp4 :8080: bind: address already in use
            Error: failed to start containers: demo-x2

            """,
            is: .portInUse(
                words: "cannot listen on the TCP port: listen tcp4 :8080: bind: address already in use")),
    ]

    private static let podmanRefusals: [Recording] = [
        Recording(
            "podman: start, the program is not in the image", 1,
            """
            Error response from daemon: crun: executable file `/nonexistent` not found: No such file or directory: OCI \
            runtime attempted to invoke a command that was not found
            Error: failed to start containers: demo-x3

            """,
            is: refused(
                1,
                "crun: executable file `/nonexistent` not found: No such file or directory: OCI runtime attempted to "
                    + "invoke a command that was not found")),
        Recording(
            "podman: rm of a running one", 1,
            """
            Error response from daemon: cannot remove container 48f62561efcd as it is running - running or paused \
            containers cannot be removed without force: container state improper

            """,
            is: refused(
                1,
                "cannot remove container 48f62561efcd as it is running - running or paused containers cannot be "
                    + "removed without force: container state improper")),
        Recording(
            "podman: rmi of the last tag of an image that a container uses", 1,
            """
            Error response from daemon: image web:dcv-c is in use: image used by dfb0f85f2178: image is in use by a \
            container: consider listing external containers and force-removing image

            """,
            is: refused(
                1,
                "image web:dcv-c is in use: image used by dfb0f85f2178: image is in use by a container: consider "
                    + "listing external containers and force-removing image")),
        Recording(
            "podman: image rm of an id with several tags, even of one repository", 1,
            """
            Error response from daemon: unable to delete image "71289cfcfebe" by ID with more than one tag \
            ([docker.io/library/f:two docker.io/library/f:one]): please force removal

            """,
            is: refused(
                1,
                "unable to delete image \"71289cfcfebe\" by ID with more than one tag ([docker.io/library/f:two "
                    + "docker.io/library/f:one]): please force removal")),
    ]
}
