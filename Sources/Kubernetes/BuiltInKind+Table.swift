/// The kinds that Kubernetes 1.25 to 1.37 has built in, by their bytes, each with the versions that
/// serve it: stable ones first, the newest first.
let builtInKindTable: StaticString = """
    APIService apiregistration.k8s.io/v1
    Binding v1
    CSIDriver storage.k8s.io/v1
    CSINode storage.k8s.io/v1
    CSIStorageCapacity storage.k8s.io/v1 storage.k8s.io/v1beta1
    CertificateSigningRequest certificates.k8s.io/v1
    ClusterCIDR networking.k8s.io/v1alpha1
    ClusterRole rbac.authorization.k8s.io/v1
    ClusterRoleBinding rbac.authorization.k8s.io/v1
    ClusterTrustBundle certificates.k8s.io/v1 certificates.k8s.io/v1beta1 \
    certificates.k8s.io/v1alpha1
    ComponentStatus v1
    CompositePodGroup scheduling.k8s.io/v1alpha3
    ConfigMap v1
    ControllerRevision apps/v1
    CronJob batch/v1
    CustomResourceDefinition apiextensions.k8s.io/v1
    DaemonSet apps/v1
    Deployment apps/v1
    DeviceClass resource.k8s.io/v1 resource.k8s.io/v1beta2 resource.k8s.io/v1beta1 \
    resource.k8s.io/v1alpha3
    DeviceTaintRule resource.k8s.io/v1 resource.k8s.io/v1beta2 resource.k8s.io/v1alpha3
    EndpointSlice discovery.k8s.io/v1
    Endpoints v1
    Event events.k8s.io/v1 v1
    EvictionRequest lifecycle.k8s.io/v1alpha1
    FlowSchema flowcontrol.apiserver.k8s.io/v1 flowcontrol.apiserver.k8s.io/v1beta3 \
    flowcontrol.apiserver.k8s.io/v1beta2 flowcontrol.apiserver.k8s.io/v1beta1
    HorizontalPodAutoscaler autoscaling/v2 autoscaling/v1 autoscaling/v2beta2
    IPAddress networking.k8s.io/v1 networking.k8s.io/v1beta1 networking.k8s.io/v1alpha1
    Ingress networking.k8s.io/v1
    IngressClass networking.k8s.io/v1
    Job batch/v1
    Lease coordination.k8s.io/v1
    LeaseCandidate coordination.k8s.io/v1beta1 coordination.k8s.io/v1alpha2 \
    coordination.k8s.io/v1alpha1
    LimitRange v1
    LocalSubjectAccessReview authorization.k8s.io/v1
    MutatingAdmissionPolicy admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1beta1 \
    admissionregistration.k8s.io/v1alpha1
    MutatingAdmissionPolicyBinding admissionregistration.k8s.io/v1 \
    admissionregistration.k8s.io/v1beta1 admissionregistration.k8s.io/v1alpha1
    MutatingWebhookConfiguration admissionregistration.k8s.io/v1
    Namespace v1
    NetworkPolicy networking.k8s.io/v1
    Node v1
    PersistentVolume v1
    PersistentVolumeClaim v1
    Pod v1
    PodCertificateRequest certificates.k8s.io/v1 certificates.k8s.io/v1beta1 \
    certificates.k8s.io/v1alpha1
    PodDisruptionBudget policy/v1
    PodGroup scheduling.k8s.io/v1beta1 scheduling.k8s.io/v1alpha3 scheduling.k8s.io/v1alpha2
    PodScheduling resource.k8s.io/v1alpha1
    PodSchedulingContext resource.k8s.io/v1alpha3 resource.k8s.io/v1alpha2
    PodTemplate v1
    PriorityClass scheduling.k8s.io/v1
    PriorityLevelConfiguration flowcontrol.apiserver.k8s.io/v1 \
    flowcontrol.apiserver.k8s.io/v1beta3 flowcontrol.apiserver.k8s.io/v1beta2 \
    flowcontrol.apiserver.k8s.io/v1beta1
    ReplicaSet apps/v1
    ReplicationController v1
    ResourceClaim resource.k8s.io/v1 resource.k8s.io/v1beta2 resource.k8s.io/v1beta1 \
    resource.k8s.io/v1alpha3 resource.k8s.io/v1alpha2 resource.k8s.io/v1alpha1
    ResourceClaimParameters resource.k8s.io/v1alpha2
    ResourceClaimTemplate resource.k8s.io/v1 resource.k8s.io/v1beta2 resource.k8s.io/v1beta1 \
    resource.k8s.io/v1alpha3 resource.k8s.io/v1alpha2 resource.k8s.io/v1alpha1
    ResourceClass resource.k8s.io/v1alpha2 resource.k8s.io/v1alpha1
    ResourceClassParameters resource.k8s.io/v1alpha2
    ResourcePoolStatusRequest resource.k8s.io/v1alpha3
    ResourceQuota v1
    ResourceSlice resource.k8s.io/v1 resource.k8s.io/v1beta2 resource.k8s.io/v1beta1 \
    resource.k8s.io/v1alpha3 resource.k8s.io/v1alpha2
    Role rbac.authorization.k8s.io/v1
    RoleBinding rbac.authorization.k8s.io/v1
    RuntimeClass node.k8s.io/v1
    Secret v1
    SelfSubjectAccessReview authorization.k8s.io/v1
    SelfSubjectReview authentication.k8s.io/v1 authentication.k8s.io/v1beta1 \
    authentication.k8s.io/v1alpha1
    SelfSubjectRulesReview authorization.k8s.io/v1
    Service v1
    ServiceAccount v1
    ServiceCIDR networking.k8s.io/v1 networking.k8s.io/v1beta1 networking.k8s.io/v1alpha1
    StatefulSet apps/v1
    StorageClass storage.k8s.io/v1
    StorageVersion internal.apiserver.k8s.io/v1alpha1
    StorageVersionMigration storagemigration.k8s.io/v1 storagemigration.k8s.io/v1beta1 \
    storagemigration.k8s.io/v1alpha1
    SubjectAccessReview authorization.k8s.io/v1
    TokenReview authentication.k8s.io/v1
    ValidatingAdmissionPolicy admissionregistration.k8s.io/v1 \
    admissionregistration.k8s.io/v1beta1 admissionregistration.k8s.io/v1alpha1
    ValidatingAdmissionPolicyBinding admissionregistration.k8s.io/v1 \
    admissionregistration.k8s.io/v1beta1 admissionregistration.k8s.io/v1alpha1
    ValidatingWebhookConfiguration admissionregistration.k8s.io/v1
    VolumeAttachment storage.k8s.io/v1
    VolumeAttributesClass storage.k8s.io/v1 storage.k8s.io/v1beta1 storage.k8s.io/v1alpha1
    Workload scheduling.k8s.io/v1beta1 scheduling.k8s.io/v1alpha3 scheduling.k8s.io/v1alpha2 \
    scheduling.k8s.io/v1alpha1
    """
