//! Load, growth and fault runs against the real binary, from a second process over loopback.
//!
//! `bench load` prints requests per second, p50 and p99 on 10,000 and 100,000 work orders and how they grow;
//! `bench search` types names, numbers and plates letter by letter among 200,000 customers and 300,000 vehicles;
//! `bench doors` guesses at passwords while an owner signs in and lists are read;
//! `bench topologies` runs visits together, with two replicas and apart, and says whose processor time they take;
//! `bench slots` asks for the feasible times of a busy site;
//! `bench floor` reads a full board and a long order with photos, and sends a camera's pictures meanwhile;
//! `bench batch` issues and renders 10,000 invoices, and reads the reports of money beside them;
//! `bench reminders` has a day's run walk 100,000 vehicles, and a second one after it;
//! `bench compat` reads lists as clients of other systems do, beside ECAR's own;
//! `bench figures` reads the owner's dashboard over a million work orders, makes its figures anew, and moves all data to the other database;
//! `bench soak` works for an hour and says whether memory, files and times stay what they were;
//! `bench faults` kills the program with SIGKILL while visits run, and checks the books after each restart;
//! `bench overload`, `slow`, `outages`, `full` and `clock` are the other faults: too many askers, slow ones, PostgreSQL and Redis that go
//! and come back, a full disk, and a clock that jumps.

mod batch;
mod client;
mod clock;
mod compat;
mod doors;
mod faults;
mod figures;
mod floor;
mod full;
mod load;
mod outages;
mod overload;
mod reminders;
mod search;
mod server;
mod slots;
mod slow;
mod soak;
mod topologies;
mod visit;

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Cli {
    /// The program to run
    #[arg(long, default_value = "target/release/ecar", global = true)]
    ecar: std::path::PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Requests per second and latencies
    Load(load::LoadRun),
    /// Searching as people type, among very many customers and vehicles
    Search(search::SearchRun),
    /// What guessing at passwords gains and costs
    Doors(doors::DoorsRun),
    /// Visits together, on two replicas, and apart
    Topologies(topologies::TopologiesRun),
    /// Feasible times of four weeks
    Slots(slots::SlotsRun),
    /// The board, a long order, and photos
    Floor(floor::FloorRun),
    /// Very many invoices issued and rendered
    Batch(batch::BatchRun),
    /// The day's run of reminders, twice
    Reminders(reminders::RemindersRun),
    /// Lists as clients of other systems read them
    Compat(compat::CompatRun),
    /// The dashboard over a million work orders
    Figures(figures::FiguresRun),
    /// An hour's steady work
    Soak(soak::SoakRun),
    /// Kill -9 at random moments
    Faults(faults::FaultRun),
    /// Ten times too many askers
    Overload(overload::OverloadRun),
    /// Clients that send or read at a crawl
    Slow(slow::SlowRun),
    /// PostgreSQL and Redis go and come back
    Outages(outages::OutagesRun),
    /// A full disk
    Full(full::FullRun),
    /// A clock that jumps
    Clock(clock::ClockRun),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    match cli.command {
        Command::Load(run) => run.run(&cli.ecar).await,
        Command::Search(run) => run.run(&cli.ecar).await,
        Command::Doors(run) => run.run(&cli.ecar).await,
        Command::Topologies(run) => run.run(&cli.ecar).await,
        Command::Slots(run) => run.run(&cli.ecar).await,
        Command::Floor(run) => run.run(&cli.ecar).await,
        Command::Batch(run) => run.run(&cli.ecar).await,
        Command::Reminders(run) => run.run(&cli.ecar).await,
        Command::Compat(run) => run.run(&cli.ecar).await,
        Command::Figures(run) => run.run(&cli.ecar).await,
        Command::Soak(run) => run.run(&cli.ecar).await,
        Command::Faults(run) => run.run(&cli.ecar).await,
        Command::Overload(run) => run.run(&cli.ecar).await,
        Command::Slow(run) => run.run(&cli.ecar).await,
        Command::Outages(run) => run.run(&cli.ecar).await,
        Command::Full(run) => run.run(&cli.ecar).await,
        Command::Clock(run) => run.run(&cli.ecar).await,
    }
}
