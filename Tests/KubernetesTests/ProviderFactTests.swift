import Kubernetes
import Notations
import Testing

@Suite struct ProviderFacts {
    @Test func `every name is found by its kind and name`() {
        let all = ProviderFact.all
        #expect(all.count > 150)
        for fact in all {
            let found = ProviderFact.Kind.allCases.compactMap { ProviderFact.of($0, fact.name) }
            #expect(found.contains(fact), "\(fact.name)")
        }
    }

    @Test func `a plug-in knows its driver and since when`() throws {
        let disk = try #require(ProviderFact.of(.driver, "kubernetes.io/aws-ebs"))
        #expect(disk.replacement == "ebs.csi.aws.com")
        #expect(disk.since == KubernetesVersion(1, 23))
        #expect(disk.fate == .moved)
        let gone = try #require(ProviderFact.of(.volume, "rbd"))
        #expect(gone.fate == .gone)
        #expect(gone.provider == nil)
    }

    @Test func `names that are none of theirs belong to nobody`() {
        #expect(ProviderFact.of(.driver, "driver.example.com") == nil)
        #expect(ProviderFact.of(.storageClass, "gp") == nil)
        #expect(ProviderFact.of(.storageClass, "gp2 aws") == nil)
        #expect(ProviderFact.of(.storageClass, "") == nil)
        #expect(ProviderFact.provider(ofGroup: "apps") == nil)
        #expect(ProviderFact.provider(ofRegistry: "registry.example.com") == nil)
    }

    @Test(arguments: [
        ("111122223333.dkr.ecr.eu-central-1.amazonaws.com", "aws"), ("acme.azurecr.io", "azure"),
        ("europe-west1-docker.pkg.dev", "gcp"), ("eu.gcr.io", "gcp"), ("de.icr.io", "ibm"),
    ])
    func `registries of clouds are known`(host: String, provider: String) {
        #expect(ProviderFact.provider(ofRegistry: host) == provider)
    }

    @Test(arguments: [
        ("s3.services.k8s.aws", "aws"), ("karpenter.k8s.aws", "aws"),
        ("network.azure.com", "azure"), ("storage.cnrm.cloud.google.com", "gcp"),
    ])
    func `API groups of clouds are known`(group: String, provider: String) {
        #expect(ProviderFact.provider(ofGroup: group) == provider)
    }

    @Test func `a misspelt annotation of a load balancer is told from a known one`() {
        let known = "service.beta.kubernetes.io/aws-load-balancer-scheme"
        #expect(ProviderAnnotation.isRead(known))
        #expect(ProviderAnnotation.nearest(to: known) == nil)
        let misspelt = "service.beta.kubernetes.io/aws-load-balancer-shceme"
        #expect(!ProviderAnnotation.isRead(misspelt))
        #expect(ProviderAnnotation.nearest(to: misspelt) == known)
        #expect(ProviderAnnotation.isRead("example.com/scheme"))
        #expect(ProviderAnnotation(key: known)?.purpose == .balancer)
        #expect(ProviderAnnotation(key: "eks.amazonaws.com/role-arn")?.purpose == .identity)
    }
}
