//! The module's schema, step by step. A step that shipped is never edited.

mod m0001_create;
mod m0097_channels;
mod m0098_reminders;
mod m0099_texts;
mod m0100_whatsapp;
mod m0101_news;
mod m0102_prices;
mod m0103_campaigns;
mod m0104_threads;
mod m0105_feedback;
mod m0106_push;

use kernel::merging::CreateMerging;
use kernel::schema::CreateAudit;
use sea_orm_migration::prelude::*;

use crate::MODULE;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_create::Create),
            Box::new(CreateAudit(MODULE)),
            Box::new(m0097_channels::Channels),
            Box::new(m0098_reminders::Reminders),
            Box::new(CreateMerging(MODULE)),
            Box::new(m0099_texts::Texts),
            Box::new(m0100_whatsapp::Whatsapp),
            Box::new(m0101_news::News),
            Box::new(m0102_prices::Prices),
            Box::new(m0103_campaigns::Campaigns),
            Box::new(m0104_threads::Threads),
            Box::new(m0105_feedback::Feedback),
            Box::new(m0106_push::Push),
        ]
    }

    fn migration_table_name() -> DynIden {
        "notifications_migrations".into_iden()
    }
}
