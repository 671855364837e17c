import Engine

extension DemoWorld {
    mutating func rename(_ container: String, to name: String) throws(EngineError) {
        let place = try place(of: container)
        if containers[place].name == name {
            throw refused(
                "rename", containers[place], "Renaming a container with the same name as its current name")
        }
        if containers.contains(where: { $0.name == name }) { throw .nameInUse(name) }
        if containers[place].state == .restarting {
            throw refused("rename", containers[place], "sandbox \(demoID(containers[place].id)) not found")
        }
        containers[place].name = name
        tell("rename", containers[place])
    }

    mutating func setRestartPolicy(_ container: String, _ policy: RestartPolicy) throws(EngineError) {
        let place = try place(of: container)
        if containers[place].isRemovedWhenStopped && policy != .no {
            let why = "Restart policy cannot be updated because AutoRemove is enabled for the container"
            throw refused("update", containers[place], "Cannot update container \(containers[place].id): \(why)")
        }
        containers[place].restartPolicy = policy
        tell("update", containers[place])
    }

    /// As with create, a network that is missing is noticed at once only by a container that runs (docker 20.10).
    mutating func connect(_ container: String, network: String, alias: String?) throws(EngineError) {
        let place = try place(of: container)
        if containers[place].state.isActive && !networks.contains(network) { throw .noSuchNetwork(network) }
        if let own = containers[place].networks.first?.name, ["host", "none"].contains(own) {
            let why = "container sharing network namespace with another container or host cannot be connected"
            throw refused("network connect \(network)", containers[place], why + " to any other network")
        }
        if alias != nil && network == "bridge" {
            let why = "network-scoped alias is supported only for containers in user defined networks"
            throw refused("network connect \(network)", containers[place], why)
        }
        if containers[place].networks.contains(where: { $0.name == network }) {
            let why = "endpoint with name \(containers[place].name) already exists in network \(network)"
            throw refused("network connect \(network)", containers[place], why)
        }
        containers[place].networks.append(
            ContainerDetails.Network(name: network, aliases: alias.map { [$0] } ?? []))
        containers[place].networks.sort { $0.name < $1.name }
    }

    mutating func remove(_ container: String) throws(EngineError) {
        let place = try place(of: container)
        let state = containers[place].state
        if state.isActive {
            let cure = "top the container before attempting removal or force remove"
            let words = "You cannot remove a \(state.rawValue) container \(containers[place].id). "
            throw refused("rm", containers[place], words + (state == .paused ? "Unpause and then s" : "S") + cure)
        }
        discard(place)
    }
}
