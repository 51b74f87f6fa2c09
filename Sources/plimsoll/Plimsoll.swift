import ArgumentParser

@main
struct Plimsoll: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plimsoll", abstract: "Placeholder")
}
