//! Inspections: templates, of which two are there from the start; inspections with their items and photos; and secret links.

use kernel::schema::{IndexOf, create_indexes, optional};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer as long, boolean, integer, pk_uuid, string, text, timestamp_with_time_zone as time, uuid};

use crate::inspections::usual;

pub struct CreateInspections;

impl MigrationName for CreateInspections {
    fn name(&self) -> &'static str {
        "m0006_create_inspections"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateInspections {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [templates(), inspections(), items(), photos(), links()] {
            manager.create_table(table).await?;
        }
        create_indexes(manager, INDEXES).await?;
        seed(manager).await
    }
}

const INDEXES: &[IndexOf] = &[
    ("workshop_inspections", "order", &["order_id", "id"], false),
    ("workshop_inspections", "vehicle", &["vehicle_id", "id"], false),
    ("workshop_inspection_items", "inspection", &["inspection_id", "position"], false),
    ("workshop_inspection_photos", "inspection", &["inspection_id"], false),
    ("workshop_links", "hash", &["hash"], true),
    ("workshop_links", "record", &["record_id"], false),
    ("workshop_links", "order", &["order_id"], false),
];

async fn seed(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for template in usual::templates() {
        let content = serde_json::to_string(&template.sections).map_err(|error| DbErr::Custom(error.to_string()))?;
        let mut insert = Query::insert();
        insert
            .into_table("workshop_inspection_templates")
            .columns(["id", "name_fr", "name_ar", "name_en", "content", "archived", "version"])
            .values_panic([
                template.id.0.into(),
                template.names.fr.into(),
                template.names.ar.into(),
                template.names.en.into(),
                content.into(),
                false.into(),
                1_i64.into(),
            ]);
        manager.execute(insert).await?;
    }
    Ok(())
}

fn templates() -> TableCreateStatement {
    Table::create()
        .table("workshop_inspection_templates")
        .col(pk_uuid("id"))
        .col(string("name_fr"))
        .col(string("name_ar"))
        .col(string("name_en"))
        .col(boolean("archived"))
        .col(long("version"))
        .col(text("content"))
        .take()
}

fn inspections() -> TableCreateStatement {
    Table::create()
        .table("workshop_inspections")
        .col(pk_uuid("id"))
        .col(uuid("order_id"))
        .col(uuid("site_id"))
        .col(uuid("vehicle_id"))
        .col(uuid("template_id"))
        .col(long("template_version"))
        .col(string("name_fr"))
        .col(string("name_ar"))
        .col(string("name_en"))
        .col(string("state"))
        .col(time("begun_at"))
        .col(string("begun_by"))
        .col(optional(time("done_at")))
        .col(optional(string("done_by")))
        .col(optional(uuid("done_by_id")))
        .col(optional(text("reopen_reason")))
        .col(long("version"))
        .take()
}

fn items() -> TableCreateStatement {
    Table::create()
        .table("workshop_inspection_items")
        .col(pk_uuid("id"))
        .col(uuid("inspection_id"))
        .col(integer("position"))
        .col(string("section_fr"))
        .col(string("section_ar"))
        .col(string("section_en"))
        .col(string("name_fr"))
        .col(string("name_ar"))
        .col(string("name_en"))
        .col(string("code"))
        .col(optional(string("unit")))
        .col(optional(long("soon_below")))
        .col(optional(long("urgent_below")))
        .col(boolean("required"))
        .col(boolean("photo_if_urgent"))
        .col(optional(string("job_title")))
        .col(optional(string("verdict")))
        .col(optional(long("measure")))
        .col(optional(text("note")))
        .col(boolean("overruled"))
        .col(optional(string("answered_by")))
        .col(optional(uuid("answered_by_id")))
        .col(optional(time("answered_at")))
        .col(optional(uuid("job_id")))
        .col(long("version"))
        .take()
}

fn photos() -> TableCreateStatement {
    Table::create()
        .table("workshop_inspection_photos")
        .col(pk_uuid("id"))
        .col(uuid("inspection_id"))
        .col(uuid("item_id"))
        .col(text("marks"))
        .col(long("version"))
        .take()
}

fn links() -> TableCreateStatement {
    Table::create()
        .table("workshop_links")
        .col(pk_uuid("id"))
        .col(string("hash"))
        .col(string("kind"))
        .col(uuid("record_id"))
        .col(uuid("order_id"))
        .col(boolean("by_message"))
        .col(string("made_by"))
        .col(time("made_at"))
        .col(time("expires_at"))
        .col(optional(time("revoked_at")))
        .col(optional(time("first_opened_at")))
        .col(optional(time("last_opened_at")))
        .col(long("opened"))
        .take()
}
