//! What a site has beside its identity, who owns a prefix of numbers, and links that change an e-mail address.

use sea_orm_migration::prelude::*;

use super::{column, index};

pub struct Sites;

impl MigrationName for Sites {
    fn name(&self) -> &'static str {
        "m0003_sites"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Sites {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in new_columns() {
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        manager.create_table(prefixes()).await?;
        manager.create_index(index("identity_site_prefixes_site", "identity_site_prefixes", &["site_id"])).await?;
        for seed in USUAL_PREFIXES {
            manager.get_connection().execute_unprepared(seed).await?;
        }
        Ok(())
    }
}

/// Sites that are there already number by their codes.
const USUAL_PREFIXES: [&str; 2] = [
    "insert into identity_site_prefixes (kind, prefix, site_id) select 'work_order', code, id from identity_sites",
    "insert into identity_site_prefixes (kind, prefix, site_id) select 'invoice', 'F-' || code, id from identity_sites",
];

fn new_columns() -> Vec<(&'static str, ColumnDef)> {
    let json = |name, usual: &str| column(name).text().default(usual).to_owned();
    vec![
        ("identity_sites", json("numbering", r#"{"prefixes":{},"width":5}"#)),
        ("identity_sites", json("languages", r#"{"offered":["fr","ar","en"],"default":"fr"}"#)),
        ("identity_sites", json("hours", r#"{"week":[],"exceptions":[]}"#)),
        ("identity_sites", ColumnDef::new("closed_at").timestamp_with_time_zone().to_owned()),
        // The address that the link shows to be the person's, and the session that asked, which goes on.
        ("identity_links", ColumnDef::new("email").string().to_owned()),
        ("identity_links", ColumnDef::new("session_id").uuid().to_owned()),
    ]
}

/// A prefix belongs to the site that used it first, for good: two sites never print the same number.
fn prefixes() -> TableCreateStatement {
    Table::create()
        .table("identity_site_prefixes")
        .col(column("kind").string())
        .col(column("prefix").string())
        .col(column("site_id").uuid())
        .primary_key(Index::create().col("kind").col("prefix"))
        .foreign_key(ForeignKey::create().from("identity_site_prefixes", "site_id").to("identity_sites", "id"))
        .to_owned()
}
