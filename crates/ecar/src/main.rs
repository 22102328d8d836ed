//! ECAR runs a garage: one binary with every module and the web app inside.

mod apart;
mod cli;
mod config;
mod data;
mod demo;
mod document;
mod http;
mod modules;
mod paper;
mod program;
mod router;
mod secret;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::cli::{AuditCommand, BackupCommand, DemoCommand, ExportCommand, ImportCommand, MigrateCommand, ReportsCommand, RestoreCommand};
use crate::cli::{ServeCommand, UserCommand, VerifyCommand};
use crate::config::{Config, Flags};

/// Gives memory of password hashes and printed documents back, which the C library's arenas keep.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Runs a garage, or a chain of them.
#[derive(Parser)]
#[command(name = "ecar", version, about)]
struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the web app and the API; brings the database up to date first.
    Serve(ServeCommand),
    /// Bring the database up to date and stop.
    Migrate(MigrateCommand),
    /// People who sign in.
    #[command(subcommand)]
    User(UserCommand),
    /// Fill an empty database with a believable garage.
    Demo(DemoCommand),
    /// Import customers, vehicles or products from a CSV file.
    Import(ImportCommand),
    /// Write all data to a file that any ECAR restores: tables, files, audit trail and schema.
    Export(ExportCommand),
    /// Fill an empty database from an export or a backup.
    Restore(RestoreCommand),
    /// Back the data up while ECAR runs; the backup is opened again before this ends.
    Backup(BackupCommand),
    /// Print the API's OpenAPI 3.1 document.
    Openapi {
        /// That of the endpoints which clients of other systems know
        #[arg(long)]
        clients: bool,
    },
    /// The audit trail.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// The figures of the garage.
    #[command(subcommand)]
    Reports(ReportsCommand),
    /// Check the chain of issued documents; ends with 1 when it does not hold
    Verify(VerifyCommand),
    /// Check that the books add up; ends with 1 when they don't.
    Doctor,
    /// Ask the ECAR that listens here whether it can serve; ends with 1 when it can't.
    Health,
}

#[tokio::main]
async fn main() -> ExitCode {
    match Box::pin(run(Cli::parse())).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ecar: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<()> {
    if let Command::Openapi { clients } = cli.command {
        return cli::openapi(clients).await;
    }
    let config = Config::load(&cli.flags)?;
    match cli.command {
        Command::Serve(command) => command.run(config).await,
        Command::Migrate(command) => command.run(&config).await,
        Command::Export(command) => command.run(&config).await,
        Command::Restore(command) => command.run(&config).await,
        Command::Backup(command) => command.run(&config).await,
        Command::User(command) => command.run(&config).await,
        Command::Demo(command) => command.run(&config).await,
        Command::Import(command) => command.run(&config).await,
        Command::Audit(command) => command.run(&config).await,
        Command::Reports(command) => command.run(&config).await,
        Command::Verify(command) => command.run(&config).await,
        Command::Doctor => cli::doctor(&config).await,
        Command::Health => cli::health(&config),
        Command::Openapi { .. } => Ok(()),
    }
}
