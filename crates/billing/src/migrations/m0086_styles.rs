//! How a site's documents look, and from when on. docs/decisions/0086-how-documents-look.md.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, pk_uuid, string, string_null, text, timestamp_with_time_zone as time, uuid, uuid_null};

pub struct Styles;

impl MigrationName for Styles {
    fn name(&self) -> &'static str {
        "m0086_styles"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Styles {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let styles = Table::create()
            .table("billing_styles")
            .col(pk_uuid("id"))
            .col(uuid("site_id"))
            .col(time("begins_at"))
            .col(string_null("colour"))
            .col(uuid_null("logo_id"))
            .col(text("footers"))
            .col(text("terms"))
            .col(string("by_name"))
            .col(big_integer("version"))
            .take();
        manager.create_table(styles).await?;
        manager.get_connection().execute_unprepared(INDEX).await.map(drop)
    }
}

/// Two who save at once save one after the other, and the later is told.
const INDEX: &str = "create unique index billing_styles_version on billing_styles (site_id, version)";
