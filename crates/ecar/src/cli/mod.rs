//! The commands of the command line, a file each.

mod audit;
mod demo;
mod doctor;
mod garage;
mod health;
mod import;
mod openapi;
mod reports;
mod serve;
mod user;
mod verify;

pub use audit::AuditCommand;
pub use demo::DemoCommand;
pub use doctor::doctor;
pub use health::health;
pub use import::ImportCommand;
pub use openapi::openapi;
pub use reports::ReportsCommand;
pub use serve::ServeCommand;
pub use user::UserCommand;
pub use verify::VerifyCommand;

use crate::config::Config;
use crate::program;

pub async fn migrate(config: &Config) -> anyhow::Result<()> {
    let context = program::open(config).await?;
    program::migrate(config, &context.db).await?;
    println!("The database is up to date.");
    Ok(())
}
