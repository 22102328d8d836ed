//! The list of quotes: one query of the orders, along the index of how quotes stand.

use chrono::{DateTime, Utc};
use contracts::customers::CustomerId;
use contracts::vehicles::VehicleId;
use contracts::workshop::WorkOrderId;
use kernel::listing::{Conditions, Listing};
use kernel::search::Query;
use kernel::{Amount, SiteId};
use sea_orm::{ActiveEnum, ConnectionTrait, DbErr, FromQueryResult};

use super::quote::QuoteState;
use crate::work_orders::store::TERMS;

const COLUMNS: &str = "r.id, r.number, r.site_id, r.quote_state, r.quote_asked_at, r.quote_until, r.customer_id, r.customer_name, \
    r.customer_phone, r.vehicle_id, r.vehicle_plate, r.vehicle_label, r.title, r.total, r.currency, r.version";

#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: WorkOrderId,
    pub number: String,
    pub site_id: SiteId,
    pub quote_state: QuoteState,
    pub quote_asked_at: DateTime<Utc>,
    pub quote_until: DateTime<Utc>,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub customer_phone: Option<String>,
    pub vehicle_id: VehicleId,
    pub vehicle_plate: String,
    pub vehicle_label: String,
    pub title: String,
    pub total: Amount,
    pub currency: String,
    pub version: i64,
}

/// Which quotes. The sites are those that may be seen.
pub struct Filter {
    pub sites: Option<Vec<SiteId>>,
    pub state: Option<QuoteState>,
    pub customer: Option<CustomerId>,
    pub words: Option<Query>,
    pub now: DateTime<Utc>,
    /// When the last row was asked for, and its id.
    pub after: Option<(DateTime<Utc>, WorkOrderId)>,
    pub limit: u64,
}

/// Who called last comes first.
pub async fn list<C: ConnectionTrait>(conn: &C, filter: &Filter) -> Result<Vec<Row>, DbErr> {
    let mut conditions = Conditions::default();
    match filter.state {
        None => conditions.add("r.quote_asked_at is not null", []),
        // What is expired is kept as open.
        Some(state @ (QuoteState::Open | QuoteState::Expired)) => {
            let past = if state == QuoteState::Expired { "<" } else { ">=" };
            conditions
                .add(&format!("r.quote_state = ? and r.quote_until {past} ?"), [QuoteState::Open.to_value().into(), filter.now.into()]);
        }
        Some(state) => conditions.add("r.quote_state = ?", [state.to_value().into()]),
    }
    conditions.equal("r.customer_id", filter.customer);
    if let Some((asked_at, id)) = filter.after {
        conditions.add("(r.quote_asked_at, r.id) < (?, ?)", [asked_at.into(), id.into()]);
    }
    let listing = Listing {
        table: "workshop_orders",
        terms: TERMS,
        columns: COLUMNS,
        keys: "r.quote_asked_at, r.id",
        order: "r.quote_asked_at desc, r.id desc",
        limit: filter.limit,
        conditions,
        is_narrow: true,
        words: filter.words.as_ref(),
        sites: filter.sites.as_deref(),
        states: vec![],
    };
    listing.rows(conn).await
}
