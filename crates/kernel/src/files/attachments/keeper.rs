//! What a module says of its documents.

use async_trait::async_trait;
use uuid::Uuid;

use crate::{Actor, Context, Permission, Problem, SiteId, Tx};

/// A document that papers are kept with, as it stands.
#[derive(Clone, Debug)]
pub struct Kept {
    pub record: Uuid,
    pub site: SiteId,
    /// What people call it: its number.
    pub label: String,
    /// What is attached can only be withdrawn.
    pub is_settled: bool,
}

/// A kind of document that papers are kept with.
#[async_trait]
pub trait Keeper: Send + Sync {
    /// The module, whose tables they are in.
    const MODULE: &'static str;
    /// The kind, as the audit trail names it.
    const ENTITY: &'static str;
    /// Reads what is attached.
    const READING: Permission;
    /// Adds, takes away and withdraws.
    const WRITING: Permission;

    fn context(&self) -> &Context;

    /// The document, if there is one.
    async fn find(&self, record: Uuid) -> Result<Option<Kept>, Problem>;

    /// The same, kept from others until the transaction ends.
    async fn lock(&self, tx: &Tx, record: Uuid) -> Result<Option<Kept>, Problem>;

    /// News for the screens.
    async fn tell(&self, tx: &mut Tx, kept: &Kept, actor: &Actor) -> Result<(), Problem>;
}
