//! What leaks, as the API shows it.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::inventory::STOCK_SEE_COST;
use contracts::reporting::REPORT_MANAGE;
use kernel::{Actor, Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::leaks::Kind;
use crate::sites::Sites;
use crate::store::leaks::Row;

/// Money that leaks.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Leak)]
pub struct LeakView {
    pub id: Uuid,
    pub kind: Kind,
    pub site_id: SiteId,
    #[schema(example = "TND")]
    pub currency: String,
    /// Of the document.
    pub number: String,
    /// Whose: the customer's or the supplier's name.
    pub label: String,
    /// `work_order`, `supplier_invoice`, `supplier_return` or `core`
    pub document: String,
    pub document_id: Uuid,
    /// The day at the site on which it began.
    pub since: NaiveDate,
    /// Days since then.
    pub age: i64,
    /// Minor units, net; null of what tells costs for who may not see them.
    pub amount: Option<Amount>,
    /// Null of what is red.
    pub note: Option<LeakNote>,
    /// explain
    pub actions: Vec<String>,
}

/// Why it is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LeakNote {
    pub reason: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl LeakView {
    pub fn of(row: Row, today: NaiveDate, sites: &Sites, actor: &Actor) -> Result<Self, Problem> {
        let kind = Kind::named(&row.kind).ok_or_else(|| Problem::internal(&format!("{} is no kind of leak", row.kind)))?;
        let sees = !kind.is_cost() || actor.may(STOCK_SEE_COST, row.site_id);
        let note = row.reason.zip(row.by_name).zip(row.said_at).map(|((reason, by), at)| LeakNote { reason, by, at });
        Ok(Self {
            id: row.id,
            kind,
            site_id: row.site_id,
            currency: sites.0.get(&row.site_id).map(|site| site.currency.clone()).unwrap_or_default(),
            number: row.number,
            label: row.label,
            document: row.document,
            document_id: row.document_id,
            since: row.since,
            age: (today - row.since).num_days(),
            amount: sees.then_some(row.amount),
            note,
            actions: actor.allowed(row.site_id, &[("explain", REPORT_MANAGE)]).into_iter().map(str::to_owned).collect(),
        })
    }
}
