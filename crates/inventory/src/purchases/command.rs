//! The sequence every command on a purchase order follows. A command's own file says what it takes and which rule it calls.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use contracts::inventory::PurchaseOrderId;
use kernel::http::{Caller, IdempotencyKey, IfMatch, Versioned};
use kernel::idempotency::{Claim, Repeatable};
use kernel::{Actor, Permission, Problem, Tx, audit, outbox};
use serde::Serialize;

use super::fulfil::{Goods, settle};
use super::purchase_order::PurchaseOrder;
use super::view::{self, PurchaseOrderView};
use super::{Purchasing, store};
use crate::MODULE;

/// The order whole, with its version as ETag, and whether the answer was given before.
pub type Answer = Repeatable<Versioned<PurchaseOrderView>>;

/// Who asks, which version they read, and the key under which they may ask again.
pub struct Asked {
    pub actor: Arc<Actor>,
    pub if_match: IfMatch,
    pub key: IdempotencyKey,
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Caller(actor) = Caller::from_request_parts(parts, state).await?;
        let if_match = IfMatch::from_request_parts(parts, state).await?;
        let key = IdempotencyKey::from_request_parts(parts, state).await?;
        Ok(Self { actor, if_match, key })
    }
}

/// A command on an order, ready to run.
pub struct Command {
    pub actor: Arc<Actor>,
    order: PurchaseOrderId,
    if_match: IfMatch,
    claim: Option<Claim>,
    permission: Permission,
    action: &'static str,
}

impl Asked {
    /// `action` is what the audit trail calls it, too.
    pub fn to(
        self,
        action: &'static str,
        order: PurchaseOrderId,
        permission: Permission,
        body: &impl Serialize,
    ) -> Result<Command, Problem> {
        let claim = Claim::new(&self.actor, &format!("{action}:{order}"), self.key.0.as_deref(), body)?;
        Ok(Command { actor: self.actor, if_match: self.if_match, claim, order, permission, action })
    }
}

impl Command {
    /// For commands that need others' word before the transaction: the order as it is now, if it may be touched.
    pub async fn peek(&self, purchasing: &Purchasing) -> Result<PurchaseOrder, Problem> {
        let order = store::find(purchasing.context.db.reader(), self.order).await?.ok_or_else(Problem::not_found)?;
        self.actor.permit(self.permission, order.site_id)?;
        Ok(order)
    }

    /// Locks the order, lets `decide` change it, saves it and what it means to the shelf.
    pub async fn run(
        self,
        purchasing: &Purchasing,
        decide: impl FnOnce(&mut PurchaseOrder, DateTime<Utc>) -> Result<Goods, Problem>,
    ) -> Result<Answer, Problem> {
        let (db, clock) = (&purchasing.context.db, purchasing.context.clock.as_ref());
        if let Some(view) = Claim::replay(self.claim.as_ref(), db, MODULE).await? {
            return Ok(answer(true, view));
        }
        let mut tx = db.begin().await?;
        Claim::take(self.claim.as_ref(), &tx, MODULE, clock).await?;
        let before = store::lock(&tx, self.order).await?.ok_or_else(Problem::not_found)?;
        self.actor.permit(self.permission, before.site_id)?;
        self.if_match.check(before.version)?;
        let mut order = before.clone();
        let goods = decide(&mut order, clock.now())?;
        self.save(&mut tx, (&before, &mut order), goods, purchasing).await?;
        let view = view::whole(&*tx, &order, &self.actor).await?;
        Claim::keep(self.claim.as_ref(), &tx, MODULE, &view).await?;
        tx.commit().await?;
        Ok(answer(false, view))
    }

    async fn save(
        &self,
        tx: &mut Tx,
        (before, order): (&PurchaseOrder, &mut PurchaseOrder),
        goods: Goods,
        purchasing: &Purchasing,
    ) -> Result<(), Problem> {
        let clock = purchasing.context.clock.as_ref();
        if before == order {
            return Ok(());
        }
        store::save(tx, before, order).await?;
        settle(tx, (Some(before), order), goods, &self.actor, clock).await?;
        outbox::append(tx, MODULE, &order.changed(), &self.actor, clock).await?;
        let change = order.audited(self.action);
        Ok(audit::record(tx, MODULE, change, (Some(before), Some(&*order)), &self.actor, clock).await?)
    }
}

fn answer(replayed: bool, view: PurchaseOrderView) -> Answer {
    Repeatable { status: StatusCode::OK, replayed, body: Versioned(view.version, view) }
}
