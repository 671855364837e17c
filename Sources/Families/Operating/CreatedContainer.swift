import Engine

extension CreateRequest {
    /// What is not as it was asked for, without a full stop; nil if all that matters is.
    func difference(to made: ContainerDetails?) -> String? {
        guard let made else { return "docker made no container" }
        if made.imageID != image { return "its image is \(made.imageReference), and not \(shortID(image))" }
        if made.restartPolicy != restartPolicy { return "its restart policy is \(made.restartPolicy.words)" }
        if let label = labels.first(where: { made.labels[$0.key] != $0.value && !$0.value.isEmpty }) {
            return "its label \(label.key) is not what was asked for"
        }
        let anonymous = made.mounts.first { $0.isAnonymousVolume }
        if let anonymous, !options.contains(where: { $0.hasPrefix("--volumes-from") }) {
            return "\(anonymous.path) is a volume without a name: the next container would not find its data"
        }
        return nil
    }
}
