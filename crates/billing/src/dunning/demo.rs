//! Demonstration data: the steps of each site, letters that were sent some weeks ago, and what is proposed now.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use contracts::billing::LetterId;
use contracts::customers::CustomerId;
use contracts::identity::SiteCard;
use kernel::site_settings::{SiteSettings, save};
use kernel::{Actor, Amount, BasisPoints, Context, Problem, Tx, db};
use sea_orm::FromQueryResult;

use super::letter::{LetterState, Line, Written};
use super::propose::{Place, propose};
use super::settings::{Mode, Model as Settings};
use super::step::{Fee, Step};
use super::tables::{letters, lines};
use super::{Tone, store};
use crate::invoices::invoice::local_day;
use crate::series::zone;

/// How many letters of each kind a site has sent.
const SENT: u64 = 6;

/// Each site reminds in three steps, has reminded some, and is to remind others. Call it last.
pub async fn remind(context: &Context, sites: &[SiteCard]) -> Result<(), Problem> {
    let actor = Actor::system();
    for site in sites {
        let mut tx = context.db.begin().await?;
        let mut settings = settings(site)?;
        save(&tx, &mut settings).await?;
        let place = Place { site, settings: &settings, actor: &actor, clock: context.clock.as_ref() };
        let steps = settings.steps()?;
        let now = context.clock.now();
        for (at, invoice) in chosen(&tx, site, now).await? {
            let on = local_day(at, zone(site)?);
            write(&tx, place, &steps, (at, on), invoice).await?;
        }
        propose(&mut tx, place).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn settings(site: &SiteCard) -> Result<Settings, Problem> {
    let usual = Settings::usual(site.id);
    let mut steps = usual.steps()?;
    let one = Amount(10_i64.pow(kernel::Currency::from_code(&site.currency).map_or(2, |currency| u32::from(currency.decimals))));
    if let Some(last) = steps.last_mut() {
        let (fixed, least_interest) = (Amount(20 * one.0), one);
        (last.fee, last.hold) = (Fee { fixed, yearly_rate: BasisPoints(800), least_interest, businesses_only: true }, true);
    }
    let steps = serde_json::to_string(&steps).map_err(|error| Problem::internal(&error))?;
    Ok(Settings { mode: Mode::Propose, least: Amount(5 * one.0), steps, ..usual })
}

#[derive(FromQueryResult)]
struct Invoice {
    id: contracts::billing::InvoiceId,
    customer_id: CustomerId,
    customer_name: String,
    number: String,
    due_on: NaiveDate,
    due: Amount,
    /// When it was paid; none of what is not.
    paid_at: Option<DateTime<Utc>>,
}

/// Invoices that were reminded of, each with when: some paid soon after, and some that are unpaid still.
async fn chosen(tx: &Tx, site: &SiteCard, now: DateTime<Utc>) -> Result<Vec<(DateTime<Utc>, Invoice)>, Problem> {
    let columns = "i.id, i.customer_id, i.customer_name, i.number, i.due_on";
    let paid = format!(
        "select {columns}, p.amount as due, p.at as paid_at from billing_invoices i join billing_payments p on p.invoice_id = i.id \
         where i.site_id = $1 and i.number is not null and i.due = 0 and p.kind = 'payment' and p.amount = i.total and p.at >= $2 and p.at < $3 \
         order by p.at desc limit {SENT}"
    );
    let begins = (now - TimeDelta::days(90)).into();
    let mut found: Vec<Invoice> = db::all(&**tx, paid, [site.id.into(), begins, (now - TimeDelta::days(3)).into()]).await?;
    let unpaid = format!(
        "select {columns}, i.due, null as paid_at from billing_invoices i where i.site_id = $1 and i.number is not null and i.due > 0 \
         and i.due <> 0 and i.due_on < $2 order by i.due_on, i.id limit {SENT}"
    );
    let late = (now - TimeDelta::days(19)).date_naive();
    found.extend(db::all::<Invoice, _>(&**tx, unpaid, [site.id.into(), late.into()]).await?);
    let when = |invoice: &Invoice| invoice.paid_at.map_or(now - TimeDelta::days(12), |paid| paid - TimeDelta::days(5));
    Ok(found.into_iter().map(|invoice| (when(&invoice), invoice)).collect())
}

async fn write(tx: &Tx, place: Place<'_>, steps: &[Step], (at, on): (DateTime<Utc>, NaiveDate), invoice: Invoice) -> Result<(), Problem> {
    // What was paid in time was late in the demonstration.
    let due_on = invoice.due_on.min(on.checked_sub_days(Days::new(8)).unwrap_or(on));
    let line = Line { invoice_id: invoice.id, number: invoice.number, due_on, step: 1, due: invoice.due, fee: Amount::ZERO };
    let written = Written { customer_id: invoice.customer_id, customer_name: invoice.customer_name, step: 1, lines: vec![line] };
    let mut letter = letters::Model {
        id: LetterId::new(),
        site_id: place.site.id,
        customer_id: written.customer_id,
        customer_name: String::new(),
        currency: place.site.currency.clone(),
        state: LetterState::Sent,
        step: 1,
        tone: Tone::Friendly,
        hold: false,
        words: String::new(),
        due: Amount::ZERO,
        fee: Amount::ZERO,
        proposed_on: on,
        sent_at: Some(at),
        answer_until: Some(at + TimeDelta::days(14)),
        by_name: Some("ECAR".into()),
    };
    let rows = written.into_rows(&mut letter, steps)?;
    store::insert(tx, &letter).await?;
    store::insert_lines(tx, rows.into_iter().map(|row| lines::Model { done_on: Some(on), ..row }).collect()).await?;
    Ok(())
}
