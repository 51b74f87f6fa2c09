import YAMLTrees

/// A kind of resource that carries a pod template, and where it keeps what workloads have.
package struct WorkloadKind: Sendable {
    /// What the pods are for.
    package enum Purpose: Sendable {
        /// Serves until it is told to stop.
        case service
        /// Runs to an end.
        case task
        /// A template that other resources use.
        case template
    }

    package var kind: String
    /// The API group; nil when any fits.
    package var group: String?
    package var purpose: Purpose
    /// The keys that lead to the pod's spec.
    package var podSpec: [String]
    /// The keys that lead to the pod's metadata.
    package var podMetadata: [String]
    /// The keys that lead to the selector; empty when there is none.
    package var selector: [String] = []
    /// Whether the selector is a plain map of labels.
    package var hasPlainSelector = false
    /// The keys that lead to the number of replicas; empty when there is none.
    package var replicas: [String] = []

    private static func template(
        _ kind: String, _ group: String?, _ purpose: Purpose, under keys: [String] = ["spec"],
        selector: [String] = [], hasPlainSelector: Bool = false, replicas: [String] = []
    ) -> WorkloadKind {
        WorkloadKind(
            kind: kind, group: group, purpose: purpose, podSpec: keys + ["template", "spec"],
            podMetadata: keys + ["template", "metadata"], selector: selector,
            hasPlainSelector: hasPlainSelector, replicas: replicas)
    }

    /// Every kind that is known to carry a pod template.
    package static let all: [WorkloadKind] = [
        WorkloadKind(
            kind: "Pod", group: "", purpose: .service, podSpec: ["spec"],
            podMetadata: ["metadata"]),
        template(
            "Deployment", nil, .service, selector: ["spec", "selector"],
            replicas: ["spec", "replicas"]),
        template(
            "StatefulSet", "apps", .service, selector: ["spec", "selector"],
            replicas: ["spec", "replicas"]),
        template("DaemonSet", nil, .service, selector: ["spec", "selector"]),
        template(
            "ReplicaSet", nil, .service, selector: ["spec", "selector"],
            replicas: ["spec", "replicas"]),
        template(
            "ReplicationController", "", .service, selector: ["spec", "selector"],
            hasPlainSelector: true, replicas: ["spec", "replicas"]),
        template("Job", "batch", .task, selector: ["spec", "selector"]),
        template("CronJob", "batch", .task, under: ["spec", "jobTemplate", "spec"]),
        template("PodTemplate", "", .template, under: []),
        // Custom resources that carry a pod template as it is.
        template(
            "Rollout", "argoproj.io", .service, selector: ["spec", "selector"],
            replicas: ["spec", "replicas"]),
        template(
            "DeploymentConfig", "apps.openshift.io", .service, selector: ["spec", "selector"],
            hasPlainSelector: true, replicas: ["spec", "replicas"]),
        template(
            "CloneSet", "apps.kruise.io", .service, selector: ["spec", "selector"],
            replicas: ["spec", "replicas"]),
        template("Service", "serving.knative.dev", .service),
        template("Configuration", "serving.knative.dev", .service),
        template("ScaledJob", "keda.sh", .task, under: ["spec", "jobTargetRef"]),
        WorkloadKind(
            kind: "SparkApplication", group: "sparkoperator.k8s.io", purpose: .task,
            podSpec: ["spec", "driver", "template", "spec"],
            podMetadata: ["spec", "driver", "template", "metadata"]),
    ]

    /// The kind of a resource, one of a user's own before others; nil when it carries no pod
    /// template.
    package static func of(_ resource: Resource, own: [WorkloadKind] = []) -> WorkloadKind? {
        func fits(_ known: WorkloadKind) -> Bool {
            known.kind == resource.kind && (known.group == nil || known.group == resource.group)
        }
        return own.first(where: fits) ?? all.first(where: fits)
    }
}
