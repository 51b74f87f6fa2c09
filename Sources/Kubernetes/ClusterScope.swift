/// The kinds that belong to the cluster and live in no namespace.
package enum ClusterScope {
    package static func contains(_ kind: String) -> Bool { kinds.contains(kind) }

    private static let kinds: Set<String> = [
        "Namespace", "Node", "PersistentVolume", "ClusterRole", "ClusterRoleBinding",
        "CustomResourceDefinition", "StorageClass", "VolumeAttachment", "CSIDriver", "CSINode",
        "PriorityClass", "RuntimeClass", "IngressClass", "GatewayClass", "APIService",
        "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration",
        "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicy",
        "MutatingAdmissionPolicyBinding", "PodSecurityPolicy", "SecurityContextConstraints",
        "FlowSchema", "PriorityLevelConfiguration", "CertificateSigningRequest",
        "ClusterTrustBundle", "ComponentStatus", "ClusterIssuer", "ClusterPolicy",
        "VolumeSnapshotClass", "VolumeSnapshotContent", "ClusterSecretStore",
        "ClusterExternalSecret", "DeviceClass", "ResourceSlice", "VolumeAttributesClass",
        "IPAddress", "ServiceCIDR", "ConstraintTemplate", "NodePool", "EC2NodeClass", "Project",
        "ClusterTrustProfile",
    ]
}
