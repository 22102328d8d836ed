//! GET /cheques

use axum::Json;
use axum::extract::State;
use chrono::{Days, NaiveDate};
use contracts::billing::INVOICE_READ;
use contracts::customers::CustomerId;
use kernel::http::{Caller, Query};
use kernel::paging::{Page, PageQuery};
use kernel::{Problem, SiteId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::view::{ChequeView, shown};
use super::{ChequeState, store};
use crate::Billing;

/// When cheques are due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChequeDue {
    /// Today, or before.
    Today,
    /// Tomorrow, today, or before.
    Tomorrow,
    /// In seven days, today counted, or before.
    Week,
    /// Later.
    Later,
}

impl ChequeDue {
    /// The first and the last day.
    fn days(self, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let after = |days: u64| today.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
        match self {
            Self::Today => (None, Some(today)),
            Self::Tomorrow => (None, Some(after(1))),
            Self::Week => (None, Some(after(6))),
            Self::Later => (Some(after(7)), None),
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    #[param(value_type = Option<String>, format = Uuid)]
    site: Option<SiteId>,
    #[param(inline)]
    state: Option<ChequeState>,
    #[param(inline)]
    due: Option<ChequeDue>,
    #[param(value_type = Option<String>, format = Uuid)]
    customer: Option<CustomerId>,
}

/// Cheques, the first that is due first. Permission: `invoice.read`.
#[utoipa::path(
    get, path = "/cheques", operation_id = "list_cheques", tag = "billing", security(("bearer" = [])),
    params(ListQuery, PageQuery), responses((status = 200, body = Page<ChequeView>))
)]
pub async fn list_cheques(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Query(asked): Query<ListQuery>,
    Query(paging): Query<PageQuery>,
) -> Result<Json<Page<ChequeView>>, Problem> {
    let (sites, limit) = (actor.visible_sites(asked.site, INVOICE_READ)?, paging.limit()?);
    let today = billing.context.clock.now().date_naive();
    let (from, until) = asked.due.map_or((None, None), |due| due.days(today));
    let ListQuery { state, customer, .. } = asked;
    let filter = store::Filter { sites, state, customer, from, until, after: paging.cursor()?, limit: limit + 1 };
    let rows = store::list(billing.context.db.reader(), &filter).await?;
    let page = Page::cut(rows, limit, |row| (row.due_on, row.id));
    Ok(Json(page.map(|row| shown(row, &actor))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_has_seven_days_and_what_is_late_is_due() {
        let day = |text: &str| Some(text.parse::<NaiveDate>().unwrap());
        let today = day("2026-11-27").unwrap();
        assert_eq!(ChequeDue::Today.days(today), (None, day("2026-11-27")));
        assert_eq!(ChequeDue::Tomorrow.days(today), (None, day("2026-11-28")));
        assert_eq!(ChequeDue::Week.days(today), (None, day("2026-12-03")));
        assert_eq!(ChequeDue::Later.days(today), (day("2026-12-04"), None));
    }
}
