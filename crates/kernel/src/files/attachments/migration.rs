//! The table of what is kept of an attachment beside its file.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

/// The step that creates `<module>_attachments`; the module has its files already.
pub struct CreateAttachments(pub &'static str);

impl MigrationName for CreateAttachments {
    fn name(&self) -> &'static str {
        "m0089_create_attachments"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateAttachments {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let module = self.0;
        let (uuid, time) = match manager.get_database_backend() {
            DbBackend::Postgres => ("uuid", "timestamp with time zone"),
            _ => ("uuid_blob", "timestamp_with_timezone_text"),
        };
        let table = format!(
            "create table {module}_attachments (id {uuid} not null primary key, record {uuid} not null, note text, removed_at bigint, \
             withdrawn_at {time}, withdrawn_by varchar, reason text)"
        );
        let record = format!("create index {module}_attachments_record on {module}_attachments (record, id)");
        // Few rows, and only for a day: what was taken away.
        let removed =
            format!("create index {module}_attachments_removed on {module}_attachments (removed_at) where removed_at is not null");
        for statement in [table, record, removed] {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
