package import GoTemplates

/// The network in templates: there is none, as in Helm unless told otherwise.
package enum NetworkFunctions {
    package static let all: [TemplateFunction] = [
        TemplateFunction("getHostByName", [.string]) { (_) throws(FunctionError) in .string([]) }
    ]
}
