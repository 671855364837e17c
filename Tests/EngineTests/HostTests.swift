@testable import DockerCLI
import CustomDump
import Engine
import FoundationEssentials
import Testing

@Suite struct HostTests {
    @Test func `who listens is read from the kernel's table`() {
        let table = SocketTable(
            tcp: """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 41 1
                   1: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 42 1
                   2: 0100007F:A000 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 43 1
                   3: 00000000000000000000000000000000:0051 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 44
                   4: 0000000000000000FFFF00000100007F:0052 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 45
                nonsense
                """)
        let listening = table.listening.map { "\($0.address):\($0.port)/\($0.transport) \($0.inode)" }
        expectNoDifference(
            listening, ["127.0.0.1:8080/tcp 41", "0.0.0.0:80/tcp 42", ":::81/tcp 44", "127.0.0.1:82/tcp 45"])
    }

    @Test(
        arguments: [
            (["--host", "ssh://ops@web1"], [:], "ssh://ops@web1"),
            (["--context", "far"], ["DOCKER_HOST": "unix:///x.sock"], "ssh://ops@far"),
            ([], ["DOCKER_HOST": "unix:///x.sock", "DOCKER_CONTEXT": "far"], "unix:///x.sock"),
            ([], ["DOCKER_CONTEXT": "far"], "ssh://ops@far"),
            ([], ["DOCKER_CONTEXT": "default"], "unix:///var/run/docker.sock"),
            ([], ["DOCKER_CONTEXT": "unheard of"], nil),
            ([], [:], "unix:///near.sock"),
            ([], ["DOCKER_CONFIG": "/nowhere"], "unix:///var/run/docker.sock"),
        ] as [([String], [String: String], String?)])
    func `where the engine is follows docker's own rules`(
        connection: [String], environment: [String: String], host: String?
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "dcv-\(UInt64.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (number, context) in [("far", "ssh://ops@far"), ("near", "unix:///near.sock")].enumerated() {
            let place = folder.appendingPathComponent("contexts/meta/\(number)")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try Data(#"{"Name": "\#(context.0)", "Endpoints": {"docker": {"Host": "\#(context.1)"}}}"#.utf8)
                .write(to: place.appendingPathComponent("meta.json"))
        }
        try Data(#"{"currentContext": "near", "auths": {}}"#.utf8).write(
            to: folder.appendingPathComponent("config.json"))
        let all = environment.merging(["DOCKER_CONFIG": folder.path]) { own, _ in own }
        let place = EnginePlace(connection: connection, environment: all)
        #expect(place.host == host)
        #expect(place.isLocal == (host?.hasPrefix("unix://") ?? false))
    }
}
