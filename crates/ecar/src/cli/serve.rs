//! `ecar serve`

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;
use kernel::module::run_worker;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

use crate::apart::{self, Topology};
use crate::cli::demo::fill_if_empty;
use crate::cli::garage;
use crate::config::{Config, LogFormat};
use crate::demo::Size;
use crate::http::server;
use crate::program::{self, Program};

#[derive(Args)]
pub struct ServeCommand {
    /// Fill the database with demonstration data first when it is empty, and print who can sign in
    #[arg(long, value_name = "SIZE")]
    demo: Option<Size>,
}

impl ServeCommand {
    pub async fn run(self, config: Config) -> anyhow::Result<()> {
        start_log(&config)?;
        let topology = Topology::of(&config)?;
        let program =
            if topology.is_gateway() { apart::gateway(&config, &topology).await? } else { self.build(&config, &topology).await? };
        let listener = TcpListener::bind(config.listen).await.with_context(|| format!("cannot listen on {}", config.listen))?;
        let address = listener.local_addr()?;
        let stop = program.stop.clone();
        let relay = tokio::spawn(program.relay);
        for worker in program.workers {
            tokio::spawn(run_worker(worker, Arc::new(tokio::sync::Notify::new()), stop.clone()));
        }
        stop_on_signal(stop.clone(), program.live.clone())?;
        announce(address, &config);
        server::serve(listener, program.router, stop).await;
        relay.await?;
        if let Some(db) = program.db {
            db.close().await?;
        }
        tracing::info!("stopped");
        Ok(())
    }

    async fn build(&self, config: &Config, topology: &Topology) -> anyhow::Result<Program> {
        if self.demo.is_some() {
            garage::with_every_module(config)?;
        }
        let context = program::open_migrated(config).await?;
        if let Some(size) = self.demo {
            fill_if_empty(config, &context, size).await?;
        }
        program::build(config, &context, topology)
    }
}

fn announce(address: SocketAddr, config: &Config) {
    tracing::info!(?config, "ready");
    println!("ECAR is ready: http://{address}");
}

fn start_log(config: &Config) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&config.log).context("the log filter is not right")?;
    // Who read the log may be gone: that is no reason to fail at what was to be done.
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).log_internal_errors(false);
    match config.log_format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
    Ok(())
}

/// Ctrl-C and SIGTERM stop taking requests; those in flight finish, and open screens are let go.
fn stop_on_signal(stop: CancellationToken, live: kernel::live::Live) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        stop.cancel();
        live.close();
        tracing::info!("stopping");
    });
    Ok(())
}
