package import SourceText
extension YAMLTree { package var comments: [SourceRange] { [] } }
