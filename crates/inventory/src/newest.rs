//! Papers of a supplier or a site, newest first, each page a walk of one index.

use contracts::inventory::SupplierId;
use kernel::SiteId;
use kernel::listing::{Conditions, Listing};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Value};

use crate::TERMS;

/// Which papers, from where on.
#[derive(Clone, Debug)]
pub struct Newest<State, Id> {
    /// Every site without.
    pub sites: Option<Vec<SiteId>>,
    /// Any without.
    pub states: Vec<State>,
    pub supplier: Option<SupplierId>,
    /// The last one that was read.
    pub after: Option<Id>,
    pub limit: u64,
}

/// The first rows of a table that the filter lets through. `columns` are of the alias `r`.
pub async fn newest<Row, State, Id, C>(
    conn: &C,
    (table, columns): (&'static str, &'static str),
    filter: &Newest<State, Id>,
) -> Result<Vec<Row>, DbErr>
where
    Row: FromQueryResult,
    State: ToString,
    Id: Copy + Into<Value>,
    C: ConnectionTrait,
{
    let mut conditions = Conditions::default();
    conditions.equal("r.supplier_id", filter.supplier);
    let is_narrow = !conditions.sql.is_empty();
    if let Some(id) = filter.after {
        conditions.add("r.id < ?", [id.into()]);
    }
    let listing = Listing {
        table,
        terms: TERMS,
        columns,
        keys: "r.id",
        order: "r.id desc",
        limit: filter.limit,
        conditions,
        is_narrow,
        words: None,
        sites: filter.sites.as_deref(),
        states: filter.states.iter().map(ToString::to_string).collect(),
    };
    listing.rows(conn).await
}
