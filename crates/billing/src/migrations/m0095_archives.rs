//! Signed archives. docs/decisions/0095-archives.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, binary, date, pk_uuid, string, string_uniq, timestamp_with_time_zone as time, uuid};

use super::m0072_chain::guard_whole;

pub struct Archives;

impl MigrationName for Archives {
    fn name(&self) -> &'static str {
        "m0095_archives"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Archives {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [keys(), archives(), files()] {
            manager.create_table(table).await?;
        }
        manager.get_connection().execute_unprepared(INDEX).await?;
        guard_whole(manager, "billing_archives").await?;
        guard_whole(manager, "billing_archive_files").await
    }
}

/// Of two who archive at once, one does.
const INDEX: &str = "create unique index billing_archives_sequence on billing_archives (site_id, sequence)";

fn keys() -> TableCreateStatement {
    Table::create()
        .table("billing_archive_keys")
        .col(pk_uuid("id"))
        .col(string_uniq("fingerprint"))
        .col(string("private_key"))
        .col(time("created_at"))
        .take()
}

fn archives() -> TableCreateStatement {
    Table::create()
        .table("billing_archives")
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(big_integer("sequence"))
        .col(date("from_day"))
        .col(date("until_day"))
        .col(time("at"))
        .col(string("by_name"))
        .col(big_integer("documents"))
        .col(big_integer("size"))
        .col(string("digest"))
        .col(string("fingerprint"))
        .take()
}

/// Apart from what is listed of them.
fn files() -> TableCreateStatement {
    Table::create().table("billing_archive_files").col(pk_uuid("archive_id")).col(binary("bytes")).take()
}
