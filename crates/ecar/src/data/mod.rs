//! The whole data: what is asked before a database is opened, backups, exports that the web app asks for, and takeovers of other systems.

mod backups;
mod exports;
mod migrations;
mod progress;
mod takeovers;
mod upgrade;
mod worker;

use std::sync::Arc;

use copies::{BucketSettings, Keep, Key, Schema, Settings, Store};

use crate::apart;
use crate::config::Config;

pub use backups::{Backup, latest, take_now};
pub use exports::{Cleaner, DataExport, Exports};
pub use migrations::Migrator;
pub use progress::show;
pub use takeovers::{NewTakeover, Takeover, TakeoverRow, Takeovers, shown_name};
pub use upgrade::{before_upgrade, refuse_unfinished, steps_left};
pub use worker::Backups;

/// What the program itself keeps, which is no module's.
const PROGRAM: &str = "program";

const SCHEMAS: [Schema; 10] = [
    Schema::of::<identity::Migrator>(identity::MODULE),
    Schema::of::<customers::Migrator>(customers::MODULE),
    Schema::of::<vehicles::Migrator>(vehicles::MODULE),
    Schema::of::<scheduling::Migrator>(scheduling::MODULE),
    Schema::of::<inventory::Migrator>(inventory::MODULE),
    Schema::of::<workshop::Migrator>(workshop::MODULE),
    Schema::of::<billing::Migrator>(billing::MODULE),
    Schema::of::<notifications::Migrator>(notifications::MODULE),
    Schema::of::<reporting::Migrator>(reporting::MODULE),
    Schema::of::<webhooks::Migrator>(webhooks::MODULE),
];

/// The schemas of the modules that run here, and the program's own.
pub fn schemas(config: &Config) -> anyhow::Result<Vec<Schema>> {
    let here = apart::here(config)?;
    let own = Schema::of::<Migrator>(PROGRAM);
    Ok(SCHEMAS.into_iter().filter(|schema| here.contains(&schema.module)).chain([own]).collect())
}

/// How backups are taken to this place.
pub fn settings(config: &Config, to: &str) -> anyhow::Result<Settings> {
    let bucket = BucketSettings {
        endpoint: config.backup_s3_endpoint.clone(),
        region: config.backup_s3_region.clone(),
        access_key: config.backup_s3_access_key.clone(),
        secret_key: config.backup_s3_secret_key.clone(),
    };
    let key = config.backup_key.as_deref().map(Key::from_text).transpose()?.map(Arc::new);
    let label = if config.only.is_empty() { "ecar".to_owned() } else { format!("ecar-{}", config.only.replace([',', ' '], "-")) };
    Ok(Settings { store: Store::of(to, bucket)?, key, keep: Keep::from_text(&config.backup_keep)?, label })
}
