//! Which line a part is for, and how much of it. Pure.

use contracts::inventory::ProductId;
use contracts::workshop::{LineId, WorkOrderId};
use kernel::Quantity;

use crate::error::Error;
use crate::products::{Product, Unit};
use crate::reservations::claims::Claim;

/// What is taken, and for which order's line.
pub struct Asked<'a> {
    pub order: WorkOrderId,
    pub line: Option<LineId>,
    /// The article that was scanned or tapped.
    pub article: &'a Product,
    pub by_code: bool,
    pub quantity: Option<Quantity>,
    /// On hand and nobody's.
    pub free: Quantity,
    /// Where it is taken from.
    pub there: Quantity,
    pub may_lack: bool,
}

impl Asked<'_> {
    /// The claim that is served, and how much of it.
    pub fn of<'a>(&self, claims: &'a [Claim]) -> Result<(&'a Claim, Quantity), Error> {
        let claim = self.line_of(claims)?;
        if !claim.is_approved {
            return Err(Error::ApprovalMissing { job: claim.job_title.clone() });
        }
        let quantity = self.quantity.unwrap_or_else(|| self.usual(claim));
        if quantity > claim.wanted {
            return Err(Error::MoreThanWanted { wanted: claim.wanted });
        }
        let available = (claim.reserved + self.free.max(Quantity::ZERO)).min(self.there.max(Quantity::ZERO));
        if quantity > available && !self.may_lack {
            return Err(Error::NotOnTheShelf { available });
        }
        Ok((claim, quantity))
    }

    /// The line that wants the article: which has some of it put aside goes first.
    fn line_of<'a>(&self, claims: &'a [Claim]) -> Result<&'a Claim, Error> {
        let article = || format!("{} {}", self.article.sku, self.article.name);
        let is_asked = |claim: &&Claim| {
            claim.work_order_id == self.order && self.line.is_none_or(|line| claim.line_id == line) && is_of(claim, self.article.id)
        };
        let asked: Vec<_> = claims.iter().filter(is_asked).collect();
        let open = || asked.iter().copied().filter(|claim| claim.wanted > Quantity::ZERO);
        let served = open().find(|claim| claim.is_approved && claim.reserved > Quantity::ZERO);
        served.or_else(|| open().find(|claim| claim.is_approved)).or_else(|| open().next()).ok_or_else(|| {
            if asked.is_empty() { Error::WrongPart { article: article() } } else { Error::AlreadyIssued { article: article() } }
        })
    }

    /// Who scans a piece has one in hand; who taps a line, or scans a can, takes what the line wants.
    fn usual(&self, claim: &Claim) -> Quantity {
        let is_piece = matches!(self.article.unit, Unit::Each | Unit::Set | Unit::Pair);
        if self.by_code && is_piece { claim.wanted.min(Quantity::whole(1)) } else { claim.wanted }
    }
}

fn is_of(claim: &Claim, product: ProductId) -> bool {
    claim.product_id == product
}

