import Testing

@testable import Kubernetes

/// What a path of the node is.
@Suite struct HostPaths {
    @Test(arguments: [
        ("/var/run/docker.sock", HostPath.socket), ("/run/containerd//containerd.sock/", .socket),
        ("/run/crio", .socket), ("/root/.aws/credentials", .credentials),
        ("/etc/kubernetes/azure.json", .credentials), ("/etc", .system), ("/", .system),
        ("", .system),
        ("/var/run", .system), ("/var/lib/kubelet/pods", .system), ("/srv/../proc/1", .system),
        ("/../etc", .system), ("/etc/localtime", .other), ("/etcetera", .other),
        ("/var/run/thing.sock", .other), ("/var/log", .other), ("/srv/data", .other),
    ])
    func `a path is judged by what lies there`(path: String, kind: HostPath) {
        #expect(HostPath(path) == kind)
    }

    @Test func `a folder holds itself and what is below, by whole parts`() {
        #expect(HostPath.isPath("/srv/data", below: "/srv"))
        #expect(HostPath.isPath("/srv/", below: "/srv"))
        #expect(HostPath.isPath("/srv", below: "/"))
        #expect(!HostPath.isPath("/srvdata", below: "/srv"))
        #expect(!HostPath.isPath("/srv/../etc", below: "/srv"))
    }
}
