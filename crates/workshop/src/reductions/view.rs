//! What the API shows of what is taken off.

use contracts::customers::CustomerId;
use contracts::workshop::CoverKind;
use kernel::{Amount, BasisPoints};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rule::{Cover, Discount, Size};

/// A discount on an order or a job: a share or an amount.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = WorkDiscount)]
pub struct DiscountView {
    pub share: Option<BasisPoints>,
    /// Minor units, without VAT.
    pub amount: Option<Amount>,
    pub reason: String,
    pub by: String,
    /// The code of the coupon that gives it.
    pub coupon: Option<String>,
}

impl From<&Discount> for DiscountView {
    fn from(discount: &Discount) -> Self {
        let (share, amount) = match discount.size {
            Size::Share(share) => (Some(share), None),
            Size::Amount(amount) => (None, Some(amount)),
        };
        Self {
            share,
            amount,
            reason: discount.reason.clone(),
            by: discount.by.clone(),
            coupon: discount.coupon.as_ref().map(|coupon| coupon.code.clone()),
        }
    }
}

/// Who bears a share of a job in the customer's place.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = JobCover)]
pub struct CoverView {
    pub kind: CoverKind,
    pub share: BasisPoints,
    /// Another customer; null where the garage bears it.
    pub payer_id: Option<CustomerId>,
    pub payer_name: Option<String>,
    pub reason: String,
    pub by: String,
}

impl From<&Cover> for CoverView {
    fn from(cover: &Cover) -> Self {
        let payer = cover.payer.as_ref();
        Self {
            kind: cover.kind,
            share: cover.share,
            payer_id: payer.map(|payer| payer.id),
            payer_name: payer.map(|payer| payer.name.clone()),
            reason: cover.reason.clone(),
            by: cover.by.clone(),
        }
    }
}
