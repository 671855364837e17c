import Engine

extension CreateRequest {
    /// What is not as it was asked for, without a full stop; nil if all that matters is.
    func difference(to made: ContainerDetails?) -> String? {
        guard let made else { return "docker created no container" }
        if made.imageID != image { return "its image is \(made.imageReference) instead of \(shortID(image))" }
        if made.restartPolicy != restartPolicy { return "its restart policy is \(made.restartPolicy.words)" }
        if let label = labels.first(where: { made.labels[$0.key] != $0.value && !$0.value.isEmpty }) {
            return "its label \(label.key) was changed"
        }
        let anonymous = made.mounts.first { $0.isAnonymousVolume }
        if let anonymous, !options.contains(where: { $0.hasPrefix("--volumes-from") }) {
            return "\(anonymous.path) is an anonymous volume, whose data the next container would not see"
        }
        return nil
    }
}
