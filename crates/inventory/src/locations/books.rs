//! What lies in one location of one product, and how that changes. Under the lock of the product's level at the site, always.

use contracts::inventory::{LocationId, LocationMoveId, MovementId, ProductId};
use kernel::{Problem, Quantity, SiteId, Tx};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::store;
use crate::entities;
use crate::error::Error;
use crate::stock::{Ledger, Note};

pub type LocationLevel = entities::location_levels::Model;
pub type LocationMove = entities::location_moves::Model;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LocationMoveKind)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum MoveKind {
    /// From the site's own shelves or another location, or to one.
    Moved,
    /// Left for a work order.
    Issued,
    /// Came back from one.
    TakenBack,
    /// A stock take found more, or less.
    Counted,
}

/// A product's quantity in a location, and what happened to it now.
pub struct Books {
    level: LocationLevel,
    moves: Vec<LocationMove>,
}

impl Books {
    /// Reads them; the product's level at the site is locked already.
    pub async fn open(tx: &Tx, location: LocationId, site_id: SiteId, product_id: ProductId) -> Result<Self, DbErr> {
        let level = store::level(tx, location, product_id).await?;
        let none = || LocationLevel { location_id: location, product_id, site_id, quantity: Quantity::ZERO, bin: None };
        Ok(Self { level: level.unwrap_or_else(none), moves: vec![] })
    }

    /// Those of a location of the site that is used; `unknown` or `archived` beside the field otherwise. None for the site's own shelves.
    pub async fn of(tx: &Tx, site: SiteId, product: ProductId, location: Option<LocationId>) -> Result<Option<Self>, Problem> {
        let Some(location) = location else { return Ok(None) };
        store::in_use(tx, site, location, "/location_id").await?;
        Ok(Some(Self::open(tx, location, site, product).await?))
    }

    /// What the ledger's last movement did happened in a room or a van: writes that down.
    pub async fn follow(books: Option<Self>, tx: &Tx, ledger: &mut Ledger, what: (MoveKind, Quantity), note: &Note) -> Result<(), Problem> {
        let Some(mut books) = books else { return Ok(()) };
        let movement = ledger.movements().last().map(|movement| movement.id);
        books.post(ledger, what, (None, movement), note)?;
        Ok(books.save(tx).await?)
    }

    /// So much lies there.
    pub fn there(&self) -> Quantity {
        self.level.quantity
    }

    /// Where it lies there; false when it was so already.
    pub fn set_bin(&mut self, bin: Option<String>) -> bool {
        let is_new = self.level.bin != bin;
        self.level.bin = bin;
        is_new
    }

    /// Adds so much, or takes it; never more than lies there. `other` is the location at the other end, `movement` what moved the site's stock.
    pub fn post(
        &mut self,
        ledger: &mut Ledger,
        (kind, quantity): (MoveKind, Quantity),
        (other, movement): (Option<LocationId>, Option<MovementId>),
        note: &Note,
    ) -> Result<(), Error> {
        let there = self.level.quantity + quantity;
        if there < Quantity::ZERO {
            return Err(Error::NotThere { there: self.level.quantity });
        }
        self.level.quantity = there;
        ledger.lies_elsewhere(self.level.product_id, quantity);
        self.moves.push(self.entry(kind, quantity, (other, movement), note));
        Ok(())
    }

    fn entry(
        &self,
        kind: MoveKind,
        quantity: Quantity,
        (other_location_id, movement_id): (Option<LocationId>, Option<MovementId>),
        note: &Note,
    ) -> LocationMove {
        LocationMove {
            id: LocationMoveId::new(),
            location_id: self.level.location_id,
            site_id: self.level.site_id,
            product_id: self.level.product_id,
            kind,
            quantity,
            balance: self.level.quantity,
            other_location_id,
            movement_id,
            reference_label: note.reference.as_ref().map(|reference| reference.label.clone()),
            reason: note.reason.clone(),
            by_name: note.by.clone(),
            at: note.at,
        }
    }

    pub async fn save(self, tx: &Tx) -> Result<(), DbErr> {
        store::put_level(tx, self.level).await?;
        store::append(tx, self.moves).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stock::Level;

    #[test]
    fn a_van_has_a_part_of_what_is_on_hand_and_never_less_than_nothing() {
        let (site_id, product_id, location_id) = (SiteId::new(), ProductId::new(), LocationId::new());
        let mut ledger = Ledger::new(site_id, [Level { on_hand: Quantity::whole(5), ..Level::empty(product_id, site_id) }]);
        let level = LocationLevel { location_id, product_id, site_id, quantity: Quantity::ZERO, bin: None };
        let mut van = Books { level, moves: vec![] };
        let note = Note { by: "Karim".into(), ..Note::default() };
        van.post(&mut ledger, (MoveKind::Moved, Quantity::whole(3)), (None, None), &note).unwrap();
        assert_eq!((van.there(), ledger.here(product_id)), (Quantity::whole(3), Quantity::whole(2)));
        let refused = van.post(&mut ledger, (MoveKind::Issued, Quantity::whole(-4)), (None, None), &note);
        assert_eq!(refused, Err(Error::NotThere { there: Quantity::whole(3) }));
        van.post(&mut ledger, (MoveKind::Issued, Quantity::whole(-1)), (None, None), &note).unwrap();
        assert_eq!(van.moves.iter().map(|entry| entry.balance.0).collect::<Vec<_>>(), [3000, 2000]);
    }
}
