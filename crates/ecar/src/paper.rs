//! Everything that the modules declare, without running any: the API's document, and whose each operation is.

use std::sync::Arc;

use kernel::db::PoolSize;
use kernel::live::Live;
use kernel::{Context, Db, Module, Vault};
use utoipa::openapi::OpenApi;

use crate::apart::{Owners, Topology};
use crate::config::Config;
use crate::data::{Exports, Takeovers};
use crate::document::describe;
use crate::http::data::{self, Data};
use crate::http::{audit, fleet, imports, live, search, takeovers};
use crate::modules::{MODULES, Wiring};
use crate::program::{failed, knowing, searchables, trails};

/// The API's document, made from the handlers.
pub async fn document() -> anyhow::Result<OpenApi> {
    wired(|wiring, modules| {
        let mut api = search::router(searchables(wiring)?).merge(fleet::router(knowing(wiring)?));
        for module in modules {
            api = api.merge(module.router).merge(module.uploads);
        }
        let (_, mut document) = api.split_for_parts();
        document.merge(audit::router(trails(wiring.context)).split_for_parts().1);
        document.merge(live::router(Live::default(), wiring.authenticator()?).split_for_parts().1);
        let exports = Exports::of(wiring.config, wiring.context)?;
        let whole = Data::of(wiring.config, wiring.context, exports, wiring.sites("exports")?, &MODULES);
        document.merge(data::router(whole).split_for_parts().1);
        document.merge(imports::router(wiring.context.clone(), vec![]).split_for_parts().1);
        let sites = wiring.sites("takeovers")?;
        let takeovers = Takeovers { context: wiring.context.clone(), sites, importers: vec![] };
        document.merge(takeovers::router(Arc::new(takeovers)).split_for_parts().1);
        Ok(describe(document))
    })
    .await
}

/// Whose each operation is.
pub async fn owners() -> anyhow::Result<Owners> {
    wired(|_, modules| Ok(Owners::of(&modules))).await
}

/// Wires all modules, for looking at: no database is needed.
async fn wired<T>(look: impl FnOnce(&Wiring<'_>, Vec<Module>) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let (config, topology, context) = (Config::default(), Topology::together(), nowhere().await?);
    let vault = Vault::from_text(&Vault::new_key().map_err(failed)?)?;
    let wiring = Wiring::on_paper(&config, &context, &topology, vault);
    look(&wiring, wiring.modules()?)
}

/// An empty database in memory, for wiring that is only looked at.
async fn nowhere() -> anyhow::Result<Context> {
    let folder = std::env::temp_dir().join(format!("ecar-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir_all(&folder)?;
    let db = Db::open(&folder.join("none.db").display().to_string(), PoolSize { readers: 1, ..PoolSize::default() }).await?;
    std::fs::remove_dir_all(&folder)?;
    Ok(Context { db, clock: Arc::new(kernel::clock::SystemClock) })
}
