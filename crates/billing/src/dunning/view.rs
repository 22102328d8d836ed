//! What the API shows of letters.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::{INVOICE_READ, InvoiceId, LetterId, PAYMENT_TAKE};
use kernel::{Actor, Amount, Problem, SiteId};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::letter::LetterState;
use super::step::Tone;
use super::store;
use super::tables::{letters, lines};
use crate::invoices::invoice::CustomerRef;

/// A letter to a customer who is late.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = DunningLetter)]
pub struct LetterView {
    pub id: LetterId,
    pub site_id: SiteId,
    pub customer: CustomerRef,
    pub state: LetterState,
    /// The furthest of its invoices', counted from 1.
    pub step: i32,
    pub tone: Tone,
    /// The customer is put on credit hold once it is sent.
    pub hold: bool,
    /// What it asks for, in minor units, without the fee: while it is proposed as it stands now.
    pub due: Amount,
    /// What it asks for being late, in all so far. It is not owed by being named.
    pub fee: Amount,
    pub currency: String,
    /// The one that fell due first first.
    pub invoices: Vec<LetterLine>,
    pub proposed_on: NaiveDate,
    pub sent_at: Option<DateTime<Utc>>,
    /// Who sent or skipped it.
    pub by: Option<String>,
    /// send, skip, restore, pause, print
    pub actions: Vec<String>,
}

/// An invoice that a letter reminds of.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = DunningLine)]
pub struct LetterLine {
    pub invoice_id: InvoiceId,
    pub number: String,
    pub due_on: NaiveDate,
    pub step: i32,
    /// Minor units.
    pub due: Amount,
    pub fee: Amount,
}

/// Letters with their invoices. Of what is only proposed, invoices that are paid by now are left out.
pub async fn shown<C: ConnectionTrait>(conn: &C, rows: &[letters::Model], actor: &Actor) -> Result<Vec<LetterView>, Problem> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let lines = store::lines_of(conn, &ids).await?;
    let proposed: Vec<_> = lines.iter().filter(|line| line.done_on.is_none()).map(|line| line.invoice_id).collect();
    let now = store::due_now(conn, &proposed).await?;
    let view = |row: &letters::Model| {
        let its: Vec<_> = lines.iter().filter(|line| line.letter_id == row.id).cloned().filter_map(|line| as_now(line, &now)).collect();
        of(row, its, actor)
    };
    Ok(rows.iter().map(view).collect())
}

fn as_now(line: lines::Model, now: &[store::DueNow]) -> Option<lines::Model> {
    if line.done_on.is_some() {
        return Some(line);
    }
    let due = now.iter().find(|invoice| invoice.id == line.invoice_id)?.due;
    (due > Amount::ZERO).then_some(lines::Model { due, ..line })
}

fn of(row: &letters::Model, lines: Vec<lines::Model>, actor: &Actor) -> LetterView {
    let actions: &[_] = match row.state {
        LetterState::Proposed => &[("send", PAYMENT_TAKE), ("skip", PAYMENT_TAKE), ("pause", PAYMENT_TAKE), ("print", INVOICE_READ)],
        LetterState::Sent => &[("pause", PAYMENT_TAKE), ("print", INVOICE_READ)],
        LetterState::Skipped => &[("restore", PAYMENT_TAKE)],
    };
    let line = |lines::Model { invoice_id, number, due_on, step, due, fee, .. }: lines::Model| LetterLine {
        invoice_id,
        number,
        due_on,
        step,
        due,
        fee,
    };
    LetterView {
        id: row.id,
        site_id: row.site_id,
        customer: CustomerRef { id: row.customer_id, name: row.customer_name.clone() },
        state: row.state,
        step: row.step,
        tone: row.tone,
        hold: row.hold,
        due: lines.iter().map(|line| line.due).sum(),
        fee: lines.iter().map(|line| line.fee).sum(),
        currency: row.currency.clone(),
        invoices: lines.into_iter().map(line).collect(),
        proposed_on: row.proposed_on,
        sent_at: row.sent_at,
        by: row.by_name.clone(),
        actions: actor.allowed(row.site_id, actions).into_iter().map(str::to_owned).collect(),
    }
}
