/// The fields of built-in kinds and what they hold, by the bytes of the first word: a kind with its
/// version, or a type; then its fields, each with the type of its value when that has fields too.
/// Fields of all versions from 1.25 to 1.37 are here.
let knownFieldsTable: StaticString = """
    AWSElasticBlockStoreVolumeSource fsType partition readOnly volumeID
    Affinity nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity
    AggregationRule clusterRoleSelectors:LabelSelector
    AppArmorProfile localhostProfile type
    AzureDiskVolumeSource cachingMode diskName diskURI fsType kind readOnly
    AzureFilePersistentVolumeSource readOnly secretName secretNamespace shareName
    AzureFileVolumeSource readOnly secretName shareName
    CSIPersistentVolumeSource controllerExpandSecretRef:SecretReference \
    controllerPublishSecretRef:SecretReference driver fsType nodeExpandSecretRef:SecretReference \
    nodePublishSecretRef:SecretReference nodeStageSecretRef:SecretReference readOnly \
    volumeAttributes volumeHandle
    CSIVolumeSource driver fsType nodePublishSecretRef:LocalObjectReference readOnly \
    volumeAttributes
    Capabilities add drop
    CephFSPersistentVolumeSource monitors path readOnly secretFile secretRef:SecretReference \
    user
    CephFSVolumeSource monitors path readOnly secretFile secretRef:LocalObjectReference user
    CinderPersistentVolumeSource fsType readOnly secretRef:SecretReference volumeID
    CinderVolumeSource fsType readOnly secretRef:LocalObjectReference volumeID
    ClientIPConfig timeoutSeconds
    ClusterTrustBundleProjection labelSelector:LabelSelector name optional path signerName user
    ConfigMapEnvSource name optional
    ConfigMapKeySelector key name optional
    ConfigMapProjection items:KeyToPath name optional
    ConfigMapVolumeSource defaultMode defaultUser items:KeyToPath name optional
    Container args command env:EnvVar envFrom:EnvFromSource image imagePullPolicy \
    lifecycle:Lifecycle livenessProbe:Probe name ports:ContainerPort readinessProbe:Probe \
    resizePolicy:ContainerResizePolicy resources:ResourceRequirements restartPolicy \
    restartPolicyRules:ContainerRestartRule securityContext:SecurityContext startupProbe:Probe \
    stdin stdinOnce terminationMessagePath terminationMessagePolicy tty \
    volumeDevices:VolumeDevice volumeMounts:VolumeMount workingDir
    ContainerPort containerPort hostIP hostPort name protocol
    ContainerResizePolicy resourceName restartPolicy
    ContainerResourceMetricSource container name target:MetricTarget
    ContainerRestartRule action exitCodes:ContainerRestartRuleOnExitCodes
    ContainerRestartRuleOnExitCodes operator values
    CronJobSpec concurrencyPolicy failedJobsHistoryLimit jobTemplate:JobTemplateSpec schedule \
    startingDeadlineSeconds successfulJobsHistoryLimit suspend timeZone
    DaemonSetSpec minReadySeconds revisionHistoryLimit selector:LabelSelector \
    template:PodTemplateSpec updateStrategy:DaemonSetUpdateStrategy
    DaemonSetUpdateStrategy rollingUpdate:RollingUpdateDaemonSet type
    DeploymentSpec minReadySeconds paused progressDeadlineSeconds replicas revisionHistoryLimit \
    selector:LabelSelector strategy:DeploymentStrategy template:PodTemplateSpec
    DeploymentStrategy rollingUpdate:RollingUpdateDeployment type
    DownwardAPIProjection items:DownwardAPIVolumeFile
    DownwardAPIVolumeFile fieldRef:ObjectFieldSelector mode path \
    resourceFieldRef:ResourceFieldSelector user
    DownwardAPIVolumeSource defaultMode defaultUser items:DownwardAPIVolumeFile
    EmptyDirVolumeSource medium mode sizeLimit
    Endpoint addresses conditions:EndpointConditions deprecatedTopology hints:EndpointHints \
    hostname nodeName targetRef:ObjectReference zone
    EndpointAddress hostname ip nodeName targetRef:ObjectReference
    EndpointConditions ready serving terminating
    EndpointHints forNodes:ForNode forZones:ForZone
    EndpointSubset addresses:EndpointAddress notReadyAddresses:EndpointAddress \
    ports:corev1EndpointPort
    EnvFromSource configMapRef:ConfigMapEnvSource prefix secretRef:SecretEnvSource
    EnvVar name value valueFrom:EnvVarSource
    EnvVarSource configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector \
    fileKeyRef:FileKeySelector resourceFieldRef:ResourceFieldSelector \
    secretKeyRef:SecretKeySelector
    EphemeralContainer args command env:EnvVar envFrom:EnvFromSource image imagePullPolicy \
    lifecycle:Lifecycle livenessProbe:Probe name ports:ContainerPort readinessProbe:Probe \
    resizePolicy:ContainerResizePolicy resources:ResourceRequirements restartPolicy \
    restartPolicyRules:ContainerRestartRule securityContext:SecurityContext startupProbe:Probe \
    stdin stdinOnce targetContainerName terminationMessagePath terminationMessagePolicy tty \
    volumeDevices:VolumeDevice volumeMounts:VolumeMount workingDir
    EphemeralVolumeSource volumeClaimTemplate:PersistentVolumeClaimTemplate
    EvictionResponder name priority
    ExecAction command
    ExternalMetricSource metric:MetricIdentifier target:MetricTarget
    FCVolumeSource fsType lun readOnly targetWWNs wwids
    FileKeySelector key optional path volumeName
    FlexPersistentVolumeSource driver fsType options readOnly secretRef:SecretReference
    FlexVolumeSource driver fsType options readOnly secretRef:LocalObjectReference
    FlockerVolumeSource datasetName datasetUUID
    ForNode name
    ForZone name
    GCEPersistentDiskVolumeSource fsType partition pdName readOnly
    GRPCAction mode port service
    GitRepoVolumeSource directory repository revision
    GlusterfsPersistentVolumeSource endpoints endpointsNamespace path readOnly
    GlusterfsVolumeSource endpoints path readOnly
    HPAScalingPolicy periodSeconds type value
    HPAScalingRules policies:HPAScalingPolicy selectPolicy stabilizationWindowSeconds tolerance
    HTTPGetAction host httpHeaders:HTTPHeader path port protocol scheme
    HTTPHeader name value
    HTTPIngressPath backend:IngressBackend path pathType
    HTTPIngressRuleValue paths:HTTPIngressPath
    HorizontalPodAutoscalerBehavior scaleDown:HPAScalingRules scaleUp:HPAScalingRules
    HostAlias hostnames ip
    HostPathVolumeSource path type
    IPBlock cidr except
    ISCSIPersistentVolumeSource chapAuthDiscovery chapAuthSession fsType initiatorName iqn \
    iscsiInterface lun portals readOnly secretRef:SecretReference targetPortal
    ISCSIVolumeSource chapAuthDiscovery chapAuthSession fsType initiatorName iqn iscsiInterface \
    lun portals readOnly secretRef:LocalObjectReference targetPortal
    ImageVolumeSource pullPolicy reference
    IngressBackend resource:TypedLocalObjectReference service:IngressServiceBackend
    IngressClassParametersReference apiGroup kind name namespace scope
    IngressClassSpec controller parameters:IngressClassParametersReference
    IngressRule host http:HTTPIngressRuleValue
    IngressServiceBackend name port:ServiceBackendPort
    IngressSpec defaultBackend:IngressBackend ingressClassName rules:IngressRule tls:IngressTLS
    IngressTLS hosts secretName
    JobSchedulingConfiguration disruptionMode:WorkloadPodGroupDisruptionMode \
    resourceClaims:WorkloadPodGroupResourceClaim \
    schedulingConstraints:WorkloadPodGroupSchedulingConstraints \
    schedulingPolicy:WorkloadPodGroupSchedulingPolicy
    JobSpec activeDeadlineSeconds backoffLimit backoffLimitPerIndex completionMode completions \
    managedBy manualSelector maxFailedIndexes parallelism podFailurePolicy:PodFailurePolicy \
    podReplacementPolicy scheduling:JobSchedulingConfiguration selector:LabelSelector \
    successPolicy:SuccessPolicy suspend template:PodTemplateSpec ttlSecondsAfterFinished
    JobTemplateSpec metadata:ObjectMeta spec:JobSpec
    KeyToPath key mode path user
    LabelSelector matchExpressions:LabelSelectorRequirement matchLabels
    LabelSelectorRequirement key operator values
    Lifecycle postStart:LifecycleHandler preStop:LifecycleHandler stopSignal
    LifecycleHandler exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction \
    tcpSocket:TCPSocketAction
    LimitRangeItem default defaultRequest max maxLimitRequestRatio min type
    LimitRangeSpec limits:LimitRangeItem
    LocalObjectReference name
    LocalVolumeSource fsType path
    MetricIdentifier name selector:LabelSelector
    MetricSpec containerResource:ContainerResourceMetricSource external:ExternalMetricSource \
    object:ObjectMetricSource pods:PodsMetricSource resource:ResourceMetricSource type
    MetricTarget averageUtilization averageValue type value
    NFSVolumeSource path readOnly server
    NamespaceSpec finalizers
    NetworkPolicyEgressRule ports:NetworkPolicyPort to:NetworkPolicyPeer
    NetworkPolicyIngressRule from:NetworkPolicyPeer ports:NetworkPolicyPort
    NetworkPolicyPeer ipBlock:IPBlock namespaceSelector:LabelSelector podSelector:LabelSelector
    NetworkPolicyPort endPort port protocol
    NetworkPolicySpec egress:NetworkPolicyEgressRule ingress:NetworkPolicyIngressRule \
    podSelector:LabelSelector policyTypes
    NodeAffinity preferredDuringSchedulingIgnoredDuringExecution:PreferredSchedulingTerm \
    requiredDuringSchedulingIgnoredDuringExecution:NodeSelector
    NodeSelector nodeSelectorTerms:NodeSelectorTerm
    NodeSelectorRequirement key operator values
    NodeSelectorTerm matchExpressions:NodeSelectorRequirement \
    matchFields:NodeSelectorRequirement
    ObjectFieldSelector apiVersion fieldPath
    ObjectMeta annotations creationTimestamp deletionGracePeriodSeconds deletionTimestamp \
    finalizers generateName generation labels managedFields name namespace ownerReferences \
    resourceVersion selfLink uid
    ObjectMetricSource describedObject:autoscalingv2CrossVersionObjectReference \
    metric:MetricIdentifier target:MetricTarget
    ObjectReference apiVersion fieldPath kind name namespace resourceVersion uid
    PersistentVolumeClaimSpec accessModes dataSource:TypedLocalObjectReference \
    dataSourceRef:TypedObjectReference resources:VolumeResourceRequirements \
    selector:LabelSelector storageClassName volumeAttributesClassName volumeMode volumeName
    PersistentVolumeClaimTemplate metadata:ObjectMeta spec:PersistentVolumeClaimSpec
    PersistentVolumeClaimVolumeSource claimName readOnly
    PersistentVolumeSpec accessModes awsElasticBlockStore:AWSElasticBlockStoreVolumeSource \
    azureDisk:AzureDiskVolumeSource azureFile:AzureFilePersistentVolumeSource capacity \
    cephfs:CephFSPersistentVolumeSource cinder:CinderPersistentVolumeSource \
    claimRef:ObjectReference csi:CSIPersistentVolumeSource fc:FCVolumeSource \
    flexVolume:FlexPersistentVolumeSource flocker:FlockerVolumeSource \
    gcePersistentDisk:GCEPersistentDiskVolumeSource glusterfs:GlusterfsPersistentVolumeSource \
    hostPath:HostPathVolumeSource iscsi:ISCSIPersistentVolumeSource local:LocalVolumeSource \
    mountOptions nfs:NFSVolumeSource nodeAffinity:VolumeNodeAffinity \
    persistentVolumeReclaimPolicy photonPersistentDisk:PhotonPersistentDiskVolumeSource \
    portworxVolume:PortworxVolumeSource quobyte:QuobyteVolumeSource \
    rbd:RBDPersistentVolumeSource scaleIO:ScaleIOPersistentVolumeSource storageClassName \
    storageos:StorageOSPersistentVolumeSource volumeAttributesClassName volumeMode \
    vsphereVolume:VsphereVirtualDiskVolumeSource
    PhotonPersistentDiskVolumeSource fsType pdID
    PodAffinity preferredDuringSchedulingIgnoredDuringExecution:WeightedPodAffinityTerm \
    requiredDuringSchedulingIgnoredDuringExecution:PodAffinityTerm
    PodAffinityTerm labelSelector:LabelSelector matchLabelKeys mismatchLabelKeys \
    namespaceSelector:LabelSelector namespaces topologyKey
    PodAntiAffinity preferredDuringSchedulingIgnoredDuringExecution:WeightedPodAffinityTerm \
    requiredDuringSchedulingIgnoredDuringExecution:PodAffinityTerm
    PodCertificateProjection certificateChainPath credentialBundlePath keyPath keyType \
    maxExpirationSeconds signerName user userAnnotations
    PodDNSConfig nameservers options:PodDNSConfigOption searches
    PodDNSConfigOption name value
    PodDisruptionBudgetSpec maxUnavailable minAvailable selector:LabelSelector \
    unhealthyPodEvictionPolicy
    PodFailurePolicy rules:PodFailurePolicyRule
    PodFailurePolicyOnExitCodesRequirement containerName operator values
    PodFailurePolicyOnPodConditionsPattern status type
    PodFailurePolicyRule action onExitCodes:PodFailurePolicyOnExitCodesRequirement \
    onPodConditions:PodFailurePolicyOnPodConditionsPattern
    PodOS name
    PodReadinessGate conditionType
    PodResourceClaim name resourceClaimName resourceClaimTemplateName
    PodSchedulingGate name
    PodSchedulingGroup podGroupName
    PodSecurityContext appArmorProfile:AppArmorProfile fsGroup fsGroupChangePolicy runAsGroup \
    runAsNonRoot runAsUser seLinuxChangePolicy seLinuxOptions:SELinuxOptions \
    seccompProfile:SeccompProfile supplementalGroups supplementalGroupsPolicy sysctls:Sysctl \
    windowsOptions:WindowsSecurityContextOptions
    PodSpec activeDeadlineSeconds affinity:Affinity automountServiceAccountToken \
    containers:Container dnsConfig:PodDNSConfig dnsPolicy enableServiceLinks \
    ephemeralContainers:EphemeralContainer evictionResponders:EvictionResponder \
    hostAliases:HostAlias hostIPC hostNetwork hostPID hostUsers hostname hostnameOverride \
    imagePullSecrets:LocalObjectReference initContainers:Container nodeName nodeSelector \
    os:PodOS overhead preemptionPolicy priority priorityClassName \
    readinessGates:PodReadinessGate resourceClaims:PodResourceClaim \
    resources:ResourceRequirements restartPolicy runtimeClassName schedulerName \
    schedulingGates:PodSchedulingGate schedulingGroup:PodSchedulingGroup \
    securityContext:PodSecurityContext serviceAccount serviceAccountName setHostnameAsFQDN \
    shareProcessNamespace subdomain terminationGracePeriodSeconds tolerations:Toleration \
    topologySpreadConstraints:TopologySpreadConstraint volumes:Volume
    PodTemplateSpec metadata:ObjectMeta spec:PodSpec
    PodsMetricSource metric:MetricIdentifier target:MetricTarget
    PolicyRule apiGroups nonResourceURLs resourceNames resources verbs
    PortworxVolumeSource fsType readOnly volumeID
    PreferredSchedulingTerm preference:NodeSelectorTerm weight
    Probe exec:ExecAction failureThreshold grpc:GRPCAction httpGet:HTTPGetAction \
    initialDelaySeconds periodSeconds successThreshold tcpSocket:TCPSocketAction \
    terminationGracePeriodSeconds timeoutSeconds
    ProjectedVolumeSource defaultMode defaultUser sources:VolumeProjection
    QuobyteVolumeSource group readOnly registry tenant user volume
    RBDPersistentVolumeSource fsType image keyring monitors pool readOnly \
    secretRef:SecretReference user
    RBDVolumeSource fsType image keyring monitors pool readOnly secretRef:LocalObjectReference \
    user
    ReplicaSetSpec minReadySeconds replicas selector:LabelSelector template:PodTemplateSpec
    ReplicationControllerSpec minReadySeconds replicas selector template:PodTemplateSpec
    ResourceClaim name request
    ResourceFieldSelector containerName divisor resource
    ResourceMetricSource name target:MetricTarget
    ResourceQuotaSpec hard scopeSelector:ScopeSelector scopes
    ResourceRequirements claims:ResourceClaim limits requests
    RoleRef apiGroup kind name
    RollingUpdateDaemonSet maxSurge maxUnavailable
    RollingUpdateDeployment maxSurge maxUnavailable
    RollingUpdateStatefulSetStrategy maxUnavailable partition
    SELinuxOptions level role type user
    ScaleIOPersistentVolumeSource fsType gateway protectionDomain readOnly \
    secretRef:SecretReference sslEnabled storageMode storagePool system volumeName
    ScaleIOVolumeSource fsType gateway protectionDomain readOnly secretRef:LocalObjectReference \
    sslEnabled storageMode storagePool system volumeName
    ScopeSelector matchExpressions:ScopedResourceSelectorRequirement
    ScopedResourceSelectorRequirement operator scopeName values
    SeccompProfile localhostProfile type
    SecretEnvSource name optional
    SecretKeySelector key name optional
    SecretProjection items:KeyToPath name optional
    SecretReference name namespace
    SecretVolumeSource defaultMode defaultUser items:KeyToPath optional secretName
    SecurityContext allowPrivilegeEscalation appArmorProfile:AppArmorProfile \
    capabilities:Capabilities privileged procMount readOnlyRootFilesystem runAsGroup \
    runAsNonRoot runAsUser seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile \
    windowsOptions:WindowsSecurityContextOptions
    ServiceAccountTokenProjection audience expirationSeconds path user
    ServiceBackendPort name number
    ServicePort appProtocol name nodePort port protocol targetPort
    ServiceSpec allocateLoadBalancerNodePorts clusterIP clusterIPs externalIPs externalName \
    externalTrafficPolicy healthCheckNodePort internalTrafficPolicy ipFamilies ipFamilyPolicy \
    loadBalancerClass loadBalancerIP loadBalancerSourceRanges ports:ServicePort \
    publishNotReadyAddresses selector sessionAffinity \
    sessionAffinityConfig:SessionAffinityConfig trafficDistribution type
    SessionAffinityConfig clientIP:ClientIPConfig
    SleepAction seconds
    StatefulSetOrdinals start
    StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted whenScaled
    StatefulSetSpec minReadySeconds ordinals:StatefulSetOrdinals \
    persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy \
    podManagementPolicy replicas revisionHistoryLimit selector:LabelSelector serviceName \
    template:PodTemplateSpec updateStrategy:StatefulSetUpdateStrategy \
    volumeClaimTemplates:PersistentVolumeClaim
    StatefulSetUpdateStrategy rollingUpdate:RollingUpdateStatefulSetStrategy type
    StorageOSPersistentVolumeSource fsType readOnly secretRef:ObjectReference volumeName \
    volumeNamespace
    StorageOSVolumeSource fsType readOnly secretRef:LocalObjectReference volumeName \
    volumeNamespace
    Subject apiGroup kind name namespace
    SuccessPolicy rules:SuccessPolicyRule
    SuccessPolicyRule succeededCount succeededIndexes
    Sysctl name value
    TCPSocketAction host port
    Toleration effect key operator tolerationSeconds value
    TopologyConstraint key
    TopologySelectorLabelRequirement key values
    TopologySelectorTerm matchLabelExpressions:TopologySelectorLabelRequirement
    TopologySpreadConstraint labelSelector:LabelSelector matchLabelKeys maxSkew minDomains \
    nodeAffinityPolicy nodeTaintsPolicy topologyKey whenUnsatisfiable
    TypedLocalObjectReference apiGroup kind name
    TypedObjectReference apiGroup kind name namespace
    Volume awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource \
    azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource \
    configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource \
    emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource \
    flexVolume:FlexVolumeSource flocker:FlockerVolumeSource \
    gcePersistentDisk:GCEPersistentDiskVolumeSource gitRepo:GitRepoVolumeSource \
    glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource image:ImageVolumeSource \
    iscsi:ISCSIVolumeSource name nfs:NFSVolumeSource \
    persistentVolumeClaim:PersistentVolumeClaimVolumeSource \
    photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource \
    projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource \
    scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource \
    vsphereVolume:VsphereVirtualDiskVolumeSource
    VolumeDevice devicePath name
    VolumeMount bindMountOptions mountPath mountPropagation name readOnly recursiveReadOnly \
    subPath subPathExpr
    VolumeNodeAffinity required:NodeSelector
    VolumeProjection clusterTrustBundle:ClusterTrustBundleProjection \
    configMap:ConfigMapProjection downwardAPI:DownwardAPIProjection \
    podCertificate:PodCertificateProjection secret:SecretProjection \
    serviceAccountToken:ServiceAccountTokenProjection
    VolumeResourceRequirements limits requests
    VsphereVirtualDiskVolumeSource fsType storagePolicyID storagePolicyName volumePath
    WeightedPodAffinityTerm podAffinityTerm:PodAffinityTerm weight
    WindowsSecurityContextOptions gmsaCredentialSpec gmsaCredentialSpecName hostProcess \
    runAsUserName
    WorkloadPodGroupDisruptionMode all single
    WorkloadPodGroupGangSchedulingPolicy minCount
    WorkloadPodGroupResourceClaim name resourceClaimName resourceClaimTemplateName
    WorkloadPodGroupSchedulingConstraints topology:TopologyConstraint
    WorkloadPodGroupSchedulingPolicy basic gang:WorkloadPodGroupGangSchedulingPolicy
    apps/v1/DaemonSet apiVersion kind metadata:ObjectMeta spec:DaemonSetSpec status
    apps/v1/Deployment apiVersion kind metadata:ObjectMeta spec:DeploymentSpec status
    apps/v1/ReplicaSet apiVersion kind metadata:ObjectMeta spec:ReplicaSetSpec status
    apps/v1/StatefulSet apiVersion kind metadata:ObjectMeta spec:StatefulSetSpec status
    autoscaling/v1/HorizontalPodAutoscaler apiVersion kind metadata:ObjectMeta \
    spec:autoscalingv1HorizontalPodAutoscalerSpec status
    autoscaling/v2/HorizontalPodAutoscaler apiVersion kind metadata:ObjectMeta \
    spec:autoscalingv2HorizontalPodAutoscalerSpec status
    autoscalingv1CrossVersionObjectReference apiVersion kind name
    autoscalingv1HorizontalPodAutoscalerSpec maxReplicas minReplicas \
    scaleTargetRef:autoscalingv1CrossVersionObjectReference targetCPUUtilizationPercentage
    autoscalingv2CrossVersionObjectReference apiVersion kind name
    autoscalingv2HorizontalPodAutoscalerSpec behavior:HorizontalPodAutoscalerBehavior \
    maxReplicas metrics:MetricSpec minReplicas \
    scaleTargetRef:autoscalingv2CrossVersionObjectReference
    batch/v1/CronJob apiVersion kind metadata:ObjectMeta spec:CronJobSpec status
    batch/v1/Job apiVersion kind metadata:ObjectMeta spec:JobSpec status
    corev1EndpointPort appProtocol name port protocol
    discovery.k8s.io/v1/EndpointSlice addressType apiVersion endpoints:Endpoint kind \
    metadata:ObjectMeta ports:discoveryv1EndpointPort
    discoveryv1EndpointPort appProtocol name port protocol
    networking.k8s.io/v1/Ingress apiVersion kind metadata:ObjectMeta spec:IngressSpec status
    networking.k8s.io/v1/IngressClass apiVersion kind metadata:ObjectMeta spec:IngressClassSpec
    networking.k8s.io/v1/NetworkPolicy apiVersion kind metadata:ObjectMeta \
    spec:NetworkPolicySpec status
    policy/v1/PodDisruptionBudget apiVersion kind metadata:ObjectMeta \
    spec:PodDisruptionBudgetSpec status
    rbac.authorization.k8s.io/v1/ClusterRole aggregationRule:AggregationRule apiVersion kind \
    metadata:ObjectMeta rules:PolicyRule
    rbac.authorization.k8s.io/v1/ClusterRoleBinding apiVersion kind metadata:ObjectMeta \
    roleRef:RoleRef subjects:Subject
    rbac.authorization.k8s.io/v1/Role apiVersion kind metadata:ObjectMeta rules:PolicyRule
    rbac.authorization.k8s.io/v1/RoleBinding apiVersion kind metadata:ObjectMeta roleRef:RoleRef \
    subjects:Subject
    scheduling.k8s.io/v1/PriorityClass apiVersion description globalDefault kind \
    metadata:ObjectMeta preemptionPolicy value
    storage.k8s.io/v1/StorageClass allowVolumeExpansion allowedTopologies:TopologySelectorTerm \
    apiVersion kind metadata:ObjectMeta mountOptions parameters provisioner reclaimPolicy \
    volumeBindingMode
    v1/ConfigMap apiVersion binaryData data immutable kind metadata:ObjectMeta
    v1/Endpoints apiVersion kind metadata:ObjectMeta subsets:EndpointSubset
    v1/LimitRange apiVersion kind metadata:ObjectMeta spec:LimitRangeSpec
    v1/Namespace apiVersion kind metadata:ObjectMeta spec:NamespaceSpec status
    v1/PersistentVolume apiVersion kind metadata:ObjectMeta spec:PersistentVolumeSpec status
    v1/PersistentVolumeClaim apiVersion kind metadata:ObjectMeta spec:PersistentVolumeClaimSpec \
    status
    v1/Pod apiVersion kind metadata:ObjectMeta spec:PodSpec status
    v1/PodTemplate apiVersion kind metadata:ObjectMeta template:PodTemplateSpec
    v1/ReplicationController apiVersion kind metadata:ObjectMeta spec:ReplicationControllerSpec \
    status
    v1/ResourceQuota apiVersion kind metadata:ObjectMeta spec:ResourceQuotaSpec status
    v1/Secret apiVersion data immutable kind metadata:ObjectMeta stringData type
    v1/Service apiVersion kind metadata:ObjectMeta spec:ServiceSpec status
    v1/ServiceAccount apiVersion automountServiceAccountToken \
    imagePullSecrets:LocalObjectReference kind metadata:ObjectMeta secrets:ObjectReference
    """
