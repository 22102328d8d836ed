//! How often an article was used on a vehicle and on a model, for which job and at which site.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer as long, integer, string, uuid};

use super::store::TABLE;

pub struct CreateUsedParts;

impl MigrationName for CreateUsedParts {
    fn name(&self) -> &'static str {
        "m0052_create_used_parts"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateUsedParts {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut key = Index::create();
        // In the order in which they are asked for: what is alike lies together.
        for column in KEY {
            key.col(column);
        }
        let table = Table::create()
            .table(TABLE)
            .col(string("scope"))
            .col(integer("year"))
            .col(uuid("site_id"))
            .col(string("job"))
            .col(uuid("product_id"))
            .col(string("description"))
            .col(long("times"))
            .primary_key(&mut key)
            .take();
        manager.create_table(table).await
    }
}

const KEY: [&str; 5] = ["scope", "year", "site_id", "job", "product_id"];
