import Supervisor
import Testing

struct BuildProgressTests {
    private func progress(_ output: String) -> BuildProgress {
        output.split(separator: "\n", omittingEmptySubsequences: false)
            .reduce(into: BuildProgress()) { $0.read(String($1)) }
    }

    private func words(_ output: String) -> String {
        let found = progress(output)
        return "\(found.step) of \(found.steps), \(found.cached) cached: \(found.instruction)"
    }

    @Test func `the legacy builder counts its steps (28.2 with engine 20.10)`() {
        let output = """
            Sending build context to Docker daemon  1.985MB
            Step 1/6 : FROM scratch AS one
             --->\u{20}
            Step 2/6 : COPY busybox /bin/busybox
             ---> Using cache
             ---> e640503163c5
            Step 3/6 : RUN ["/bin/busybox","sleep","1"]
             ---> Running in 08ae250a51d7
            """
        #expect(words(output) == #"3 of 6, 1 cached: RUN ["/bin/busybox","sleep","1"]"#)
    }

    @Test func `BuildKit's steps are those of its stages (20.10)`() {
        let output = """
            #1 [internal] load build definition from Dockerfile
            #1 sha256:20f1634b17c7ae895e6e374660149b965403fc68dcf0a810591fb258ccdde457
            #1 transferring dockerfile: 180B done
            #1 DONE 0.0s

            #4 [one 1/2] COPY busybox /bin/busybox
            #4 CACHED

            #5 [one 2/2] RUN ["/bin/busybox","sleep","1"]
            #5 DONE 1.2s

            #6 [stage-1 1/2] COPY busybox /b2
            #6 sha256:4f5923c6fecb7cf1ff3813b216e4048cde35fb18a89e2434269c5073cf83ca15
            #5 [one 2/2] RUN ["/bin/busybox","sleep","1"]
            #8 exporting to image
            #8 CACHED
            """
        #expect(words(output) == "3 of 4, 1 cached: COPY busybox /b2")
        #expect(words("#2 [1/1] COPY a /b\n#2 CACHED") == "1 of 1, 1 cached: COPY a /b")
    }

    @Test(arguments: ["", "Step", "Step x/y : a", "Step 1/2", "#", "#x [", "#1 [a b]", "# CACHED", "#1 [1/2"])
    func `other lines count nothing`(line: String) {
        #expect(words(line) == "0 of 0, 0 cached: ")
    }
}
