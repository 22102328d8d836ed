//! Rows of a table by their id, newest first: what is written once, and never changes its place.

use kernel::listing::{Conditions, Listing};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::invoices::store::TERMS;

/// A page of them, of these sites.
pub async fn newest<T: FromQueryResult, C: ConnectionTrait>(
    conn: &C,
    table: &'static str,
    sites: Option<&[SiteId]>,
    paging: &PageQuery,
    id: fn(&T) -> Uuid,
) -> Result<Page<T>, Problem> {
    let limit = paging.limit()?;
    let mut conditions = Conditions::default();
    if let Some(before) = paging.cursor::<Uuid>()? {
        conditions.add("r.id < ?", [before.into()]);
    }
    let listing = Listing {
        table,
        terms: TERMS,
        columns: "r.*",
        keys: "r.id",
        order: "r.id desc",
        limit: limit + 1,
        conditions,
        is_narrow: false,
        words: None,
        sites,
        states: vec![],
    };
    Ok(Page::cut(listing.rows(conn).await?, limit, id))
}
