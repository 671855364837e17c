import Engine
import FoundationEssentials

extension DemoEngine {
    /// Six families in states worth looking at, and containers that belong to nobody.
    ///
    /// web serves, has an older stable container, and a newer image waits for its start; api serves from its stable
    /// container, and what its next build makes does not start; jobs crashes over and over beside a good stable one;
    /// cron is stopped; legacy has crashed; team/shop has a health check.
    ///
    /// - Parameter families: from the seventh on made up, in alike but varied states.
    package static func demonstration(
        families: Int = 6, pace: Duration = .milliseconds(150), now: @escaping @Sendable () -> Date = { Date() }
    ) -> DemoEngine {
        let date = now()
        let scenes: [(inout DemoStage) -> Void] = [
            { $0.web() }, { $0.api() }, { $0.jobs() }, { $0.cron() }, { $0.legacy() }, { $0.shop() },
        ]
        let services = (scenes.count..<max(families, scenes.count)).map { number in
            { (stage: inout DemoStage) in stage.service(number) }
        }
        var world = DemoWorld(now: date - 60)
        for scene in scenes.prefix(max(families, 0)) + services + [{ $0.strangers() }] {
            var stage = DemoStage(now: date, world: world.emptied)
            scene(&stage)
            world.absorb(stage.world)
        }
        world.advance(to: date)
        world.news = []
        return DemoEngine(endpoint: "demo", pace: pace, now: now, world: world)
    }
}

extension DemoStage {
    mutating func web() {
        let release = DemoRelease(
            program: "/app/web", exposedPorts: ["8080/tcp"], volumePaths: ["/var/lib/web"],
            chatter: ["GET / 200 4ms", "GET /style.css 200 1ms", "POST /login 302 11ms", "GET /favicon.ico 404 0ms"])
        var web = Cast("web", release, ports: ["8080:8080/tcp"], volumes: ["web_var_lib_web:/var/lib/web"])
        saved(&web, days: 9)
        stable(&web, days: 5)
        active(&web, hours: 3, name: "dcv_web")
        waiting(&web, minutes: 12)
    }

    mutating func api() {
        let release = DemoRelease(
            program: "/app/api", exposedPorts: ["9000/tcp"],
            chatter: ["query 3 rows", "GET /v1/items 200 2ms", "GET /v1/items/7 200 1ms"])
        var api = Cast("api", release, ports: ["9000:9000/tcp"])
        saved(&api, days: 12)
        active(&api, hours: 50, name: "dcv_api_stable", isStable: true)
        var broken = release
        broken.lacksProgram = true
        releases("api", [broken, release])
    }

    mutating func jobs() {
        let release = DemoRelease(
            program: "/app/jobs", chatter: ["job 41 done", "job 42 done in 3s", "queue is empty"])
        var jobs = Cast("jobs", release)
        saved(&jobs, days: 20)
        stable(&jobs, days: 4)
        jobs.release.crash = 78
        active(&jobs, hours: 1, name: "dcv_jobs")
        releases("jobs", [release])
    }

    mutating func cron() {
        var cron = Cast("cron", DemoRelease(program: "/app/cron", chatter: ["nothing due"]))
        stopped(&cron, days: 2, name: "dcv_cron", exitCode: 0)
    }

    mutating func legacy() {
        var legacy = Cast(
            "legacy", DemoRelease(program: "/opt/legacy/run", exposedPorts: ["2121/tcp"]), ports: ["2121:2121/tcp"])
        saved(&legacy, days: 300)
        stopped(&legacy, days: 6, name: "dcv_legacy", exitCode: 1)
    }

    mutating func shop() {
        let release = DemoRelease(
            program: "/srv/shop", exposedPorts: ["8443/tcp"], volumePaths: ["/data"], health: .healthy,
            chatter: ["cart 17: 3 items", "payment accepted", "GET /health 200 0ms"])
        var shop = Cast(
            "team/shop", release, ports: ["8443:8443/tcp"], volumes: ["team.shop_data:/data"])
        saved(&shop, days: 30)
        stable(&shop, days: 8)
        active(&shop, hours: 26, name: "dcv_team.shop")
    }

    /// One of many alike.
    mutating func service(_ number: Int) {
        let name = "service-" + String(repeating: "0", count: max(0, 3 - "\(number)".count)) + "\(number)"
        let port = 20_000 + number
        let release = DemoRelease(
            program: "/app/service", exposedPorts: ["80/tcp"], health: number % 4 == 0 ? .healthy : nil,
            chatter: ["request \(number)", "ok"])
        var service = Cast(name, release, ports: port < 65_536 ? ["\(port):80/tcp"] : [])
        for age in 0..<(number % 3) { saved(&service, days: 40 - age * 7) }
        if number % 2 == 0 { stable(&service, days: 10) }
        if number % 7 == 3 {
            stopped(&service, days: number % 5 + 1, name: "dcv_\(name)", exitCode: number % 2)
        } else {
            active(&service, hours: number % 90 + 1, name: "dcv_\(name)")
        }
    }

    /// Containers without a family.
    mutating func strangers() {
        let database = DemoRelease(
            program: "/usr/bin/postgres", exposedPorts: ["5432/tcp"], volumePaths: ["/var/lib/postgresql/data"],
            chatter: ["LOG: checkpoint complete"])
        stranger(
            "postgres", database, hours: 900, ports: ["127.0.0.1:5432:5432/tcp"],
            volumes: ["pgdata:/var/lib/postgresql/data"])
        stranger(
            "mail", DemoRelease(program: "/usr/sbin/exim", exposedPorts: ["25/tcp"]), hours: 70, ports: ["25:25/tcp"])
        stranger("dcv-web-old", DemoRelease(program: "/app/web"), hours: 2000, isRunning: false)
    }
}
