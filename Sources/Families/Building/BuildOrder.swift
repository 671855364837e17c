import Engine
import FoundationEssentials

/// What somebody wants built.
package struct BuildOrder: Hashable, Sendable {
    package var family: FamilyName
    /// The folder with the sources; nil: the current one if it has a Dockerfile, else that of the last build.
    package var path: String?
    /// Counted from the current folder; nil: `F-Dockerfile` in the folder, else `Dockerfile`.
    package var dockerfile: String?
    /// Further options of `docker build`, as they are.
    package var options: [String]

    package init(family: FamilyName, path: String? = nil, dockerfile: String? = nil, options: [String] = []) {
        self.family = family
        self.path = path
        self.dockerfile = dockerfile
        self.options = options
    }
}

/// A build that can be begun: everything was found and checked.
package struct BuildPlan: Hashable, Sendable {
    package let request: BuildRequest
    /// The image that has the name now; nil if none does.
    package let imageBefore: ImageDetails?
    /// What gives the images of members a reference of their own first: BuildKit deletes those that lose their last one
    /// to the new image (containerd image store).
    package let keeping: [EngineCall]
    /// The Dockerparams that will be kept; nil if there is none beside the sources.
    package let parametersFile: String?
    /// What was decided without being asked for, in sentences.
    package let notes: [String]
    let family: FamilyName
    let parameters: Dockerparams?

    /// Everything that is done, in order.
    package var calls: [EngineCall] { keeping + [.build(request)] }
}

/// How a build ended well.
package struct BuildResult: Hashable, Sendable {
    package let family: FamilyName
    /// Full id of what `NAME:latest` is now.
    package let image: String
    /// False if the image holds what the one before held.
    package let isNew: Bool
    /// Where the Dockerparams are kept now; nil if there were none.
    package let keptParameters: String?
}
