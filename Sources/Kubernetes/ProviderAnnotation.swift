import SourceText

/// An annotation or label that only one provider's controllers read, by how it begins.
package struct ProviderAnnotation: Sendable, Hashable {
    /// What the controllers do with it.
    package enum Purpose: String, Sendable {
        case balancer
        case ingress
        case identity
    }

    package let provider: String
    package let purpose: Purpose

    package init?(key: String) {
        // Most keys belong to nobody's cloud and are told apart by their first letters.
        guard let row = Self.families.first(where: { key.hasPrefix($0.prefix) }) else { return nil }
        provider = row.provider
        purpose = row.purpose
    }

    private static let families: [(prefix: String, provider: String, purpose: Purpose)] = [
        ("service.beta.kubernetes.io/aws-", "aws", .balancer),
        ("service.beta.kubernetes.io/azure-", "azure", .balancer),
        ("service.beta.kubernetes.io/do-loadbalancer-", "digitalocean", .balancer),
        ("service.beta.kubernetes.io/oci-", "oracle", .balancer),
        ("service.beta.kubernetes.io/alibaba-cloud-", "alibaba", .balancer),
        ("service.beta.kubernetes.io/linode-loadbalancer-", "linode", .balancer),
        ("service.beta.kubernetes.io/scw-loadbalancer-", "scaleway", .balancer),
        ("service.beta.kubernetes.io/vultr-loadbalancer-", "vultr", .balancer),
        ("service.beta.kubernetes.io/exoscale-loadbalancer-", "exoscale", .balancer),
        ("service.kubernetes.io/ibm-load-balancer-", "ibm", .balancer),
        ("service.kubernetes.io/qcloud-loadbalancer-", "tencent", .balancer),
        ("load-balancer.hetzner.cloud/", "hetzner", .balancer),
        ("loadbalancer.openstack.org/", "openstack", .balancer),
        ("oci.oraclecloud.com/", "oracle", .balancer),
        ("cloud.google.com/load-balancer-type", "gcp", .balancer),
        ("cloud.google.com/neg", "gcp", .balancer),
        ("cloud.google.com/backend-config", "gcp", .balancer),
        ("cloud.google.com/app-protocols", "gcp", .balancer),
        ("cloud.google.com/l4-rbs", "gcp", .balancer),
        ("beta.cloud.google.com/backend-config", "gcp", .balancer),
        ("networking.gke.io/", "gcp", .balancer),
        ("alb.ingress.kubernetes.io/", "aws", .ingress),
        ("appgw.ingress.kubernetes.io/", "azure", .ingress),
        ("kubernetes.azure.com/tls-cert-", "azure", .ingress),
        ("ingress.gcp.kubernetes.io/", "gcp", .ingress),
        ("kubernetes.io/ingress.global-static-ip-name", "gcp", .ingress),
        ("kubernetes.io/ingress.regional-static-ip-name", "gcp", .ingress),
        ("kubernetes.io/ingress.allow-http", "gcp", .ingress),
        ("eks.amazonaws.com/", "aws", .identity),
        ("iam.amazonaws.com/", "aws", .identity),
        ("azure.workload.identity/", "azure", .identity),
        ("aadpodidbinding", "azure", .identity),
        ("iam.gke.io/", "gcp", .identity),
    ]

    /// Whether a controller reads it: false only for what looks like an annotation whose whole list
    /// is known and is not on that list.
    package static func isRead(_ key: String) -> Bool {
        !hasKnownFamily(key) || FactTable(providerAnnotationTable).row(key) != nil
    }

    /// The annotation that a misspelt one was meant to be: it differs in few letters after what all
    /// of its family begin with.
    package static func nearest(to key: String) -> String? {
        guard let family = knownFamilies.first(where: { key.hasPrefix($0) }), !isRead(key) else {
            return nil
        }
        let ends = FactTable(providerAnnotationTable).rows.compactMap { row in
            row.hasPrefix(family)
                ? String(row.dropFirst(family.count).prefix { $0 != " " }) : nil
        }
        return Spelling.nearest(to: String(key.dropFirst(family.count)), in: ends)
            .map { family + $0 }
    }

    private static let knownFamilies = [
        "service.beta.kubernetes.io/aws-load-balancer-", "service.beta.kubernetes.io/azure-",
    ]

    private static func hasKnownFamily(_ key: String) -> Bool {
        knownFamilies.contains { key.hasPrefix($0) }
    }
}
