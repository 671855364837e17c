/// The labels by which images and containers are known; they cannot be changed after creation.
///
/// Containers inherit the labels of their image, also when somebody runs or builds FROM it by hand. So images and
/// containers have different keys, and only the container's make a member.
package enum Label {
    /// On images: the family's name.
    package static let buildFamily = "dockervisor.build.family"
    /// On images: the folder it was built from, absolute.
    package static let buildContext = "dockervisor.build.context"
    /// On images: the Dockerfile it was built from, absolute.
    package static let buildDockerfile = "dockervisor.build.dockerfile"

    /// On containers: the family's name; this alone makes a member.
    package static let family = "dockervisor.family"
    /// On containers: full id of the image.
    package static let image = "dockervisor.image"
    /// On containers: the ``ContentHash`` of the image.
    package static let content = "dockervisor.content"
    /// On containers: name of the configuration, or empty.
    package static let configuration = "dockervisor.config"
    /// On containers: the effective parameters as canonical JSON, of `env` the names only.
    package static let parameters = "dockervisor.params"
    /// On containers: user@host.
    package static let by = "dockervisor.by"
    /// On containers: the reason that was given, or empty.
    package static let why = "dockervisor.why"

    /// On the record of an operation: its kind.
    package static let operation = "dockervisor.op"
    /// As it was typed.
    package static let operationWords = "dockervisor.op.words"
    /// Id of the container that served, or is marked.
    package static let operationFrom = "dockervisor.op.from"
    /// Id of the container that is to serve, or loses the mark.
    package static let operationTo = "dockervisor.op.to"
    /// Full id of the image that a new container is made from.
    package static let operationImage = "dockervisor.op.image"
    /// user@host
    package static let operationBy = "dockervisor.op.by"
    package static let operationMachine = "dockervisor.op.machine"
    package static let operationBoot = "dockervisor.op.boot"
    package static let operationNamespace = "dockervisor.op.pidns"
    package static let operationProcess = "dockervisor.op.pid"
    package static let operationProcessStart = "dockervisor.op.pidstart"
    /// UTC to the second, ISO 8601.
    package static let operationAt = "dockervisor.op.at"

    /// What a listing of containers reads along.
    package static let listed =
        [family, image, content, configuration, by, why] + [
            operation, operationWords, operationFrom, operationTo, operationImage, operationBy, operationMachine,
            operationBoot, operationNamespace, operationProcess, operationProcessStart, operationAt,
        ]
}
