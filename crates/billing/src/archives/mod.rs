//! Signed archives of issued documents (PRODUCT 1.M, M13). docs/decisions/0095-archives.md.
//!
//! Owns archives, their files and the key that signs them; each is written once. Refuses days that have not ended (`until`), a period in
//! which no document was numbered (`nothing-to-archive`), a chain that does not hold (`chain-broken`), too much at once
//! (`archive-too-large`), and to be done twice at once (`archive-under-way`).

mod contents;
mod create;
mod days;
mod file;
pub mod key;
mod list;
mod pack;
mod record;
mod store;
mod tables;

use std::sync::Arc;

use kernel::Vault;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Billing;

/// What the operations work with.
pub struct Archives {
    billing: Billing,
    vault: Vault,
}

impl Archives {
    pub fn new(billing: Billing, vault: Vault) -> Arc<Self> {
        Arc::new(Self { billing, vault })
    }
}

pub fn routes(archives: Arc<Archives>) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(create::create_archive, list::list_archives))
        .routes(routes!(file::get_archive_file))
        .with_state(archives)
}
