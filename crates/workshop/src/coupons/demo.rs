//! A coupon for the demonstration.

use kernel::{Amount, BasisPoints, SiteId, Tx};
use sea_orm::DbErr;
use uuid::Uuid;

use super::store;
use super::tables::Model;

/// A tenth off a first order from 100.000 on.
pub async fn welcome(tx: &Tx, site_id: SiteId) -> Result<(), DbErr> {
    let coupon = Model {
        id: Uuid::now_v7(),
        site_id,
        code: "BIENVENUE".into(),
        name: "Offre de bienvenue".into(),
        share: Some(BasisPoints(1000)),
        amount: None,
        least: Amount(100_000),
        valid_from: None,
        valid_until: None,
        most_uses: None,
        most_per_customer: Some(1),
        archived: false,
        version: 1,
    };
    store::insert(tx, coupon).await
}
