import CustomDump
import Engine
import FoundationEssentials
import Supervisor
import Testing

struct ComparisonTests {
    private let date = Date(timeIntervalSince1970: 1_795_457_156)

    private func details(_ change: (inout ContainerDetails) -> Void = { _ in }) -> ContainerDetails {
        var details = ContainerDetails(
            id: "a", name: "dcv_web", state: .running, imageID: "sha256:4f1c09d2ab10ff", imageReference: "web:latest",
            command: ["/app/web"], environment: ["TOKEN=hunter2", "PATH=/bin"], labels: ["a": "1"],
            mounts: [Mount(kind: .volume, source: "web_data", path: "/data")],
            ports: [PublishedPort(address: "", hostPort: 80, containerPort: 8080)],
            networks: [ContainerDetails.Network(name: "front", aliases: ["web"])], createdAt: date)
        change(&details)
        return details
    }

    private func different(_ comparison: Comparison) -> [String] {
        comparison.rows.filter(\.isDifferent).map { "\($0.label): \($0.left ?? "nil") | \($0.right ?? "nil")" }
    }

    @Test func `a container does not differ from itself`() {
        let comparison = Comparison(details(), details())
        #expect(comparison.differences == 0)
        expectNoDifference(
            comparison.rows.map { "\($0.label): \($0.left ?? "nil")" },
            [
                "image: 4f1c09d2ab10", "reference: web:latest", "created: 2026-11-23T18:05:56Z", "restart: no",
                "command: /app/web", "env: PATH=***", "env: TOKEN=***", "ports: *:80 -> 8080/tcp",
                "mounts: /data  web_data", "networks: front as web", "labels: a=1",
            ])
    }

    @Test func `values of env are masked, and whether they differ is told`() {
        let other = details { $0.environment = ["TOKEN=secret", "EXTRA=1"] }
        expectNoDifference(
            different(Comparison(details(), other)),
            ["env: nil | EXTRA=***", "env: PATH=*** | nil", "env: TOKEN=*** | TOKEN=***"])
    }

    @Test func `lists are compared item by item`() {
        let other = details {
            $0.ports[0].hostPort = 81
            $0.mounts[0].isReadOnly = true
            $0.networks = []
            $0.labels["b"] = "2"
            $0.restartPolicy = .always
            $0.command = ["/app/web", ""]
        }
        expectNoDifference(
            different(Comparison(details(), other)),
            [
                "restart: no | always", "command: /app/web | /app/web ", "ports: *:80 -> 8080/tcp | nil",
                "ports: nil | *:81 -> 8080/tcp", "mounts: /data  web_data | /data  web_data, read-only",
                "networks: front as web | nil", "labels: nil | b=2",
            ])
    }

    @Test func `layers that read the same count as the same`() {
        func layer(_ words: String, _ id: String?, size: Int = 0) -> ImageLayer {
            ImageLayer(id: id, createdBy: words, createdAt: date, size: size)
        }
        let base = layer("RUN base # buildkit", nil, size: 5_000_000)
        let comparison = Comparison(
            details(), details { $0.imageID = "sha256:ff" }, sizes: (5_000_100, nil),
            layers: (
                [layer("CMD x", "c"), layer("COPY a", "b", size: 100), base],
                [layer("CMD x", "e"), layer("ENV A=1", "d"), base]
            ))
        expectNoDifference(
            comparison.rows.prefix(6).map {
                "\($0.isDifferent ? "!" : "=") \($0.left ?? "nil") | \($0.right ?? "nil")"
            },
            [
                "! 4f1c09d2ab10 | ff", "= web:latest | web:latest", "! 5.00 MB | nil",
                "= RUN base  5.00 MB | RUN base  5.00 MB", "! COPY a  100 B | ENV A=1", "= CMD x | CMD x",
            ])
    }
}