/// How much comes back of what was issued.
pub fn coming_back(claim: &Claim, quantity: Option<Quantity>) -> Result<Quantity, Error> {
    let back = quantity.unwrap_or(claim.issued);
    if back > claim.issued || back <= Quantity::ZERO {
        return Err(Error::MoreThanIssued { issued: claim.issued });
    }
    Ok(back)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use contracts::workshop::JobId;
    use kernel::{Amount, BasisPoints, SiteId};

    use super::*;
    use crate::products::ProductInput;

    fn article(unit: Unit) -> Product {
        let input = ProductInput {
            sku: "DISC".into(),
            name: "Disque".into(),
            barcode: None,
            brand: None,
            category: None,
            unit: Some(unit),
            price: Amount(1),
            vat_rate: BasisPoints(0),
            tracked: None,
            packs: vec![],
            core_charge: None,
            numbering: crate::numbers::Numbering::None,
            levy_rate: None,
        };
        Product::new(input, DateTime::UNIX_EPOCH)
    }

    fn claim(order: WorkOrderId, product: ProductId, (wanted, reserved): (i64, i64)) -> Claim {
        Claim {
            line_id: LineId::new(),
            work_order_id: order,
            order_number: "W-1".into(),
            vehicle_plate: String::new(),
            job_id: JobId::new(),
            job_title: "Freins".into(),
            description: "Disque".into(),
            product_id: product,
            site_id: SiteId::new(),
            wanted: Quantity(wanted),
            reserved: Quantity(reserved),
            drafted: Quantity::ZERO,
            ordered: Quantity::ZERO,
            expected_on: None,
            promised_at: None,
            promise_key: 1,
            issued: Quantity::ZERO,
            returned: Quantity::ZERO,
            is_approved: true,
        }
    }

    fn scanned(order: WorkOrderId, article: &Product) -> Asked<'_> {
        Asked {
            order,
            line: None,
            article,
            by_code: true,
            quantity: None,
            free: Quantity::ZERO,
            there: Quantity::whole(9),
            may_lack: false,
        }
    }

    #[test]
    fn a_scan_takes_one_piece_and_a_tap_what_the_line_wants() {
        let (order, disc, oil) = (WorkOrderId::new(), article(Unit::Each), article(Unit::Litre));
        let claims = [claim(order, disc.id, (2000, 2000)), claim(order, oil.id, (4500, 4500))];
        let quantity = |asked: &Asked| asked.of(&claims).map(|(_, quantity)| quantity);
        assert_eq!(quantity(&scanned(order, &disc)), Ok(Quantity(1000)));
        assert_eq!(quantity(&scanned(order, &oil)), Ok(Quantity(4500)));
        let tapped = Asked { line: Some(claims[0].line_id), by_code: false, ..scanned(order, &disc) };
        assert_eq!(quantity(&tapped), Ok(Quantity(2000)));
    }

    #[test]
    fn a_part_that_the_order_does_not_want_is_the_wrong_one() {
        let (order, disc, pads) = (WorkOrderId::new(), article(Unit::Each), article(Unit::Each));
        let claims = [claim(order, disc.id, (2000, 2000)), claim(WorkOrderId::new(), pads.id, (1000, 1000))];
        assert_eq!(scanned(order, &pads).of(&claims).err(), Some(Error::WrongPart { article: "DISC Disque".into() }));
        let of_another_line = Asked { line: Some(LineId::new()), ..scanned(order, &disc) };
        assert_eq!(of_another_line.of(&claims).err(), Some(Error::WrongPart { article: "DISC Disque".into() }));
    }

    #[test]
    fn what_was_issued_is_not_issued_again() {
        let (order, disc) = (WorkOrderId::new(), article(Unit::Each));
        let issued = Claim { issued: Quantity(2000), ..claim(order, disc.id, (0, 0)) };
        assert!(matches!(scanned(order, &disc).of(std::slice::from_ref(&issued)), Err(Error::AlreadyIssued { .. })));
        assert_eq!(coming_back(&issued, None), Ok(Quantity(2000)));
        assert_eq!(coming_back(&issued, Some(Quantity(2001))), Err(Error::MoreThanIssued { issued: Quantity(2000) }));
        assert!(coming_back(&claim(order, disc.id, (1, 1)), None).is_err());
    }

    #[test]
    fn no_more_than_is_wanted_and_than_is_there() {
        let (order, disc) = (WorkOrderId::new(), article(Unit::Each));
        let claims = [claim(order, disc.id, (2000, 1000))];
        let asked = |quantity, free| Asked { quantity: Some(Quantity(quantity)), free: Quantity(free), ..scanned(order, &disc) };
        assert_eq!(asked(3000, 9000).of(&claims).err(), Some(Error::MoreThanWanted { wanted: Quantity(2000) }));
        assert_eq!(asked(2000, -4000).of(&claims).err(), Some(Error::NotOnTheShelf { available: Quantity(1000) }));
        assert!(asked(2000, 1000).of(&claims).is_ok());
        let in_the_van = Asked { there: Quantity(1000), ..asked(2000, 1000) };
        assert_eq!(in_the_van.of(&claims).err(), Some(Error::NotOnTheShelf { available: Quantity(1000) }));
        assert!(Asked { may_lack: true, ..asked(2000, 0) }.of(&claims).is_ok());
    }

    #[test]
    fn a_job_that_must_be_approved_again_gets_nothing() {
        let (order, disc) = (WorkOrderId::new(), article(Unit::Each));
        let dear = Claim { is_approved: false, ..claim(order, disc.id, (1000, 1000)) };
        assert_eq!(scanned(order, &disc).of(std::slice::from_ref(&dear)).err(), Some(Error::ApprovalMissing { job: "Freins".into() }));
        let fine = claim(order, disc.id, (1000, 0));
        let asked = Asked { free: Quantity(1000), ..scanned(order, &disc) };
        let line = fine.line_id;
        assert_eq!(asked.of(&[dear, fine]).map(|(claim, _)| claim.line_id), Ok(line));
    }
}
