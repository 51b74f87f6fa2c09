/// A path of the node that a pod mounts, judged by what lies there.
package enum HostPath: String, Sendable {
    /// The socket of a container runtime: who can write to it owns the node.
    case socket
    /// Where a cloud leaves credentials on its nodes.
    case credentials
    /// The node's own files: its accounts, devices, kernel, kubelet.
    case system
    /// Any other path.
    case other

    package init(_ path: String) {
        let path = Self.normalized(path)
        if Self.plain.contains(path) {
            self = .other
        } else if Self.sockets.contains(path) {
            self = .socket
        } else if Self.credentialPaths.contains(where: { Self.isPath(path, below: $0) }) {
            self = .credentials
        } else if Self.folders.contains(path)
            || Self.systemPaths.contains(where: { Self.isPath(path, below: $0) })
        {
            self = .system
        } else {
            self = .other
        }
    }

    private static let sockets: Set<String> = [
        "/var/run/docker.sock", "/run/docker.sock", "/var/run/containerd/containerd.sock",
        "/run/containerd/containerd.sock", "/run/k3s/containerd/containerd.sock",
        "/var/run/crio/crio.sock", "/run/crio/crio.sock", "/var/run/cri-dockerd.sock",
        "/run/cri-dockerd.sock", "/run/podman/podman.sock", "/var/run/podman/podman.sock",
        "/var/run/dockershim.sock", "/var/run/containerd", "/run/containerd",
        "/run/k3s/containerd", "/var/run/crio", "/run/crio",
    ]

    private static let credentialPaths = [
        "/etc/kubernetes/azure.json", "/root/.aws", "/root/.azure", "/root/.config/gcloud",
        "/root/.docker", "/root/.kube", "/var/lib/kubelet/config.json", "/etc/boto.cfg",
        "/etc/kubernetes/cloud.conf", "/etc/kubernetes/cloud-config",
    ]

    private static let systemPaths = [
        "/boot", "/dev", "/etc", "/lib", "/proc", "/root", "/sys", "/usr", "/bin", "/sbin",
        "/lib64", "/var/lib/kubelet", "/var/lib/etcd", "/var/lib/docker", "/var/lib/containerd",
        "/var/lib/rancher", "/home",
    ]

    /// Folders that give away all of what lies below them.
    private static let folders: Set<String> = ["/", "/var", "/var/lib", "/var/run", "/run"]

    /// Harmless files below the system's folders that pods commonly read.
    private static let plain: Set<String> = [
        "/etc/localtime", "/etc/machine-id", "/etc/os-release", "/etc/ssl/certs", "/etc/timezone",
        "/usr/share/ca-certificates", "/usr/share/zoneinfo",
        "/etc/pki/ca-trust/extracted", "/dev/log", "/lib/modules", "/usr/src",
    ]

    /// Whether a path is a folder or lies below it, by its parts.
    package static func isPath(_ path: String, below folder: String) -> Bool {
        let path = normalized(path)
        let folder = normalized(folder)
        return path == folder || folder == "/" || path.hasPrefix(folder + "/")
    }

    /// The path without what says nothing: doubled and trailing slashes, and `.`; `..` is resolved.
    private static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
