/// Variables that turn on what belongs on a developer's machine.
enum DebugSettings {
    /// Names whose value is an environment, with what production calls itself.
    private static let environments: [String: String] = [
        "NODE_ENV": "production", "RAILS_ENV": "production", "RACK_ENV": "production",
        "FLASK_ENV": "production", "APP_ENV": "production", "SYMFONY_ENV": "prod",
        "ASPNETCORE_ENVIRONMENT": "Production", "DOTNET_ENVIRONMENT": "Production",
        "MIX_ENV": "prod", "GO_ENV": "production", "DJANGO_ENV": "production",
    ]

    /// Names whose value switches debugging on.
    private static let switches: Set<String> = [
        "DEBUG", "APP_DEBUG", "FLASK_DEBUG", "DJANGO_DEBUG", "PHP_DEBUG", "WP_DEBUG",
        "SYMFONY_DEBUG", "WERKZEUG_DEBUG", "PYTHONASYNCIODEBUG",
    ]

    private static let developmentNames: Set<String> = ["development", "dev", "local", "debug"]
    private static let switchedOff = ["1": "0", "true": "false", "on": "off", "yes": "no"]

    /// What production would set; nil when the variable is no such setting or is set well.
    static func productionValue(_ name: String, _ value: String) -> String? {
        let lower = value.lowercased()
        if let production = environments[name] {
            return developmentNames.contains(lower) ? production : nil
        }
        if name == "XDEBUG_MODE" {
            return lower.split(separator: ",").contains("debug") ? "off" : nil
        }
        guard switches.contains(name), let off = switchedOff[lower] else { return nil }
        return value.first?.isUppercase ?? false
            ? off.prefix(1).uppercased() + off.dropFirst() : off
    }
}
