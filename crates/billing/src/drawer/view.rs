//! What the API shows of a drawer and its closes.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Amount, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::count::TenderSum;
use crate::entities::day_closes;

/// A close, in minor units of its currency.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = DayClose)]
pub struct DayCloseView {
    pub id: Uuid,
    /// By site, without gaps.
    pub number: i64,
    pub site_id: SiteId,
    /// The day in the site's time zone.
    pub on: NaiveDate,
    pub at: DateTime<Utc>,
    /// Who counted.
    pub by: String,
    pub currency: String,
    /// The cash that the close before it kept.
    pub begun_with: Amount,
    pub tenders: Vec<TenderSum>,
    /// Of all tenders, counted less expected.
    pub difference: Amount,
    pub reason: Option<String>,
    /// The cash for tomorrow.
    pub kept: Amount,
    /// What of the counted cash left the drawer.
    pub taken_out: Amount,
}

pub fn shown(close: day_closes::Model) -> Result<DayCloseView, Problem> {
    let tenders: Vec<TenderSum> = serde_json::from_str(&close.tenders).map_err(|error| Problem::internal(&error))?;
    Ok(DayCloseView {
        id: close.id,
        number: close.sequence,
        site_id: close.site_id,
        on: close.on_day,
        at: close.at,
        by: close.by_name,
        currency: close.currency,
        begun_with: close.begun_with,
        difference: tenders.iter().map(|sum| sum.difference).sum(),
        tenders,
        reason: close.reason,
        kept: close.kept,
        taken_out: close.cash - close.kept,
    })
}
