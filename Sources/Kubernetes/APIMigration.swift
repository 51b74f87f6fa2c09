import YAMLTrees

extension APILifecycle {
    /// What else changes when `apiVersion` is replaced. The texts continue the sentence "in the new
    /// version …" and name fields in backticks.
    package enum Migration: Sendable, Hashable {
        /// The schema is the same: the new `apiVersion` is all there is to write.
        case rename
        /// As `rename`, but for what the text says.
        case renameUnless(String)
        /// Fields moved or became required, or defaults changed.
        case rewrite(String)
        /// Nothing replaces it; what to do instead, if that is known.
        case none(String?)
        /// There is a replacement, and no source says what it changes.
        case unrecorded

        /// Whether the new `apiVersion` alone is enough, whatever the manifest holds.
        package var isRename: Bool { self == .rename }
    }
}

extension APILifecycle {
    /// Whether the new `apiVersion` alone is enough for what a resource holds.
    package func isRename(of resource: Resource) -> Bool {
        switch migration {
        case .rename: return true
        case .renameUnless:
            let selector = resource["spec", "selector"].map { Selector($0) }
            let shares = resource["spec", "limited", "nominalConcurrencyShares"]?.int
            return switch kind {
            case "PodDisruptionBudget": selector.map { !$0.isEmpty } ?? false
            case "PriorityLevelConfiguration": shares.map { $0 != 0 } ?? false
            default: false
            }
        default: return false
        }
    }
}

extension APILifecycle.Migration {
    /// The last word of a row of the table.
    init?(word: String) {
        switch word {
        case "-": self = .unrecorded
        case "rename": self = .rename
        case "gone": self = .none(nil)
        case "rollback": self = .none("`kubectl rollout undo` takes its place")
        case "podSecurityPolicy":
            self = .none("Pod Security Admission takes its place: labels on the namespace")
        case "componentStatus":
            self = .none("the health endpoints of the components take its place")
        case "disruptionBudget":
            self = .renameUnless(
                "an empty `spec.selector` selects every Pod, where it selected none")
        case "zeroShares":
            self = .renameUnless(
                "`spec.limited.nominalConcurrencyShares: 0` stays 0, where it became 30")
        default:
            guard let text = Self.rewrites(word) ?? Self.workloads(word) else { return nil }
            self = .rewrite(text)
        }
    }

    private static func workloads(_ word: String) -> String? {
        switch word {
        case "daemonSet":
            """
            `spec.selector` is required and cannot be changed later, `spec.templateGeneration` is \
            gone, and `spec.updateStrategy.type` defaults to `RollingUpdate`
            """
        case "deployment":
            """
            `spec.selector` is required and cannot be changed later, `spec.rollbackTo` is gone, \
            and the defaults of `progressDeadlineSeconds` (600), `revisionHistoryLimit` (10), \
            `maxSurge` and `maxUnavailable` (25%) are others
            """
        case "statefulSet":
            """
            `spec.selector` is required and cannot be changed later, and \
            `spec.updateStrategy.type` defaults to `RollingUpdate`
            """
        case "replicaSet": "`spec.selector` is required and cannot be changed later"
        case "autoscaler":
            "targets such as `targetAverageUtilization` are written as `target` with its `type`"
        default: nil
        }
    }

    private static func rewrites(_ word: String) -> String? {
        switch word {
        case "webhook":
            """
            each webhook must have `sideEffects` (`None` or `NoneOnDryRun`) and \
            `admissionReviewVersions`, and the defaults of `failurePolicy` (`Fail`), `matchPolicy` \
            (`Equivalent`) and `timeoutSeconds` (10) are others
            """
        case "definition":
            """
            `spec.scope` and a structural schema in each of `spec.versions` are required; \
            `spec.version`, `spec.validation`, `spec.subresources` and \
            `spec.additionalPrinterColumns` move into `spec.versions`
            """
        case "accessReview": "`spec.group` is written `spec.groups`"
        case "signingRequest": "`spec.signerName` and `spec.usages` are required"
        case "ingress":
            """
            `spec.backend` is written `spec.defaultBackend`, a backend's `serviceName` and \
            `servicePort` are written `service.name` and `service.port`, and every path must have \
            a `pathType`
            """
        case "endpointSlice":
            "an endpoint's `topology` is replaced by `nodeName` and `zone`"
        case "event":
            """
            `involvedObject` is written `regarding`, `eventTime` replaces the timestamps, and \
            `action`, `reason`, `reportingController` and `reportingInstance` are required
            """
        case "shares":
            """
            `spec.limited.assuredConcurrencyShares` is written \
            `spec.limited.nominalConcurrencyShares`
            """
        case "endpoints":
            "`subsets` is replaced by `endpoints` and `ports`, in one object an address family"
        default: nil
        }
    }
}
