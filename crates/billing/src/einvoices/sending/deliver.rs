//! What is issued leaves, in its order, whenever the platform can be reached.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::billing::EInvoiceChanged;
use kernel::module::Worker;
use kernel::{Actor, Problem, outbox};
use parking_lot::Mutex;
use sea_orm::DbErr;
use uuid::Uuid;

use super::document::{State, Step, Told, apply, holds_up_others};
use super::tables::{attempts, documents::Model};
use super::{step, store};
use crate::MODULE;
use crate::einvoices::EInvoices;

const AT_ONCE: u64 = 20;
const LOOK_AGAIN_AFTER: TimeDelta = TimeDelta::seconds(5);
/// For so long nobody else takes what one process is at; longer than signing, asking and sending may take.
const LEASE: TimeDelta = TimeDelta::minutes(10);

pub struct Deliver {
    it: Arc<EInvoices>,
    looked_at: Mutex<Option<DateTime<Utc>>>,
}

impl Deliver {
    pub fn new(it: Arc<EInvoices>) -> Self {
        Self { it, looked_at: Mutex::default() }
    }

    /// Takes what is due, the oldest first; true when there may be more. What was issued after something that fails waits with it.
    async fn due(&self, now: DateTime<Utc>) -> Result<bool, DbErr> {
        let db = &self.it.billing.context.db;
        let due = store::due(db.reader(), now, AT_ONCE).await?;
        let mut held = if due.is_empty() { vec![] } else { store::held(db.reader(), now).await? };
        let more = !due.is_empty();
        for mut row in due {
            let before = held.iter().filter(|one| one.site_id == row.site_id && one.id < row.id && row.state != State::Sent);
            let until = before.filter_map(|one| one.next_at).max();
            let tx = db.begin().await?;
            let is_mine = store::claim(&tx, &mut row, until.unwrap_or(now + LEASE)).await?;
            tx.commit().await?;
            if !is_mine || until.is_some() {
                continue;
            }
            match self.go(&mut row).await {
                Ok(()) if holds_up_others(&row) => held.push(row),
                Ok(()) => {}
                Err(problem) => tracing::warn!(e_invoice.id = %row.id, problem = %problem.title, "an electronic document could not go on"),
            }
        }
        Ok(more)
    }

    /// As far as it goes now: what is signed is sent at once.
    async fn go(&self, row: &mut Model) -> Result<(), Problem> {
        loop {
            let (step, told) = match row.state {
                State::Pending => step::sign(&self.it, row).await,
                State::Signed => step::send(&self.it, row).await,
                State::Sent => step::ask(&self.it, row).await,
                State::Accepted | State::Rejected => return Ok(()),
            };
            let goes_on = matches!(told, Told::Signed { .. } | Told::Written { .. });
            write(&self.it, row, (step, told)).await?;
            if !goes_on {
                return Ok(());
            }
        }
    }
}

/// Writes down what a try came to, and tells it.
async fn write(it: &EInvoices, row: &mut Model, (step, told): (Step, Told)) -> Result<(), Problem> {
    let (db, clock) = (&it.billing.context.db, it.billing.context.clock.as_ref());
    let mut tx = db.begin().await?;
    let (at, before) = (clock.now(), row.state);
    let noted = apply(row, told, at);
    store::save(&tx, row).await?;
    if let Some((outcome, told)) = noted {
        store::note(&tx, attempts::Model { id: Uuid::now_v7(), einvoice_id: row.id, step, outcome, told, by_name: None, at }).await?;
    }
    if row.state != before {
        outbox::append(&mut tx, MODULE, &changed(row), &Actor::system(), clock).await?;
    }
    Ok(tx.commit().await?)
}

/// What other screens are told.
pub fn changed(row: &Model) -> EInvoiceChanged {
    EInvoiceChanged { id: row.id, site_id: row.site_id, invoice_id: row.invoice_id, number: row.number.clone(), state: row.state.code() }
}

#[async_trait]
impl Worker for Deliver {
    async fn turn(&self) -> Result<bool, DbErr> {
        let now = self.it.billing.context.clock.now();
        if self.looked_at.lock().is_some_and(|at| now - at < LOOK_AGAIN_AFTER) {
            return Ok(false);
        }
        let more = self.due(now).await?;
        if !more {
            *self.looked_at.lock() = Some(now);
        }
        Ok(more)
    }
}
