package import YAMLTrees

/// A reference to a port of a Service: in an Ingress, a route of the Gateway API, a webhook or an
/// APIService.
package struct Backend: Sendable {
    /// The node that names the Service.
    package let node: YAMLValue
    package let service: String
    package let scope: String
    /// The keys that lead from the node to the Service's name.
    package let nameKeys: [String]
    /// The keys that lead from the node to the port.
    package let portKeys: [String]

    /// The port as it is written, a number or a name.
    package var port: YAMLValue? { node.value(at: portKeys) }

    /// All references of a resource, in order.
    package static func all(of resource: Resource) -> [Backend] {
        switch resource.kind {
        case "Ingress": ingress(resource)
        case "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute": route(resource)
        case "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration":
            webhooks(resource)
        case "APIService":
            [client(resource["spec", "service"], resource)].compactMap { $0 }
        default: []
        }
    }

    private static func ingress(_ resource: Resource) -> [Backend] {
        var nodes = [resource["spec", "defaultBackend"], resource["spec", "backend"]]
        for rule in resource["spec", "rules"]?.items.map({ $0 }) ?? [] {
            for path in rule["http"]?["paths"]?.items.map({ $0 }) ?? [] {
                nodes.append(path["backend"])
            }
        }
        return nodes.compactMap { $0 }.compactMap { node in
            if let name = node["service"]?["name"]?.string {
                let key = node["service"]?["port"]?["name"] == nil ? "number" : "name"
                return Backend(
                    node: node, service: name, scope: resource.scope,
                    nameKeys: ["service", "name"], portKeys: ["service", "port", key])
            }
            guard let name = node["serviceName"]?.string else { return nil }
            return Backend(
                node: node, service: name, scope: resource.scope, nameKeys: ["serviceName"],
                portKeys: ["servicePort"])
        }
    }

    private static func route(_ resource: Resource) -> [Backend] {
        (resource["spec", "rules"]?.items.map { $0 } ?? []).flatMap { rule in
            (rule["backendRefs"]?.items.map { $0 } ?? []).compactMap { node in
                guard node["kind"]?.string ?? "Service" == "Service",
                    node["group"]?.string ?? "" == "", let name = node["name"]?.string
                else { return nil }
                return Backend(
                    node: node, service: name,
                    scope: node["namespace"]?.string ?? resource.scope, nameKeys: ["name"],
                    portKeys: ["port"])
            }
        }
    }

    private static func webhooks(_ resource: Resource) -> [Backend] {
        (resource.root["webhooks"]?.items.map { $0 } ?? []).compactMap {
            client($0["clientConfig"]?["service"], resource)
        }
    }

    private static func client(_ node: YAMLValue?, _ resource: Resource) -> Backend? {
        guard let node, let name = node["name"]?.string else { return nil }
        return Backend(
            node: node, service: name, scope: node["namespace"]?.string ?? resource.scope,
            nameKeys: ["name"], portKeys: ["port"])
    }
}

/// A port of a Service.
package struct ServicePort: Sendable {
    package let node: YAMLValue

    package static func all(of service: Resource) -> [ServicePort] {
        (service["spec", "ports"]?.items.map { $0 } ?? []).filter { $0.kind == .mapping }
            .map { ServicePort(node: $0) }
    }

    /// The port of the pods it leads to: `targetPort`, else the port itself.
    package var target: YAMLValue? { node["targetPort"] ?? node["port"] }

    /// Whether a port as others write it, by number or name, means this one.
    package func isNamed(by port: YAMLValue) -> Bool {
        if let number = port.int { return node["port"]?.int == number }
        return node["name"]?.string == port.string
    }
}

extension Workload {
    /// Whether a container lists a port, by number or name.
    package func opens(_ port: YAMLValue) -> Bool {
        guard let podSpec else { return false }
        return Container.all(in: podSpec).contains { container in
            (container.node["ports"]?.items.map { $0 } ?? []).contains { open in
                port.int.map { open["containerPort"]?.int == $0 }
                    ?? (open["name"]?.string == port.string)
            }
        }
    }
}
