//! Points that pay an invoice, and that go back.

use contracts::billing::{InvoiceId, PaymentId};
use kernel::site_settings::of;
use kernel::{Actor, Amount, Clock, Problem, Tx};
use sea_orm::{ConnectionTrait, DbErr};

use super::error::Error;
use super::expire::expire;
use super::follow::{account_of, moment};
use super::points::{given_back, points_of};
use super::referrals;
use super::settings::Model as Settings;
use super::store::{self, entry};
use super::tables::{Kind, entries};
use crate::entities::payments;
use crate::invoices::invoice::Invoice;
use crate::invoices::pay::record;
use crate::invoices::{PaymentKind, Tender};

type Who<'a> = (&'a Actor, &'a dyn Clock);

/// What of an invoice points paid.
pub async fn spent<C: ConnectionTrait>(conn: &C, id: InvoiceId) -> Result<Amount, DbErr> {
    Ok(store::spent(conn, id).await?.amount)
}

/// Takes the points that pay so much of a locked invoice; the payment is yet to be written down.
pub async fn spend(tx: &Tx, invoice: &Invoice, (payment, amount): (PaymentId, Amount), (actor, clock): Who<'_>) -> Result<(), Problem> {
    let issue = invoice.issued().ok_or(Error::PointsNotHere)?;
    let settings: Settings = of(&**tx, invoice.site_id).await?;
    if !settings.is_on {
        return Err(Error::PointsOff.into());
    }
    let points = points_of(amount, settings.worth)?;
    if points < settings.least {
        return Err(Error::TooFewPoints { least: settings.least }.into());
    }
    let (account, now) = (account_of(invoice), moment(issue, actor, clock.now())?);
    let balance = referrals::lock(tx, &account, None).await?.0 - expire(tx, &account, settings.months, now).await?;
    if points > balance {
        return Err(Error::NotEnoughPoints { balance: balance.max(0) }.into());
    }
    let used = entries::Model {
        amount: Some(amount),
        invoice_id: Some(invoice.id),
        document: Some(issue.number.text.clone()),
        key: format!("payment:{payment}"),
        ..entry(&account, Kind::Used, -points, now)
    };
    Ok(store::add(tx, used).await?)
}

/// Gives back the points that paid so much of a locked invoice; the refund is yet to be written down.
pub async fn give_back(tx: &Tx, invoice: &Invoice, (refund, amount): (PaymentId, Amount), (actor, clock): Who<'_>) -> Result<(), Problem> {
    let issue = invoice.issued().ok_or(Error::PointsNotHere)?;
    let points = given_back(store::spent(&**tx, invoice.id).await?, amount)?;
    let account = account_of(invoice);
    referrals::lock(tx, &account, None).await?;
    let back = entries::Model {
        amount: Some(-amount),
        invoice_id: Some(invoice.id),
        document: Some(issue.number.text.clone()),
        key: format!("payment:{refund}"),
        ..entry(&account, Kind::GivenBack, points, moment(issue, actor, clock.now())?)
    };
    Ok(store::add(tx, back).await?)
}

/// What a credited invoice is paid beyond what it asks for goes back in points, as far as points paid it.
pub async fn give_back_surplus(tx: &mut Tx, invoice: &mut Invoice, reason: &str, who: Who<'_>) -> Result<(), Problem> {
    let amount = spent(&**tx, invoice.id).await?.min(-invoice.due());
    if amount <= Amount::ZERO {
        return Ok(());
    }
    let (before, id) = (invoice.snapshot(), PaymentId::new());
    give_back(tx, invoice, (id, amount), who).await?;
    invoice.refund(amount)?;
    let refund = payments::Model {
        id,
        invoice_id: invoice.id,
        kind: PaymentKind::Refund,
        tender: Tender::Points,
        amount,
        reference: None,
        reason: Some(reason.trim().to_owned()),
        by_name: who.0.name.clone(),
        at: who.1.now(),
    };
    record(tx, "payment.refund", (&before, invoice), refund, who).await
}
