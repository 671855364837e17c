import Engine

extension Recording {
    /// Docker engines 26.1.5 and 28.5.2, classic and containerd image store, said by the command line 28.2.2.
    static let newer: [Recording] = [
        Recording(
            "image inspect, history and rmi of demo-none (26.1, 28.5)", 1,
            "Error response from daemon: No such image: demo-none:latest\n", is: .noSuchImage("demo-none:latest")),
        Recording(
            "start, its network was removed (28.5)", 1,
            """
            Error response from daemon: failed to set up container networking: network demo-net not found
            Error: failed to start containers: demo-x5

            """,
            is: .noSuchNetwork("demo-net")),
        Recording(
            "start, another container has the port (28.5; some starts say 0.0.0.0:8080)", 1,
            """
            Error response from daemon: failed to set up container networking: driver failed programming external \
            connectivity on endpoint demo-x2 (9760fc80f272): Bind for :::8080 failed: port is already allocated
            Error: failed to start containers: demo-x2

            """,
            is: .portInUse(
                words: "failed to set up container networking: driver failed programming external connectivity on "
                    + "endpoint demo-x2 (9760fc80f272): Bind for :::8080 failed: port is already allocated")),
        Recording(
            "start, another program has the port (28.5)", 1,
            """
            Error response from daemon: failed to set up container networking: driver failed programming external \
            connectivity on endpoint demo-hp (93c295d8a28c): failed to bind host port for \
            0.0.0.0:9091:172.17.0.3:8080/tcp: address already in use
            Error: failed to start containers: demo-hp

            """,
            is: .portInUse(
                words: "failed to set up container networking: driver failed programming external connectivity on "
                    + "endpoint demo-hp (93c295d8a28c): failed to bind host port for "
                    + "0.0.0.0:9091:172.17.0.3:8080/tcp: address already in use")),
        Recording(
            "start, the program is not in the image (28.5; 26.1 without 'error during container init: ')", 1,
            """
            Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime \
            create failed: runc create failed: unable to start container process: error during container init: exec: \
            "/nonexistent": stat /nonexistent: no such file or directory
            Error: failed to start containers: demo-x3

            """,
            is: refused(
                1,
                "failed to create task for container: failed to create shim task: OCI runtime create failed: runc "
                    + "create failed: unable to start container process: error during container init: exec: "
                    + "\"/nonexistent\": stat /nonexistent: no such file or directory")),
        Recording(
            "rm of a running one (28.5)", 1,
            """
            Error response from daemon: cannot remove container "demo-x1": container is running: stop the container \
            before removing or force remove

            """,
            is: refused(
                1,
                "cannot remove container \"demo-x1\": container is running: stop the container before removing or "
                    + "force remove")),
    ]
}
