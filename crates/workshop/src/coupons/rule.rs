//! Whether a coupon is good for an order: pure.

use chrono::NaiveDate;
use kernel::{Amount, Problem};

use super::tables::Model;
use crate::reductions::{CouponRef, Discount};

/// What is known beside the coupon.
pub struct Standing {
    pub today: NaiveDate,
    /// What the order costs before it, without VAT.
    pub net: Amount,
    /// On how many other orders it stands, and how many of them are of this customer.
    pub used: i64,
    pub used_by_customer: i64,
}

/// Refused beside the code, with what is the matter.
pub fn check(coupon: &Model, standing: &Standing) -> Result<(), Problem> {
    let refuse = |code, detail: String| Err(Problem::field("/code", code, detail));
    let reached = |most: Option<i32>, used| most.is_some_and(|most| used >= i64::from(most));
    if coupon.archived {
        return unknown();
    }
    if let Some(from) = coupon.valid_from.filter(|from| standing.today < *from) {
        return refuse("coupon-not-yet", format!("it is good from {from} on"));
    }
    if let Some(until) = coupon.valid_until.filter(|until| standing.today > *until) {
        return refuse("coupon-over", format!("it was good until {until}"));
    }
    if reached(coupon.most_uses, standing.used) {
        return refuse("coupon-used-up", format!("it was used {} times", standing.used));
    }
    if reached(coupon.most_per_customer, standing.used_by_customer) {
        return refuse("coupon-used", "this customer has used it".into());
    }
    if standing.net < coupon.least {
        return refuse("coupon-too-little", "the order costs too little for it".into());
    }
    Ok(())
}

pub fn unknown<T>() -> Result<T, Problem> {
    Err(Problem::field("/code", "coupon-unknown", "the site has no such coupon"))
}

/// What it takes off, in the name of who redeems it.
pub fn discount(coupon: &Model, by: &str) -> Discount {
    let reference = CouponRef { id: coupon.id, code: coupon.code.clone() };
    Discount { size: coupon.size(), reason: coupon.name.clone(), by: by.to_owned(), coupon: Some(reference) }
}

#[cfg(test)]
mod tests {
    use kernel::{BasisPoints, SiteId};
    use uuid::Uuid;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn coupon() -> Model {
        Model {
            id: Uuid::now_v7(),
            site_id: SiteId::new(),
            code: "ÉTÉ10".into(),
            name: "Summer".into(),
            share: Some(BasisPoints(1000)),
            amount: None,
            least: Amount(100_000),
            valid_from: Some(day("2026-06-01")),
            valid_until: Some(day("2026-08-31")),
            most_uses: Some(100),
            most_per_customer: Some(1),
            archived: false,
            version: 1,
        }
    }

    fn standing() -> Standing {
        Standing { today: day("2026-06-01"), net: Amount(100_000), used: 99, used_by_customer: 0 }
    }

    #[test]
    fn it_is_good_on_its_days_so_often_and_from_so_much_on() {
        assert!(check(&coupon(), &standing()).is_ok());
        assert!(check(&coupon(), &Standing { today: day("2026-08-31"), ..standing() }).is_ok());
        for (standing, code) in [
            (Standing { today: day("2026-05-31"), ..standing() }, "coupon-not-yet"),
            (Standing { today: day("2026-09-01"), ..standing() }, "coupon-over"),
            (Standing { used: 100, ..standing() }, "coupon-used-up"),
            (Standing { used_by_customer: 1, ..standing() }, "coupon-used"),
            (Standing { net: Amount(99_999), ..standing() }, "coupon-too-little"),
        ] {
            assert_eq!(check(&coupon(), &standing).unwrap_err().errors[0].code, code);
        }
        let archived = Model { archived: true, ..coupon() };
        assert_eq!(check(&archived, &standing()).unwrap_err().errors[0].code, "coupon-unknown");
    }
}
