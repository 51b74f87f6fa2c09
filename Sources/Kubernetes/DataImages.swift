package import Notations
import SourceText

/// Images whose programs keep data that must outlive a pod, and the folders they keep it in.
package enum DataImages {
    /// The folder in which an image keeps its data, as its makers document it; nil for images that
    /// are not known to keep any.
    package static func folder(of image: ImageReference) -> String? {
        let name = image.repository.split(separator: "/").last.map(String.init) ?? ""
        if image.repository.holds("bitnami") { return bitnami(name) }
        switch name {
        case "postgres", "postgresql", "postgis", "timescaledb", "pgvector":
            return "/var/lib/postgresql"
        case "mysql", "mysql-server", "mariadb", "percona", "percona-server":
            return "/var/lib/mysql"
        case "mongo", "mongodb", "mongodb-community-server", "percona-server-mongodb":
            return "/data/db"
        case "cassandra": return "/var/lib/cassandra"
        case "scylla": return "/var/lib/scylla"
        case "elasticsearch", "elasticsearch-oss": return "/usr/share/elasticsearch/data"
        case "opensearch": return "/usr/share/opensearch/data"
        case "clickhouse", "clickhouse-server": return "/var/lib/clickhouse"
        case "couchdb": return "/opt/couchdb/data"
        case "couchbase": return "/opt/couchbase/var"
        case "neo4j", "minio": return "/data"
        case "influxdb":
            return image.tag?.hasPrefix("1") == true ? "/var/lib/influxdb" : "/var/lib/influxdb2"
        case "cockroach": return "/cockroach/cockroach-data"
        case "rabbitmq": return "/var/lib/rabbitmq"
        case "server" where image.repository.hasSuffix("mssql/server"): return "/var/opt/mssql"
        default: return nil
        }
    }

    private static func bitnami(_ name: String) -> String? {
        switch name {
        case "postgresql", "mysql", "mariadb", "mongodb", "cassandra", "elasticsearch",
            "opensearch",
            "clickhouse", "influxdb", "neo4j", "minio", "rabbitmq", "kafka", "zookeeper", "etcd":
            "/bitnami/\(name)"
        default: nil
        }
    }
}
