internal import GRDB

/// All changes of the tables, in the order in which they are made; one file each.
///
/// A migration that has been released is never edited: a change of it is a new one.
enum SchemaMigrations {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration(FirstSchema.name, migrate: FirstSchema.create)
    migrator.registerMigration(AccountLifeSchema.name, migrate: AccountLifeSchema.create)
    migrator.registerMigration(OrderLifeSchema.name, migrate: OrderLifeSchema.create)
    migrator.registerMigration(RevocationsSchema.name, migrate: RevocationsSchema.create)
    migrator.registerMigration(CAAChecksSchema.name, migrate: CAAChecksSchema.create)
    migrator.registerMigration(FairQueueSchema.name, migrate: FairQueueSchema.create)
    migrator.registerMigration(IssuingLineSchema.name, migrate: IssuingLineSchema.create)
    migrator.registerMigration(LostJobsSchema.name, migrate: LostJobsSchema.create)
    migrator.registerMigration(RenewalsSchema.name, migrate: RenewalsSchema.create)
    return migrator
  }
}
