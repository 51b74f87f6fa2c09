import CEL
import Kubernetes
import Notations
import Rules
import SourceText

extension SubjectModel {
    /// The two words that tell whose cloud something belongs to: `provider` for parameters,
    /// `providerTitle` for people.
    static func providerFields(
        of provider: @escaping @Sendable (Facts) -> String?
    ) -> [SubjectModel<Facts>.Field] {
        [
            .optionalText("provider", "The one provider it works on, such as `aws`.") {
                provider($0)
            },
            .optionalText("providerTitle", "That provider's name for people, such as `AWS`.") {
                provider($0).map { ProviderFact.title(of: $0) }
            },
        ]
    }

    /// What is known of a volume plug-in that was part of Kubernetes.
    static func pluginFields(
        kubernetes: @escaping @Sendable (Facts) -> KubernetesVersion,
        of fact: @escaping @Sendable (Facts) -> ProviderFact?
    ) -> [SubjectModel<Facts>.Field] {
        [
            .flag("isMoved", "Whether it is a plug-in whose work Kubernetes hands to a driver.") {
                fact($0)?.fate == .moved
            },
            .flag(
                "isGone", "Whether it is a plug-in that was removed and nothing replaces unasked."
            ) {
                facts in
                guard let fact = fact(facts), fact.fate == .gone else { return false }
                return fact.since.map { since in kubernetes(facts) >= since } ?? true
            },
            .optionalText("movedTo", "The CSI driver that takes the plug-in's place.") {
                fact($0)?.replacement
            },
            .optionalText("since", "The Kubernetes since which that holds.") {
                fact($0)?.since?.description
            },
        ]
    }
}
