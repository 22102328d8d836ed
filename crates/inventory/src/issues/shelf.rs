//! A part leaves its shelf for a line, or comes back: the movement, the claim and what the line consumed, together.

use std::collections::BTreeSet;

use contracts::inventory::{LocationId, ProductId};
use kernel::{Actor, Clock, Problem, Quantity, SiteId, Tx};

use crate::locations::{Books, MoveKind};
use crate::reservations::claims::Claim;
use crate::reservations::{self, Claims};
use crate::stock::consume::{Consumer, give_back, issued};
use crate::stock::converge::Take;
use crate::stock::{self, Change, Ledger, Note, Reference};

/// What a site has of an article, and who claims it; locked.
pub struct Shelf {
    pub ledger: Ledger,
    pub claims: Claims,
    /// Of the room or van that it is in; none for the site's own shelves.
    books: Option<Books>,
}

impl Shelf {
    pub async fn lock(tx: &Tx, site: SiteId, article: ProductId, location: Option<LocationId>) -> Result<Self, Problem> {
        let product = BTreeSet::from([article]);
        let ledger = stock::store::lock(tx, site, &product).await?;
        let books = Books::of(tx, site, article, location).await?;
        Ok(Self { ledger, claims: reservations::store::of_products(tx, site, &product).await?, books })
    }

    /// How much lies there.
    pub fn there(&self, article: ProductId) -> Quantity {
        self.books.as_ref().map_or_else(|| self.ledger.here(article), Books::there)
    }

    /// So much leaves it for a line; returns how the line stands then.
    pub async fn take(
        mut self,
        tx: &mut Tx,
        served: &Claim,
        quantity: Quantity,
        actor: &Actor,
        clock: &dyn Clock,
    ) -> Result<Claim, Problem> {
        let Claim { line_id, product_id, .. } = *served;
        let order = Consumer { id: served.work_order_id, number: &served.order_number, site_id: served.site_id, lines: &[] };
        let reference = Some(Reference::work_order(order.id, order.number));
        let note = Note { reference, line_id: Some(line_id), by: actor.name.clone(), at: clock.now(), ..Note::default() };
        self.ledger.post(product_id, Change::Consumption(quantity), &note)?;
        Books::follow(self.books, tx, &mut self.ledger, (MoveKind::Issued, -quantity), &note).await?;
        self.claims.issue(&mut self.ledger, line_id, quantity, &note);
        issued(tx, order, (line_id, product_id), quantity).await?;
        stock::store::save_with(tx, &mut self.ledger, self.claims, &[], actor, clock).await?;
        reservations::store::of_line(tx, line_id).await?.ok_or_else(Problem::not_found)
    }

    /// So much of what was issued to a line lies on it again.
    pub async fn put_back(
        mut self,
        tx: &mut Tx,
        (held, quantity): (&Claim, Quantity),
        reason: Option<String>,
        actor: &Actor,
        clock: &dyn Clock,
    ) -> Result<Claim, Problem> {
        let Claim { line_id, product_id, .. } = *held;
        let order = Consumer { id: held.work_order_id, number: &held.order_number, site_id: held.site_id, lines: &[] };
        let note = Note { reason, by: actor.name.clone(), at: clock.now(), ..Note::default() };
        give_back(tx, &mut self.ledger, order, &Take { line_id, product_id, quantity }, &note).await?;
        let note = Note { reference: Some(Reference::work_order(order.id, order.number)), ..note };
        Books::follow(self.books, tx, &mut self.ledger, (MoveKind::TakenBack, quantity), &note).await?;
        self.claims.take_back(line_id, quantity);
        issued(tx, order, (line_id, product_id), -quantity).await?;
        stock::store::save_with(tx, &mut self.ledger, self.claims, &[], actor, clock).await?;
        reservations::store::of_line(tx, line_id).await?.ok_or_else(Problem::not_found)
    }
}
