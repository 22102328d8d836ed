//! What is asked for, and the drafts that it names.

use contracts::billing::{INVOICE_ISSUE, InvoiceId};
use garde::Validate;
use kernel::{Actor, Problem, Tx};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Error;
use crate::invoices::invoice::Invoice;
use crate::invoices::store;

/// Drafts of one customer.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = IssueTogether)]
pub struct Drafts {
    #[garde(length(min = 2, max = 100))]
    #[schema(min_items = 2, max_items = 100)]
    pub invoice_ids: Vec<InvoiceId>,
}

/// Whose they are, by the first: another site's does not exist.
pub async fn owner<C: ConnectionTrait>(conn: &C, actor: &Actor, drafts: &Drafts) -> Result<store::Owner, Problem> {
    let first = drafts.invoice_ids.first().ok_or_else(Problem::not_found)?;
    let owner = store::owner(conn, *first).await?.ok_or_else(Problem::not_found)?;
    actor.permit(INVOICE_ISSUE, owner.site_id)?;
    Ok(owner)
}

/// In the order in which they are named, locked in the order of their ids so that two who ask for the same do not wait for each other.
pub async fn lock(tx: &Tx, drafts: &Drafts) -> Result<Vec<Invoice>, Problem> {
    let mut ids = drafts.invoice_ids.clone();
    ids.sort_unstable();
    ids.dedup();
    let mut found = vec![];
    for id in ids {
        found.extend(store::lock(tx, id).await?);
    }
    named(drafts, &found)
}

pub fn named(drafts: &Drafts, found: &[Invoice]) -> Result<Vec<Invoice>, Problem> {
    let one = |(at, id): (usize, &InvoiceId)| {
        let draft = found.iter().find(|draft| draft.id == *id).cloned();
        draft.ok_or_else(|| Error::NotTogether { at }.into())
    };
    drafts.invoice_ids.iter().enumerate().map(one).collect()
}
