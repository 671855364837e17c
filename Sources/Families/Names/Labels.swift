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
    /// On containers: name of the configuration, or empty.
    package static let configuration = "dockervisor.config"
    /// On containers: the effective parameters as canonical JSON, of `env` the names only.
    package static let parameters = "dockervisor.params"
    /// On containers: user@host.
    package static let by = "dockervisor.by"
    /// On containers: the reason that was given, or empty.
    package static let why = "dockervisor.why"

    /// What a listing of containers reads along.
    package static let listed = [family, image, configuration, by, why]
}
