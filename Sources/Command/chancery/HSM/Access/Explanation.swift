import ArgumentParser
import AuthorityService
import Cryptoki
import HSMDiagnostics

/// Runs a command's work and says in one line why it failed.
///
/// - Parameter name: What the line begins with, where there are several things that could fail.
func explained<Result>(about name: String? = nil, _ work: () throws -> Result) throws -> Result {
  let start = name.map { "\($0): " } ?? ""
  do {
    return try work()
  } catch let fault as TokenFault {
    throw fail("\(start)\(fault)", as: fault.exitCode)
  } catch let fault as PINFault {
    throw fail("\(start)\(fault)", as: ExitCode.validationFailure)
  } catch let problem as ConfigurationProblem {
    throw fail(problem, as: .badConfiguration)
  } catch let problem as FileProblem {
    throw fail(problem.description, as: problem.exitCode)
  } catch let fault as KeyProofFault {
    throw fail("\(start)\(fault)")
  } catch let fault as KeyGenerationFault {
    throw fail("\(start)\(fault)")
  } catch let error as CryptokiError {
    throw fail("\(start)\(error).")
  }
}

/// Runs a command's work for each token, goes on after a failure, and ends with the first one's code.
func forEachToken(_ accesses: [TokenAccess], _ work: (TokenAccess) throws -> Void) throws {
  var first: ExitCode?
  for access in accesses {
    do {
      try explained(about: access.name.map { "token \($0)" }) { try work(access) }
    } catch let code as ExitCode {
      first = first ?? code
    }
  }
  if let first { throw first }
}
