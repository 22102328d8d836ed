//! The language that an order's own words are in.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string;

pub struct KeepLanguages;

impl MigrationName for KeepLanguages {
    fn name(&self) -> &'static str {
        "m0124_keep_languages"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for KeepLanguages {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let language = string("language").default("fr").take();
        manager.alter_table(Table::alter().table("workshop_orders").add_column(language).take()).await
    }
}
