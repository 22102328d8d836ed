//! GET /journals/{site}

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use contracts::billing::{ACCOUNTING_EXPORT, ACCOUNTING_READ};
use contracts::identity::{SiteCard, site};
use kernel::http::{Caller, Path, Query};
use kernel::{Amount, Problem, SiteId};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;

use super::chart::chart;
use super::entry::{Entry, entry};
use super::sources::{Which, all};
use super::store;
use super::words::Words;
use crate::Billing;
use crate::period::{A_QUARTER, Period, PeriodQuery};

/// How many entries are shown; a file has them all.
const AT_MOST: usize = 300;

/// A site's entries of some days, in minor units of its currency.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Journal)]
pub struct JournalView {
    pub site_id: SiteId,
    pub currency: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// The last day that is locked; null before the first export.
    pub locked_until: Option<NaiveDate>,
    /// Of all entries; the same sum twice.
    pub debit: Amount,
    pub credit: Amount,
    /// How many entries there are.
    pub count: i64,
    /// By account.
    pub accounts: Vec<AccountSum>,
    /// The first 300, the oldest first.
    pub entries: Vec<Entry>,
    /// export
    pub actions: Vec<String>,
}

/// What an account moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AccountSum {
    pub account: String,
    pub label: String,
    pub debit: Amount,
    pub credit: Amount,
}

/// What a site's documents post in a period of at most 100 days, exported or not, by the chart that holds now. Permission: `accounting.read`.
#[utoipa::path(get, path = "/journals/{site_id}", tag = "billing", operation_id = "get_journal", security(("bearer" = [])),
    params(("site_id" = SiteId, Path), PeriodQuery), responses((status = 200, body = JournalView)))]
pub async fn get_journal(
    State(billing): State<Billing>,
    Caller(actor): Caller,
    Path(id): Path<SiteId>,
    Query(query): Query<PeriodQuery>,
) -> Result<Json<JournalView>, Problem> {
    actor.permit(ACCOUNTING_READ, id)?;
    let site = site(billing.sites.as_ref(), id).await?;
    let period = Period::asked(query, &site, billing.context.clock.now(), A_QUARTER)?;
    let instant = billing.context.db.snapshot().await?;
    let which = Which { site: &site, begins: period.begins, ends: period.ends, is_open_only: false };
    let mut entries = posted(&instant, &which, None).await?;
    let accounts = by_account(&entries);
    let (debit, credit) = (entries.iter().map(Entry::debit).sum(), entries.iter().map(Entry::credit).sum());
    let count = i64::try_from(entries.len()).unwrap_or(i64::MAX);
    entries.truncate(AT_MOST);
    let locked_until = store::last(&instant, id).await?.map(|export| export.until_day);
    let actions = actor.allowed(id, &[("export", ACCOUNTING_EXPORT)]).into_iter().map(str::to_owned).collect();
    let Period { from, until, .. } = period;
    let currency = site.currency;
    Ok(Json(JournalView { site_id: id, currency, from, until, locked_until, debit, credit, count, accounts, entries, actions }))
}

/// Which entries these documents are, on no day before `open_from`.
pub async fn posted<C: ConnectionTrait>(conn: &C, which: &Which<'_>, open_from: Option<NaiveDate>) -> Result<Vec<Entry>, Problem> {
    let (chart, words) = (chart(conn, which.site).await?, words(which.site));
    let sources = all(conn, which).await?;
    let entries = sources.into_iter().map(|source| entry(source, open_from, &chart, words));
    // A document of nothing, such as an invoice at zero, posts nothing.
    Ok(entries.filter(|entry| !entry.lines.is_empty()).collect())
}

pub fn words(site: &SiteCard) -> &'static Words {
    Words::in_language(site.languages.default)
}

fn by_account(entries: &[Entry]) -> Vec<AccountSum> {
    let mut sums = BTreeMap::<&str, AccountSum>::new();
    for line in entries.iter().flat_map(|entry| &entry.lines) {
        let none = || AccountSum { account: line.account.clone(), label: line.label.clone(), debit: Amount::ZERO, credit: Amount::ZERO };
        let sum = sums.entry(&line.account).or_insert_with(none);
        sum.debit += line.debit;
        sum.credit += line.credit;
    }
    sums.into_values().collect()
}
