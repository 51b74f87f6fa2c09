package import GoTemplates

/// All functions that templates of charts may call in Helm 4.2.3: Go's, Sprig's but for those that
/// read the environment, and Helm's own.
package enum HelmFunctions {
    package static let table = FunctionTable(
        BuiltInFunctions.all + CertificateFunctions.all + CryptoFunctions.all + DateFunctions.all
            + DefaultFunctions.all + DictFunctions.all + EncodingFunctions.all
            + ListFunctions.all + MathFunctions.all + NetworkFunctions.all + PathFunctions.all
            + RandomFunctions.all + RegexFunctions.all + SemverFunctions.all
            + StringFunctions.all + TypeFunctions.all + URLFunctions.all + NotationFunctions.all
            + EngineFunctions.all)
}
