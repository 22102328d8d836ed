//! The commands of the command line, a file each.

mod audit;
mod backup;
mod demo;
mod doctor;
mod export;
mod garage;
mod health;
mod import;
mod migrate;
mod openapi;
mod reports;
mod restore;
mod serve;
mod system;
mod user;
mod verify;

pub use audit::AuditCommand;
pub use backup::BackupCommand;
pub use demo::DemoCommand;
pub use doctor::doctor;
pub use export::ExportCommand;
pub use health::health;
pub use import::ImportCommand;
pub use migrate::MigrateCommand;
pub use openapi::openapi;
pub use reports::ReportsCommand;
pub use restore::RestoreCommand;
pub use serve::ServeCommand;
pub use user::UserCommand;
pub use verify::VerifyCommand;
