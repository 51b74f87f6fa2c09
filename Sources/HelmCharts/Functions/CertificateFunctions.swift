package import GoTemplates
import Notations

/// Keys and certificates in templates. Helm makes them anew in each render; here they are
/// placeholders in PEM form, which say so and for what they were asked.
package enum CertificateFunctions {
    package static let all: [TemplateFunction] =
        [
            TemplateFunction("genPrivateKey", [.string]) { (call) throws(FunctionError) in
                privateKey(call.text(0))
            },
            TemplateFunction("buildCustomCert", [.string, .string]) {
                (call) throws(FunctionError) in
                try custom(certificate: call.bytes(0), key: call.bytes(1))
            },
        ] + authorities + certificates

    private static func privateKey(_ kind: String) -> Value {
        let labels = [
            "": "RSA PRIVATE KEY", "rsa": "RSA PRIVATE KEY", "dsa": "DSA PRIVATE KEY",
            "ecdsa": "EC PRIVATE KEY", "ed25519": "PRIVATE KEY",
        ]
        guard let label = labels[kind] else { return .string("Unknown type " + kind) }
        return .string(ReproducibleValues.pem(label, "private key " + kind))
    }

    private static let authorities: [TemplateFunction] = [
        TemplateFunction("genCA", [.string, .int]) { (call) throws(FunctionError) in
            made("authority", call, key: nil)
        },
        TemplateFunction("genCAWithKey", [.string, .int, .string]) {
            (call) throws(FunctionError) in
            made("authority", call, key: try key(call.bytes(2)))
        },
    ]

    private static let certificates: [TemplateFunction] = [
        TemplateFunction("genSelfSignedCert", [.string, .list, .list, .int]) {
            (call) throws(FunctionError) in
            try checkNames(call)
            return made("self-signed certificate", call, key: nil)
        },
        TemplateFunction("genSelfSignedCertWithKey", [.string, .list, .list, .int, .string]) {
            (call) throws(FunctionError) in
            let key = try key(call.bytes(4))
            try checkNames(call)
            return made("self-signed certificate", call, key: key)
        },
        TemplateFunction("genSignedCert", [.string, .list, .list, .int, .object]) {
            (call) throws(FunctionError) in
            try checkSigner(call[4])
            try checkNames(call)
            return made("signed certificate", call, key: nil)
        },
        TemplateFunction("genSignedCertWithKey", [.string, .list, .list, .int, .object, .string]) {
            (call) throws(FunctionError) in
            let key = try key(call.bytes(5))
            try checkSigner(call[4])
            try checkNames(call)
            return made("signed certificate", call, key: key)
        },
    ]

    /// A placeholder that names the subject; the key is the one given, or a placeholder too.
    private static func made(_ what: String, _ call: FunctionCall, key: Bytes?) -> Value {
        let subject = what + " for " + call.text(0)
        return Value(
            .object(
                CertificateValue(
                    certificate: ReproducibleValues.pem("CERTIFICATE", subject),
                    key: key ?? ReproducibleValues.pem("RSA PRIVATE KEY", "key of " + subject))))
    }

    /// The IP addresses and host names of a certificate, its second and third argument.
    private static func checkNames(_ call: FunctionCall) throws(FunctionError) {
        for item in call[1].list?.items ?? [] {
            guard let text = item.bytes else {
                throw FunctionError("error parsing ip: \(printed(item)) is not a string")
            }
            guard (try? IPAddress(text)) != nil else {
                throw FunctionError(
                    "error parsing ip: " + String(decoding: text, as: UTF8.self))
            }
        }
        for item in call[2].list?.items ?? [] where item.bytes == nil {
            throw FunctionError(
                "error processing alternate dns name: \(printed(item)) is not a string")
        }
    }

    /// As Go prints a value that is no string.
    private static func printed(_ value: Value) -> String {
        switch value.payload {
        case .bool(let value): "\(value)"
        case .integer(let value, _): "\(value)"
        case .float(let value):
            value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
        case .null, .invalid: "<nil>"
        case .object(let object): String(decoding: object.printed, as: UTF8.self)
        default: value.typeName
        }
    }

    private static func checkSigner(_ value: Value) throws(FunctionError) {
        guard case .object(let signer as CertificateValue) = value.payload else {
            throw FunctionError(
                "wrong type for value; expected sprig.certificate; got \(value.typeName)")
        }
        guard PEMBlock(first: signer.certificate) != nil else {
            throw FunctionError("unable to decode certificate")
        }
        if let fault = fault(ofKey: signer.key) {
            throw FunctionError("error parsing private key: " + fault)
        }
    }

    private static func key(_ pem: Bytes) throws(FunctionError) -> Bytes {
        if let fault = fault(ofKey: pem) { throw FunctionError("parsing private key: " + fault) }
        return pem
    }

    /// What is wrong with the form of a private key; what it holds is not looked at.
    private static func fault(ofKey pem: Bytes) -> String? {
        guard let block = PEMBlock(first: pem) else { return "no PEM data in input" }
        if block.label == "PRIVATE KEY" { return nil }
        let suffix = " PRIVATE KEY"
        guard block.label.hasSuffix(suffix) else {
            return "no private key data in PEM block of type " + block.label
        }
        let kind = String(block.label.dropLast(suffix.count))
        return ["RSA", "EC", "DSA"].contains(kind) ? nil : "invalid private key type " + kind
    }

    private static func custom(certificate: Bytes, key: Bytes) throws(FunctionError) -> Value {
        let certificate = Base64.decoded(certificate)
        guard certificate.error == nil else {
            throw FunctionError("unable to decode base64 certificate")
        }
        let key = Base64.decoded(key)
        guard key.error == nil else {
            throw FunctionError("unable to decode base64 private key")
        }
        guard PEMBlock(first: certificate.bytes) != nil else {
            throw FunctionError("unable to decode certificate")
        }
        if let fault = fault(ofKey: key.bytes) {
            throw FunctionError("error parsing private key: " + fault)
        }
        return Value(
            .object(CertificateValue(certificate: certificate.bytes, key: key.bytes)))
    }
}

/// A certificate and its key, both in PEM, as a value of a template.
package final class CertificateValue: ObjectValue {
    package let certificate: Bytes
    package let key: Bytes

    package init(certificate: Bytes, key: Bytes) {
        self.certificate = certificate
        self.key = key
    }

    package var typeName: String { "sprig.certificate" }
    package var printed: Bytes {
        [UInt8(ascii: "{")] + certificate + [0x20] + key + [UInt8(ascii: "}")]
    }

    package func field(_ name: Bytes, _ origins: OriginTable) -> Value? {
        switch String(decoding: name, as: UTF8.self) {
        case "Cert": .string(certificate)
        case "Key": .string(key)
        default: nil
        }
    }
}
