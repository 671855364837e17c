import Engine
import TestRandom
import Testing

@testable import Families

@Suite struct RawOptionsTests {
    @Test(arguments: [
        ["-e", "NAME"], ["--env", "NAME"], ["--env=NAME"], ["-eNAME"], ["--init"], ["--env-file", "f"], ["-it"],
        ["-i", "-t"],
        ["--label", "a=b"], ["-l", "a=b"], ["-la=b"], ["--label=a=b"], ["--privileged"], ["--cpus", "1.5"],
        ["-m", "1g"],
        ["-u", "daemon"], ["-udaemon"], ["-w", "/d"], ["-hd"], ["-v", "/a:/b"], ["--device", "/dev/dri"], [], ["-P"],
        ["--entrypoint", "d"], ["--dns", "1.1.1.1"], ["--detach-keys", "ctrl-x"],
    ])
    func `are passed on`(words: [String]) {
        #expect(RawOptions(words).objection?.problem == nil)
    }

    @Test(arguments: [
        (["--name", "x"], "dockervisor names the container", "Remove '--name'"),
        (["--name=x"], "dockervisor names the container", "Remove '--name'"),
        (["--init", "--rm"], "'--rm' deletes the container when it stops; rollback needs it", "Remove '--rm'"),
        (["--rm=true"], "'--rm' deletes the container when it stops; rollback needs it", "Remove '--rm'"),
        (["-d"], "dockervisor starts the container itself", "Remove '-d'"),
        (["-d=true"], "dockervisor starts the container itself", "Remove 'd' from '-d=true'"),
        (["--detach"], "dockervisor starts the container itself", "Remove '--detach'"),
        (["-itd"], "dockervisor starts the container itself", "Remove 'd' from '-itd'"),
        (["-dit"], "dockervisor starts the container itself", "Remove 'd' from '-dit'"),
        (["--restart", "always"], "dockervisor sets the restart policy at each switch", "Remove '--restart'"),
        (["--restart=no"], "dockervisor sets the restart policy at each switch", "Remove '--restart'"),
        (["--pull", "always"], "dockervisor never pulls images", "Remove '--pull'"),
        (
            ["--label", "dockervisor.x="], "labels that start with 'dockervisor.' are reserved",
            "Remove or rename the label"
        ),
        (
            ["--label=dockervisor.family=x"], "labels that start with 'dockervisor.' are reserved",
            "Remove or rename the label"
        ),
        (
            ["-l", "dockervisor.x"], "labels that start with 'dockervisor.' are reserved",
            "Remove or rename the label"
        ),
        (["-ldockervisor.x"], "labels that start with 'dockervisor.' are reserved", "Remove or rename the label"),
        (
            ["-itl", "dockervisor.x"], "labels that start with 'dockervisor.' are reserved",
            "Remove or rename the label"
        ),
        (["-e", "A=B"], "a value in '-e' would be visible in process lists", "Use: \"env\": {\"A\": \"…\"}"),
        (["-eA=B"], "a value in '-e' would be visible in process lists", "Use: \"env\": {\"A\": \"…\"}"),
        (["-e=A=B"], "a value in '-e' would be visible in process lists", "Use: \"env\": {\"A\": \"…\"}"),
        (["-ite", "A=B"], "a value in '-e' would be visible in process lists", "Use: \"env\": {\"A\": \"…\"}"),
        (["-iteA=B"], "a value in '-e' would be visible in process lists", "Use: \"env\": {\"A\": \"…\"}"),
        (["--env", "A=B"], "a value in '--env' would be visible in process lists", "Use: \"env\": {\"A\": \"…\"}"),
        (["--env=A=B"], "a value in '--env' would be visible in process lists", "Use: \"env\": {\"A\": \"…\"}"),
        (
            ["nginx"], "docker would read 'nginx' as the image",
            "Start each option with -; put arguments of the container's command in \"arguments\""
        ),
        (["--", "x"], "docker would read what follows '--' as the image", "Remove '--'"),
    ])
    func `are refused where dockervisor decides`(words: [String], problem: String, remedy: String) {
        #expect(RawOptions(words).objection?.problem == problem)
        #expect(RawOptions(words).objection?.remedy == remedy)
    }

    @Test(arguments: [
        (["-p", "80:81"], ["80:81/tcp"]), (["-p80:81/udp"], ["80:81/udp"]),
        (["--publish=127.0.0.1:80:81"], ["127.0.0.1:80:81/tcp"]),
        (["--publish", "[::1]:80:81"], ["[::1]:80:81/tcp"]), (["-p", "81"], []), (["-p", "8000-8001:8000-8001"], []),
        (["-p"], []), (["--publish", "127.0.0.1::81"], []), (["-itp", "80:81"], ["80:81/tcp"]),
    ])
    func `tell the ports of the host that they take`(words: [String], ports: [String]) {
        #expect(RawOptions(words).publishedPorts.map(\.argument) == ports)
    }

    @Test(arguments: [
        (["-v", "data:/data"], ["/data"]), (["-v", "/data"], ["/data"]), (["--volume=/a:/b:ro"], ["/b"]),
        (["-vd1:/d/"], ["/d"]),
        (["--tmpfs", "/run:size=1m"], ["/run"]), (["--mount", "type=bind,src=/a,dst=/b"], ["/b"]),
        (["--mount=type=volume,target=/c"], ["/c"]), (["--init"], []), (["--mount", "type=bind"], []),
    ])
    func `tell the container paths that they cover`(words: [String], paths: [String]) {
        #expect(RawOptions(words).mountedPaths == paths)
    }

    @Test(arguments: 0..<30)
    func `never trap, whatever the words`(seed: Int) {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "-", "--", "e", "p", "v", "=", ":", "/", "80", "mount", "publish", ",", "dst=", "[", "]", "d", "", "é",
        ]
        for _ in 0..<200 {
            let words = (0..<3).map { _ in
                (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
                    .joined()
            }
            let options = RawOptions(words)
            _ = (options.objection?.problem, options.publishedPorts, options.mountedPaths)
        }
    }
}
