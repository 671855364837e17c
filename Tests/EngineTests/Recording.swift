import Engine
import Testing

/// What docker said when it was provoked, and what is understood of it.
///
/// Recorded with the command lines 28.2.2 and 20.10.24, both talking to the engine 20.10.24 (Debian bookworm).
struct Recording: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let exitCode: Int
    let words: String
    let error: EngineError

    /// - Parameter provocation: how to make docker say it, and the version of the command line.
    init(_ provocation: String, _ exitCode: Int, _ words: String, is error: EngineError) {
        testDescription = provocation
        self.exitCode = exitCode
        self.words = words
        self.error = error
    }

    static func refused(_ exitCode: Int, _ words: String) -> EngineError {
        .refused(command: "verb", exitCode: exitCode, words: words)
    }

    static let all = reaching + missing + conflicts + resources + refusals + newer + podman
}

extension Recording {
    static let reaching: [Recording] = [
        Recording(
            "ps, no socket at that path (28.2, 20.10)", 1,
            "Cannot connect to the Docker daemon at unix:///tmp/nothere.sock. Is the docker daemon running?\n",
            is: .unreachable(
                endpoint: "e",
                words: "Cannot connect to the Docker daemon at unix:///tmp/nothere.sock. Is the docker daemon running?")
        ),
        Recording(
            "ps through ssh to a closed port (28.2)", 1,
            """
            error during connect: Get "http://docker.example.com/v1.50/containers/json": command [ssh -o \
            ConnectTimeout=30 -T -l nobody -p 1 -- 127.0.0.1 docker system dial-stdio] has exited with exit status 255, \
            make sure the URL is valid, and Docker 18.09 or later is installed on the remote host: stderr=ssh: connect \
            to host 127.0.0.1 port 1: Connection refused

            """,
            is: .unreachable(
                endpoint: "e",
                words: """
                    error during connect: Get "http://docker.example.com/v1.50/containers/json": command [ssh -o \
                    ConnectTimeout=30 -T -l nobody -p 1 -- 127.0.0.1 docker system dial-stdio] has exited with exit \
                    status 255, make sure the URL is valid, and Docker 18.09 or later is installed on the remote host: \
                    stderr=ssh: connect to host 127.0.0.1 port 1: Connection refused
                    """)),
        Recording(
            "ps with --host tcp://nohost.invalid:2375 (20.10)", 1,
            """
            error during connect: Get "http://nohost.invalid:2375/v1.24/containers/json": dial tcp: lookup \
            nohost.invalid on 10.0.0.53:53: no such host

            """,
            is: .unreachable(
                endpoint: "e",
                words: """
                    error during connect: Get "http://nohost.invalid:2375/v1.24/containers/json": dial tcp: lookup \
                    nohost.invalid on 10.0.0.53:53: no such host
                    """)),
        Recording(
            "ps with --context nope (28.2)", 1,
            """
            Failed to initialize: unable to resolve docker endpoint: context "nope": context not found: open \
            /root/.docker/contexts/meta/ca37/meta.json: no such file or directory

            """,
            is: .unreachable(
                endpoint: "e",
                words: """
                    unable to resolve docker endpoint: context "nope": context not found: open \
                    /root/.docker/contexts/meta/ca37/meta.json: no such file or directory
                    """)),
        Recording(
            "ps with --context nope (20.10)", 1,
            "unable to resolve docker endpoint: context \"nope\" does not exist\n",
            is: .unreachable(
                endpoint: "e", words: "unable to resolve docker endpoint: context \"nope\" does not exist")),
        Recording(
            "ps as a user who may not use the socket (28.2; 20.10 with v1.24)", 1,
            """
            permission denied while trying to connect to the Docker daemon socket at unix:///tmp/eng/docker.sock: Get \
            "http://%2Ftmp%2Feng%2Fdocker.sock/v1.50/containers/json": dial unix /tmp/eng/docker.sock: connect: \
            permission denied

            """,
            is: .permissionDenied(
                endpoint: "e",
                words: "permission denied while trying to connect to the Docker daemon socket at "
                    + "unix:///tmp/eng/docker.sock")),
        Recording(
            "ps with DOCKER_API_VERSION=1.99 (28.2, 20.10)", 1,
            "Error response from daemon: client version 1.99 is too new. Maximum supported API version is 1.41\n",
            is: .versionsApart(
                words: "client version 1.99 is too new. Maximum supported API version is 1.41", isClientOld: false)),
        Recording(
            "ps with DOCKER_API_VERSION=1.5 (28.2, 20.10)", 1,
            "Error response from daemon: client version 1.5 is too old. Minimum supported API version is 1.12, please "
                + "upgrade your client to a newer version\n",
            is: .versionsApart(
                words: "client version 1.5 is too old. Minimum supported API version is 1.12, please upgrade your "
                    + "client to a newer version", isClientOld: true)),
        Recording(
            "stop, and the engine hangs up before it answers (28.2, 20.10): it may have been done", 1,
            "error during connect: Post \"http://%2Ftmp%2Feof.sock/v1.41/containers/x/stop\": EOF\n",
            is: refused(
                1, "error during connect: Post \"http://%2Ftmp%2Feof.sock/v1.41/containers/x/stop\": EOF")),
    ]

