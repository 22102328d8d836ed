//! GET /invoice-figures/{site_id}

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use contracts::billing::INVOICE_READ;
use contracts::identity;
use contracts::workshop::CoverKind;
use kernel::http::{Caller, Path, Query};
use kernel::{Amount, Problem, SiteId};
use serde::Serialize;
use utoipa::ToSchema;

use super::store::{self, Credited, Invoiced};
use crate::Billing;
use crate::invoices::State as InvoiceState;
use crate::invoices::invoice::CustomerRef;
use crate::invoices::invoice::local_day;
use crate::period::{A_YEAR, Period, PeriodQuery};
use crate::series::zone;

/// What a site invoiced in a period: sums in minor units of its currency, before VAT but where they say otherwise.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvoiceFigures {
    pub site_id: SiteId,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub currency: String,
    pub invoices: i64,
    /// Of the invoices.
    pub net: Amount,
    /// What credit notes took back, in the period of their own day.
    pub credited: Amount,
    /// What discounts on jobs and orders took, beside those of lines.
    pub discounts: Amount,
    /// Of each month of the period in which something was issued.
    pub months: Vec<FiguresMonth>,
    pub states: Vec<FiguresState>,
    /// Who were invoiced the most, at most ten.
    pub customers: Vec<FiguresCustomer>,
    /// What the garage bore, by why.
    pub given: Vec<FiguresGiven>,
}

#[derive(Debug, Default, Serialize, ToSchema)]
pub struct FiguresMonth {
    /// `2026-11`
    pub month: String,
    pub invoices: i64,
    pub net: Amount,
    pub credited: Amount,
}

/// Invoices by how they stand today.
#[derive(Debug, Serialize, ToSchema)]
pub struct FiguresState {
    pub state: FiguredState,
    pub invoices: i64,
    /// With VAT and stamp duty.
    pub total: Amount,
    pub due: Amount,
}

/// `overdue` is of those that are issued or paid in part, and counted there alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FiguredState {
    Issued,
    PartPaid,
    Paid,
    Overdue,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FiguresCustomer {
    pub customer: CustomerRef,
    pub invoices: i64,
    pub net: Amount,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FiguresGiven {
    pub cover: CoverKind,
    pub invoices: i64,
    /// At the prices that it would have had.
    pub amount: Amount,
}

/// What a site invoiced in a period, by month, state and customer, and what it gave away. Permission: `invoice.read`.
#[utoipa::path(get, path = "/invoice-figures/{site_id}", tag = "billing", operation_id = "get_invoice_figures",
    security(("bearer" = [])), params(("site_id" = SiteId, Path), PeriodQuery), responses((status = 200, body = InvoiceFigures)))]
pub async fn get_invoice_figures(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<PeriodQuery>,
) -> Result<Json<InvoiceFigures>, Problem> {
    actor.permit(INVOICE_READ, id)?;
    let site = identity::site(billing.sites.as_ref(), id).await?;
    let now = billing.context.clock.now();
    let period = Period::asked(query, &site, now, A_YEAR)?;
    let instant = billing.context.db.snapshot().await?;
    let invoiced = store::invoiced(&instant, id, &period, local_day(now, zone(&site)?)).await?;
    let credited = store::credited(&instant, id, &period).await?;
    let given = store::given(&instant, id, &period).await?;
    Ok(Json(InvoiceFigures {
        site_id: id,
        from: period.from,
        until: period.until,
        currency: site.currency,
        invoices: invoiced.iter().map(|part| part.invoices).sum(),
        net: invoiced.iter().map(|part| part.net).sum(),
        credited: credited.iter().map(|part| part.net).sum(),
        discounts: store::discounts(&instant, id, &period).await?,
        customers: store::customers(&instant, id, &period).await?,
        months: months(&invoiced, credited),
        states: states(invoiced),
        given,
    }))
}

fn months(invoiced: &[Invoiced], credited: Vec<Credited>) -> Vec<FiguresMonth> {
    let mut months = BTreeMap::<String, FiguresMonth>::new();
    for part in invoiced {
        let month = months.entry(part.month.clone()).or_default();
        month.invoices += part.invoices;
        month.net += part.net;
    }
    for Credited { month, net } in credited {
        months.entry(month).or_default().credited += net;
    }
    months.into_iter().map(|(month, figures)| FiguresMonth { month, ..figures }).collect()
}

fn states(invoiced: Vec<Invoiced>) -> Vec<FiguresState> {
    let mut states = BTreeMap::<FiguredState, FiguresState>::new();
    for Invoiced { state, is_overdue, invoices, total, due, .. } in invoiced {
        let state = match state {
            _ if is_overdue => FiguredState::Overdue,
            InvoiceState::Paid => FiguredState::Paid,
            InvoiceState::PartPaid => FiguredState::PartPaid,
            InvoiceState::Issued | InvoiceState::Draft => FiguredState::Issued,
        };
        let none = FiguresState { state, invoices: 0, total: Amount::ZERO, due: Amount::ZERO };
        let sum = states.entry(state).or_insert(none);
        sum.invoices += invoices;
        sum.total += total;
        sum.due += due;
    }
    states.into_values().collect()
}
