//! Everything that the modules declare, without running any: the API's document, and whose each operation is.

use std::sync::Arc;

use identity::Vault;
use kernel::db::PoolSize;
use kernel::live::Live;
use kernel::{Context, Db};
use utoipa::openapi::OpenApi;

use crate::apart::{Owners, Topology};
use crate::config::Config;
use crate::document::describe;
use crate::http::{audit, imports, live, search};
use crate::modules::Wiring;
use crate::program::{failed, searchables, trails};

pub struct Paper {
    pub document: OpenApi,
    pub owners: Owners,
}

impl Paper {
    /// Made from the handlers alone: no database is needed.
    pub async fn of_everything() -> anyhow::Result<Self> {
        let (config, topology, context) = (Config::default(), Topology::together(), nowhere().await?);
        let vault = Vault::from_text(&Vault::new_key().map_err(failed)?)?;
        let wiring = Wiring::on_paper(&config, &context, &topology, vault);
        let modules = wiring.modules()?;
        let owners = Owners::of(&modules);
        let mut api = search::router(searchables(&wiring)?);
        for module in modules {
            api = api.merge(module.router).merge(module.uploads);
        }
        let (_, mut document) = api.split_for_parts();
        document.merge(audit::router(trails(&context)).split_for_parts().1);
        document.merge(live::router(Live::default(), wiring.authenticator()?).split_for_parts().1);
        document.merge(imports::router(context, vec![]).split_for_parts().1);
        Ok(Self { document: describe(document), owners })
    }
}

/// An empty database in memory, for wiring that is only looked at.
async fn nowhere() -> anyhow::Result<Context> {
    let folder = std::env::temp_dir().join(format!("ecar-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir_all(&folder)?;
    let db = Db::open(&folder.join("none.db").display().to_string(), PoolSize { readers: 1, ..PoolSize::default() }).await?;
    std::fs::remove_dir_all(&folder)?;
    Ok(Context { db, clock: Arc::new(kernel::clock::SystemClock) })
}
