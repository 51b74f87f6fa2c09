package import Notations

/// What a world is read with: what its files do not say themselves.
package struct WorldSettings: Sendable {
    /// The version of Kubernetes it is meant for.
    package var kubernetes = APILifecycle.newestKubernetes
    /// Kinds with a pod template that only a user knows; they come before those that are known.
    package var workloadKinds: [WorkloadKind] = []
    /// The names of ConfigMaps and Secrets that kustomizations generate.
    package var generated: Set<String> = []
    /// Whether it is a release: all that one chart renders in one environment.
    package var isRelease = false

    package init(
        kubernetes: KubernetesVersion = APILifecycle.newestKubernetes,
        workloadKinds: [WorkloadKind] = []
    ) {
        self.kubernetes = kubernetes
        self.workloadKinds = workloadKinds
    }
}