    static let missing: [Recording] = [
        Recording(
            "start demo-none (28.2, 20.10)", 1,
            """
            Error response from daemon: No such container: demo-none
            Error: failed to start containers: demo-none

            """,
            is: .noSuchContainer("demo-none")),
        Recording(
            "rename demo-none x (28.2, 20.10)", 1,
            """
            Error response from daemon: No such container: demo-none
            Error: failed to rename container named demo-none

            """,
            is: .noSuchContainer("demo-none")),
        Recording(
            "rm demo-none (20.10)", 1, "Error: No such container: demo-none\n", is: .noSuchContainer("demo-none")),
        Recording(
            "create --pull never demo-none:latest (28.2, 20.10)", 1,
            "Error response from daemon: No such image: demo-none:latest\n", is: .noSuchImage("demo-none:latest")),
        Recording(
            "image inspect demo-none (28.2)", 1,
            "Error response from daemon: no such image: demo-none: No such image: demo-none:latest\n",
            is: .noSuchImage("demo-none:latest")),
        Recording(
            "image inspect demo-none (20.10)", 1, "Error: No such image: demo-none\n", is: .noSuchImage("demo-none")),
        Recording(
            "start, its network was removed (28.2, 20.10)", 1,
            """
            Error response from daemon: network demo-net not found
            Error: failed to start containers: demo-x5

            """,
            is: .noSuchNetwork("demo-net")),
    ]

    static let conflicts: [Recording] = [
        Recording(
            "rename to a used name (28.2, 20.10)", 1,
            """
            Error response from daemon: Error when allocating new name: Conflict. The container name "/demo-x2" is \
            already in use by container "f5ff2ce7921b". You have to remove (or rename) that container to be able to \
            reuse that name.
            Error: failed to rename container named demo-x1

            """,
            is: .nameInUse("demo-x2")),
        Recording(
            "create with a used name (28.2, 20.10)", 1,
            """
            Error response from daemon: Conflict. The container name "/demo-x1" is already in use by container \
            "c3bff51f3373". You have to remove (or rename) that container to be able to reuse that name.

            """,
            is: .nameInUse("demo-x1")),
        Recording(
            "start, another container has the port (28.2, 20.10)", 1,
            """
            Error response from daemon: driver failed programming external connectivity on endpoint demo-x2 \
            (b0fd9e9a4513): Bind for 0.0.0.0:8080 failed: port is already allocated
            Error: failed to start containers: demo-x2

            """,
            is: .portInUse(
                words: "driver failed programming external connectivity on endpoint demo-x2 (b0fd9e9a4513): Bind for "
                    + "0.0.0.0:8080 failed: port is already allocated")),
    ]
}
