//! Rows of a table by their id, newest first: what is written once, and never changes its place.

use kernel::SiteId;
use kernel::listing::{Conditions, Listing};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use uuid::Uuid;

use crate::invoices::store::TERMS;

pub async fn newest<T: FromQueryResult, C: ConnectionTrait>(
    conn: &C,
    table: &'static str,
    sites: Option<&[SiteId]>,
    before: Option<Uuid>,
    limit: u64,
) -> Result<Vec<T>, DbErr> {
    let mut conditions = Conditions::default();
    if let Some(before) = before {
        conditions.add("r.id < ?", [before.into()]);
    }
    let listing = Listing {
        table,
        terms: TERMS,
        columns: "r.*",
        keys: "r.id",
        order: "r.id desc",
        limit,
        conditions,
        is_narrow: false,
        words: None,
        sites,
        states: vec![],
    };
    listing.rows(conn).await
}
