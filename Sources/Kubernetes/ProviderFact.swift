package import Notations
import SourceText

/// What one name in a manifest says about who must run the cluster: a driver, a storage class, a
/// label of nodes.
///
///     ProviderFact.of(.driver, "kubernetes.io/aws-ebs")?.replacement   // ebs.csi.aws.com
package struct ProviderFact: Sendable, Hashable {
    /// What the name is a name of.
    package enum Kind: String, Sendable, CaseIterable {
        case storageClass = "class"
        case controller
        case driver
        case group
        case ingressClass = "ingress"
        case label
        /// The key of a volume in a pod or a PersistentVolume.
        case volume
    }

    /// What became of a plug-in that was part of Kubernetes.
    package enum Fate: String, Sendable {
        /// Kubernetes hands what it did to a driver.
        case moved
        /// Nothing does what it did.
        case gone
    }

    package let name: String
    /// The provider, such as `aws`; nil for software that runs anywhere.
    package let provider: String?
    /// What a driver or volume gives: `block`, `file` or `object`; nil when that depends.
    package let storage: String?
    /// What takes its place.
    package let replacement: String?
    /// The first Kubernetes in which that holds.
    package let since: KubernetesVersion?
    package let fate: Fate?

    /// What is known of a name, or nil.
    package static func of(_ kind: Kind, _ name: String) -> ProviderFact? {
        guard !name.utf8.contains(UInt8(ascii: " ")) else { return nil }
        return FactTable(providerTable).row("\(kind.rawValue) \(name)").flatMap {
            ProviderFact(row: $0)
        }
    }

    /// Every fact, by the bytes of kind and name.
    package static var all: [ProviderFact] {
        FactTable(providerTable).rows.compactMap { ProviderFact(row: $0) }
    }

    private init?(row: Substring) {
        let words = row.split(separator: " ").map { $0 == "-" ? nil : String($0) }
        guard words.count == 7, let name = words[1] else { return nil }
        self.name = name
        provider = words[2]
        storage = words[3]
        replacement = words[4]
        since = words[5].flatMap { KubernetesVersion($0.utf8) }
        fate = words[6].flatMap { Fate(rawValue: $0) }
    }
}

extension ProviderFact {
    /// The provider whose controllers own an API group.
    package static func provider(ofGroup group: String) -> String? {
        if let own = of(.group, group)?.provider { return own }
        let families = [
            (".services.k8s.aws", "aws"), (".k8s.aws", "aws"), (".azure.com", "azure"),
            (".cloud.google.com", "gcp"), (".gke.io", "gcp"),
        ]
        return families.first { group.hasSuffix($0.0) }?.1
    }

    /// The provider that runs a registry of images.
    package static func provider(ofRegistry host: String) -> String? {
        if host.holds(".dkr.ecr."), host.holds(".amazonaws.com") { return "aws" }
        let families = [
            (".azurecr.io", "azure"), (".azurecr.cn", "azure"), (".gcr.io", "gcp"),
            ("-docker.pkg.dev", "gcp"), (".ocir.io", "oracle"), (".icr.io", "ibm"),
            (".aliyuncs.com", "alibaba"), (".tencentcloudcr.com", "tencent"),
        ]
        return families.first { host.hasSuffix($0.0) }?.1
    }

    /// A provider's name for people.
    package static func title(of provider: String) -> String {
        switch provider {
        case "aws": "AWS"
        case "azure": "Azure"
        case "gcp": "Google Cloud"
        case "alibaba": "Alibaba Cloud"
        case "digitalocean": "DigitalOcean"
        case "ibm": "IBM Cloud"
        case "openstack": "OpenStack"
        case "oracle": "Oracle Cloud"
        case "tencent": "Tencent Cloud"
        case "upcloud": "UpCloud"
        case "vsphere": "vSphere"
        default: provider.prefix(1).uppercased() + provider.dropFirst()
        }
    }
}
