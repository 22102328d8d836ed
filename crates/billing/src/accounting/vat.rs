//! GET /vat-reports/{site}

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use contracts::billing::ACCOUNTING_READ;
use contracts::identity::{SiteCard, site};
use kernel::export::{Cell, FileFormat, Table};
use kernel::http::{Caller, Path, Query};
use kernel::{Actor, Amount, BasisPoints, Problem, SiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::entry::Deed;
use super::paid::told_by_payment;
use super::recognised::Kind;
use super::sources::{Which, currency, sales};
use crate::Billing;
use crate::period::{A_YEAR, Period, PeriodQuery};

/// When VAT is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VatBasis {
    /// When it is invoiced or credited.
    #[default]
    Invoiced,
    /// When it is paid.
    Paid,
}

#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct VatQuery {
    #[serde(default)]
    #[param(inline)]
    basis: VatBasis,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FormatQuery {
    #[serde(default)]
    #[param(inline)]
    format: FileFormat,
}

/// VAT on sales of a site in some days, in minor units of its currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct VatReport {
    pub site_id: SiteId,
    pub currency: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub basis: VatBasis,
    /// The highest first.
    pub rates: Vec<RateSum>,
    pub base: Amount,
    pub vat: Amount,
    /// Invoiced less what credit notes took back, on either basis.
    pub stamp_duty: Amount,
    /// Levies that are in the base, likewise.
    pub levies: Amount,
    pub invoices: i64,
    pub credit_notes: i64,
}

/// One rate: what was sold less what was credited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct RateSum {
    pub rate: BasisPoints,
    /// Of what certificates exempt: it stands apart from what is taxed at nothing.
    pub exempt: bool,
    /// Before VAT, with the levies that VAT is charged on too.
    pub base: Amount,
    pub vat: Amount,
    /// Of both, what credit notes took back; zero on what is paid, where it is in the sums.
    pub credited_base: Amount,
    pub credited_vat: Amount,
}

impl RateSum {
    pub fn of((rate, exempt): Kind) -> Self {
        Self { rate, exempt, ..Self::default() }
    }
}

/// VAT by rate, on what was invoiced or on what was paid. Permission: `accounting.read`.
#[utoipa::path(get, path = "/vat-reports/{site_id}", tag = "billing", operation_id = "get_vat_report", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), PeriodQuery, VatQuery), responses((status = 200, body = VatReport)))]
pub async fn get_vat_report(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(period): Query<PeriodQuery>,
    Query(VatQuery { basis }): Query<VatQuery>,
) -> Result<Json<VatReport>, Problem> {
    report(&billing, &actor, id, period, basis).await.map(Json)
}

/// The same for a spreadsheet: amounts as decimals. Permission: `accounting.read`.
#[utoipa::path(get, path = "/vat-reports/{site_id}/export", tag = "billing", operation_id = "export_vat_report", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), PeriodQuery, VatQuery, FormatQuery),
    responses((status = 200, content((String = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn export_vat_report(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(period): Query<PeriodQuery>,
    Query(VatQuery { basis }): Query<VatQuery>,
    Query(FormatQuery { format }): Query<FormatQuery>,
) -> Result<Response, Problem> {
    let report = report(&billing, &actor, id, period, basis).await?;
    let decimals = kernel::Currency::from_code(&report.currency).map_or(2, |currency| currency.decimals);
    let decimal = |amount: Amount| Cell::Number(amount.to_decimal(decimals));
    let row = |sum: &RateSum| {
        let mut cells = vec![Cell::Number(Amount(i64::from(sum.rate.0)).to_decimal(2))];
        cells.push(Cell::Text(if sum.exempt { "exempt" } else { "" }.into()));
        cells.extend([sum.base, sum.vat, sum.credited_base, sum.credited_vat].map(decimal));
        cells.push(Cell::Text(report.currency.clone()));
        cells
    };
    let titles = vec!["rate", "exempt", "base", "vat", "credited_base", "credited_vat", "currency"];
    let name = format!("vat-{}-{}", report.from, report.until);
    Table { name, titles, rows: report.rates.iter().map(row).collect() }.answer(format)
}

async fn report(billing: &Billing, actor: &Actor, id: SiteId, period: PeriodQuery, basis: VatBasis) -> Result<VatReport, Problem> {
    actor.permit(ACCOUNTING_READ, id)?;
    let site = site(billing.sites.as_ref(), id).await?;
    let period = Period::asked(period, &site, billing.context.clock.now(), A_YEAR)?;
    let instant = billing.context.db.snapshot().await?;
    let which = Which { site: &site, begins: period.begins, ends: period.ends, is_open_only: false };
    let mut invoiced = Invoiced::default();
    for source in sales(&instant, &which).await? {
        invoiced.add(&source.deed);
    }
    let sums = match basis {
        VatBasis::Invoiced => std::mem::take(&mut invoiced.rates),
        VatBasis::Paid => told_by_payment(&instant, &which, currency(&site)?).await?,
    };
    Ok(shown(&site, period, basis, sums, &invoiced))
}

fn shown(site: &SiteCard, period: Period, basis: VatBasis, sums: BTreeMap<Kind, RateSum>, invoiced: &Invoiced) -> VatReport {
    let rates: Vec<_> = sums.into_values().rev().collect();
    VatReport {
        site_id: site.id,
        currency: site.currency.clone(),
        from: period.from,
        until: period.until,
        basis,
        base: rates.iter().map(|sum| sum.base).sum(),
        vat: rates.iter().map(|sum| sum.vat).sum(),
        rates,
        stamp_duty: invoiced.stamp_duty,
        levies: invoiced.levies,
        invoices: invoiced.invoices,
        credit_notes: invoiced.credit_notes,
    }
}

#[derive(Default)]
struct Invoiced {
    rates: BTreeMap<Kind, RateSum>,
    stamp_duty: Amount,
    levies: Amount,
    invoices: i64,
    credit_notes: i64,
}

impl Invoiced {
    fn add(&mut self, deed: &Deed) {
        let Deed::Sale { levy, vat, stamp_duty, is_credit, .. } = deed else { return };
        let sign = |amount: Amount| if *is_credit { -amount } else { amount };
        self.stamp_duty += sign(*stamp_duty);
        self.levies += sign(*levy);
        *(if *is_credit { &mut self.credit_notes } else { &mut self.invoices }) += 1;
        for group in vat {
            let sum = self.rates.entry((group.rate, group.exempt)).or_insert_with(|| RateSum::of((group.rate, group.exempt)));
            sum.base += sign(group.base);
            sum.vat += sign(group.vat);
            if *is_credit {
                sum.credited_base += group.base;
                sum.credited_vat += group.vat;
            }
        }
    }
}
