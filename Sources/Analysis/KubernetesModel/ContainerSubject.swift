import CEL
import Kubernetes
import Notations
import Rules
import SourceText
import YAMLTrees

/// A container of a pod template, for rules.
struct ContainerFacts: YAMLFacts {
    let workload: WorkloadFacts
    let container: Container

    var node: YAMLValue { container.node }
    var logicalPlace: [String] { workload.logicalPlace + ["container \(container.name)"] }

    static let subject: SubjectModel<ContainerFacts> = .init(
        "container", "A container of a pod template, init containers included.",
        range: { $0.node.headline }, logicalPlace: { $0.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: own + image + resources + security + profiles + parts,
        methods: [
            .field { $0.logicalPlace },
            .init(
                "security", [.string], .object("field"),
                "The place of a field of its security context, or of the pod's where only that has it."
            ) { facts, arguments in
                FieldFacts.subject.value(
                    FieldFacts(facts.securityLocation(arguments.first?.stringValue ?? "")) {
                        facts.logicalPlace
                    })
            },
            .init(
                "keeps", [.string], .bool,
                "Whether it has a capability after all it drops and adds: `keeps('NET_RAW')`."
            ) { .bool($0.container.keeps(capability: $1.first?.stringValue ?? "")) },
        ] + Self.methods)

    private static let own: [SubjectModel<ContainerFacts>.Field] = [
        .text("name", "Its name.") { $0.container.name }.at("name"),
        .text("role", "When it runs: `regular`, `init`, `sidecar` or `ephemeral`.") {
            $0.container.role.rawValue
        },
        .flag("isLasting", "Whether it serves as long as its pod: a regular one or a sidecar.") {
            $0.container.isLasting && $0.workload.workload.isLasting
        },
        .flag("isLinux", "Whether its pod does not say that it runs on Windows.") {
            !$0.workload.isWindows
        },
        .texts("keys", "Its keys, but for those that are null.") { $0.node.writtenKeys },
        .yamlTexts("command", "Its command; empty when the image's counts.", "command"),
        .yamlTexts("args", "Its arguments.", "args"),
        .yamlText("workingDir", "The folder it starts in.", "workingDir"),
        .yamlFlag("hasTerminal", "Whether it asks for a terminal.", "tty"),
        .yamlFlag("hasStandardInput", "Whether its standard input stays open.", "stdin"),
        .subject("workload", "The workload it belongs to.", of: "workload") {
            WorkloadFacts.subject.value($0.workload)
        },
    ]

    private static let image: [SubjectModel<ContainerFacts>.Field] = [
        .yamlText("image", "Its image as it is written.", "image"),
        .optionalText(
            "registry", "The image's registry; `docker.io` when none is written.",
            at: { $0.range(inImage: $0.container.image?.registryRange) }
        ) { $0.container.image?.effectiveRegistry },
        .optionalText("repository", "The image's repository, without the registry.") {
            $0.container.image?.repository
        }.at("image"),
        .optionalText("tag", "The image's tag.") { $0.container.image?.tag }.at("image"),
        .place(
            "version", "What tells which image it is: the tag, else the whole name.",
            text: {
                $0.node.tree.bytes.text($1)
            }
        ) { facts in
            facts.range(inImage: facts.container.image?.tagRange)
        },
        .optionalText("digest", "The image's digest.") { $0.container.image?.digest }.at("image"),
        .flag("hasInvalidImage", "Whether its image is no name that a registry could know.") {
            $0.hasInvalidImage
        }.at("image"),
        .optionalText("registryProvider", "The provider that runs the image's registry.") { facts in
            facts.container.image?.registry
                .flatMap { ProviderFact.provider(ofRegistry: $0) }
                .map { ProviderFact.title(of: $0) }
        }.at("image"),
        .optionalText("dataFolder", "Where its image keeps data that must last, if that is known.")
        {
            $0.dataFolder
        }.at("image"),
        .subject("dataVolume", "The volume that is mounted there.", of: "podVolume") {
            $0.dataMount.flatMap { $0.volume }.map { PodVolumeFacts.subject.value($0) }
        },
        .flag("hasDataMount", "Whether anything is mounted there, a claim template too.") {
            $0.dataMount != nil
        },
        .yamlText("pullPolicy", "When its image is pulled, if that is written.", "imagePullPolicy"),
    ]

    private static let security: [SubjectModel<ContainerFacts>.Field] = [
        .flag("isPrivileged", "Whether it is privileged.") { $0.container.isPrivileged }
            .at("securityContext", "privileged"),
        .flag(
            "allowsPrivilegeEscalation", "Whether a process may gain more rights than its parent."
        ) { $0.container.allowsPrivilegeEscalation }
        .at("securityContext", "allowPrivilegeEscalation"),
        .flag("runsAsNonRoot", "Whether it or its pod says `runAsNonRoot: true`.") {
            $0.container.runsAsNonRoot
        }.at { $0.securityLocation("runAsNonRoot") },
        .optionalNumber("runAsUser", "The user it runs as, by itself or by its pod.") {
            $0.container.runAsUser
        }.at { $0.securityLocation("runAsUser") },
        .subject(
            "userSharer", "The first other workload with a container that runs as its user.",
            of: "workload"
        ) { facts in
            let world = facts.workload.world
            return facts.container.runAsUser
                .flatMap { world.workload(runningAs: $0, besides: facts.workload.index) }
                .map { WorkloadFacts.subject.value(WorkloadFacts(world: world, index: $0)) }
        },
        .optionalNumber("runAsGroup", "The group it runs as, by itself or by its pod.") {
            $0.container.runAsGroup
        }.at { $0.securityLocation("runAsGroup") },
        .flag("hasReadOnlyRoot", "Whether its root file system is read-only.") {
            $0.container.hasReadOnlyRoot
        }.at("securityContext", "readOnlyRootFilesystem"),
        .flag("isHostProcess", "Whether it runs as a process of a Windows node.") {
            $0.securityLocation("windowsOptions.hostProcess").node?.bool ?? false
        }.at { $0.securityLocation("windowsOptions.hostProcess") },
        .flag("hasSELinuxOptions", "Whether it or its pod sets labels of SELinux.") {
            !($0.securityLocation("seLinuxOptions").node?.isNull ?? true)
        }.at { $0.securityLocation("seLinuxOptions") },
        .text("procMount", "How `/proc` is mounted: `Default` or `Unmasked`.") {
            $0.container.procMount
        }.at("securityContext", "procMount"),
        .optionalText("seccompProfile", "Its seccomp profile's type, by itself or by its pod.") {
            $0.container.seccompProfile
        }.at { $0.securityLocation("seccompProfile.type") },
        .texts("addedCapabilities", "The capabilities it adds, such as `NET_ADMIN`.") {
            $0.container.addedCapabilities
        }.at("securityContext", "capabilities", "add"),
        .texts("droppedCapabilities", "The capabilities it drops, such as `ALL`.") {
            $0.container.droppedCapabilities
        }.at("securityContext", "capabilities", "drop"),
    ]

    private static let parts: [SubjectModel<ContainerFacts>.Field] = [
        .subject("livenessProbe", "Its liveness probe.", of: "probe") { $0.probe(.liveness) },
        .subject("readinessProbe", "Its readiness probe.", of: "probe") { $0.probe(.readiness) },
        .subject("startupProbe", "Its startup probe.", of: "probe") { $0.probe(.startup) },
        .flag("hasIdenticalProbes", "Whether its liveness and readiness probe are written alike.") {
            $0.hasIdenticalProbes
        },
        .subjects("capabilities", "The capabilities it adds.", of: "capability") {
            $0.capabilities.map { CapabilityFacts.subject.value($0) }
        },
        .subjects(
            "foreignHosts", "Hosts that its probes and hooks ask instead of its pod.", of: "field"
        ) { $0.foreignHosts },
        .optionalNumber(
            "preStopSeconds", "The seconds its `preStop` hook sleeps, when that is written."
        ) { $0.container.preStopSeconds }.at("lifecycle", "preStop"),
        .subjects("ports", "Its ports.", of: "containerPort") {
            $0.ports.map { ContainerPortFacts.subject.value($0) }
        },
        .subjects("environment", "Its environment variables.", of: "environmentVariable") {
            $0.environment.map { EnvironmentFacts.subject.value($0) }
        },
        .subjects("mounts", "Its volume mounts.", of: "volumeMount") {
            $0.mounts.map { VolumeMountFacts.subject.value($0) }
        },
    ]

    static let securityContext = ["securityContext"]

    /// Where a field of its effective security context stands: its own, the pod's when only that
    /// has it, and its own again when neither has.
    func securityLocation(_ path: String) -> YAMLLocation {
        let own = YAMLLocation(node, Self.securityContext, path: path)
        guard own.node == nil else { return own }
        let shared = YAMLLocation(container.podSpec, Self.securityContext, path: path)
        return shared.node == nil ? own : shared
    }

    /// A part of the image's name where it is written out, else the whole of it.
    fileprivate func range(inImage part: Range<Int>?) -> SourceRange? {
        guard let value = node["image"], !value.range.isEmpty else { return nil }
        let quotes = value.style == .plain ? 0 : 1
        let name = container.image?.text ?? ""
        guard let part, value.kind == .scalar, value.range.length == name.utf8.count + 2 * quotes,
            value.style != .literal, value.style != .folded
        else { return value.range }
        let start = value.range.start + quotes
        return SourceRange(start + part.lowerBound, start + part.upperBound)
    }

    /// A name with a sign of another program's templates is not known yet.
    fileprivate var hasInvalidImage: Bool {
        guard let name = node["image"]?.string, !name.isEmpty, container.image == nil else {
            return false
        }
        return !name.utf8.contains { "$<>{}%#@".utf8.contains($0) } || name.hasSuffix("@")
    }

    var dataFolder: String? { container.image.flatMap { DataImages.folder(of: $0) } }

    /// The mount that holds its data: at, above or below the folder, one that lasts before others.
    private var dataMount: VolumeMountFacts? {
        guard let folder = dataFolder else { return nil }
        let candidates = mounts.filter { mount in
            let path = mount.node["mountPath"]?.string ?? ""
            return (path + "/").hasPrefix(folder + "/") || (folder + "/").hasPrefix(path + "/")
        }
        return candidates.first { !($0.volume?.isScratch ?? false) } ?? candidates.first
    }

    private func probe(_ kind: ProbeFacts.Kind) -> CELValue? {
        ProbeFacts(self, kind).map { ProbeFacts.subject.value($0) }
    }

    private var foreignHosts: [CELValue] {
        let askers =
            ProbeFacts.Kind.allCases.map(\.key) + ["lifecycle.postStart", "lifecycle.preStop"]
        return askers.flatMap { asker in
            [".httpGet.host", ".tcpSocket.host"].compactMap { handler in
                let place = YAMLLocation(node, path: asker + handler)
                guard let host = place.node?.string, !host.isEmpty else { return nil }
                return FieldFacts.subject.value(FieldFacts(place) { logicalPlace })
            }
        }
    }

    private var hasIdenticalProbes: Bool {
        guard let liveness = node["livenessProbe"], let readiness = node["readinessProbe"],
            liveness.kind == .mapping
        else { return false }
        return liveness.isWrittenLike(readiness)
    }

    func items<Facts>(_ key: String, _ facts: (YAMLValue) -> Facts) -> [Facts] {
        (node[key]?.items ?? []).filter { $0.kind == .mapping }.map(facts)
    }

    var ports: [ContainerPortFacts] {
        items("ports") { ContainerPortFacts(container: self, node: $0) }
    }

    var environment: [EnvironmentFacts] {
        items("env") { EnvironmentFacts(container: self, node: $0) }
    }

    var mounts: [VolumeMountFacts] {
        items("volumeMounts") { VolumeMountFacts(container: self, node: $0) }
    }
}
