import ArgumentParser
import AuthorityService
import Cryptoki
import HSMDiagnostics

/// Runs a command's work and says in one line why it failed.
func explained<Result>(_ work: () throws -> Result) throws -> Result {
  do {
    return try work()
  } catch let fault as TokenFault {
    throw fail(fault, as: fault.exitCode)
  } catch let fault as PINFault {
    throw fail(fault, as: ExitCode.validationFailure)
  } catch let problem as ConfigurationProblem {
    throw fail(problem, as: .badConfiguration)
  } catch let fault as FileProblem {
    throw fail(fault, as: fault.exitCode)
  } catch let fault as KeyProofFault {
    throw fail(fault)
  } catch let fault as KeyGenerationFault {
    throw fail(fault)
  } catch let error as CryptokiError {
    throw fail("\(error).")
  }
}

/// Runs a command's work for each token, goes on after a failure, and ends with the first one's code.
func forEachToken(_ accesses: [TokenAccess], _ work: (TokenAccess) throws -> Void) throws {
  var first: ExitCode?
  for access in accesses {
    do {
      try explained { try work(access) }
    } catch let code as ExitCode {
      first = first ?? code
    }
  }
  if let first { throw first }
}
