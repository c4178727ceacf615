internal import AuthorityModel
internal import Logging
internal import OperatorConsole
internal import SQLiteStorage

extension DatabaseConfiguration {
  private var file: Located<String> {
    switch self {
    case .sqlite(let file): file
    }
  }

  /// - Parameter share: How jobs are placed in the queue.
  func stores(placing share: AccountShare, logger: Logger) throws(AuthorityError) -> SQLiteStores {
    do throws(DatabaseOpeningError) {
      return try SQLiteStores(
        path: path, accountShare: share, observingLog: { Self.report($0, to: logger) })
    } catch {
      throw .database(error)
    }
  }

  private static func report(_ log: LogHealth, to logger: Logger) {
    if let concern = log.concern {
      logger.error("The disk will be full one day", metadata: ["reason": "\(concern)"])
    } else {
      logger.notice("The write-ahead log is moved into the database again")
    }
  }

  /// Where administrators reach the CA.
  func adminSocket() throws(AuthorityError) -> AdminSocketPath {
    do throws(AdminSocketPath.TooLong) {
      return try AdminSocketPath(besideDatabase: path)
    } catch {
      throw .configuration(
        ConfigurationError(
          file.problem(
            "\(error).", mend: "Put the database into a folder with a shorter name; a link will do."
          )))
    }
  }

  /// What became of the tokens' last logins.
  func loginLedger(clock: WallClock) throws(AuthorityError) -> LoginLedgerFile {
    do throws(FileFault) {
      return try LoginLedgerFile(besideDatabase: path, clock: clock)
    } catch {
      throw .configuration(ConfigurationError(file.problem("\(error.reason).", mend: error.mend)))
    }
  }
}
