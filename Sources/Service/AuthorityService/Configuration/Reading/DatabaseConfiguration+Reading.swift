extension DatabaseConfiguration {
  static let keys = ["database", "database_password_file", "database_password_env"]

  /// The text is never repeated in a message, since the URLs of databases often hold passwords.
  init(reading root: ConfigurationSection) {
    let mend = "Name the file of the database, as `database: sqlite:chancery.sqlite`."
    let text = root.obligatoryText("database", mend: mend)
    for key in ["database_password_file", "database_password_env"] where root[key] != nil {
      root.report(key, "An SQLite database has no password.", mend: "Remove the line.")
    }
    if text.value.hasPrefix("postgresql:") || text.value.hasPrefix("postgres:") {
      root.report("database", "PostgreSQL is not in this version yet.", mend: mend)
    } else if !text.value.isEmpty, !text.value.hasPrefix("sqlite:") || text.value == "sqlite:" {
      root.report("database", "It names no database that Chancery knows.", mend: mend)
    }
    let path = text.value.hasPrefix("sqlite:") ? text.value.dropFirst("sqlite:".count) : ""
    self = .sqlite(Located(root.session.absolutePath(String(path)), at: text.place))
  }
}
