//! The rates of a demonstration garage, and the fleets that pay one of them.

use contracts::customers::CustomerId;
use contracts::workshop::{ContractPriceId, FeeId, LabourRateId, MarkupMatrixId, PriceAgreementId};
use kernel::{Amount, BasisPoints, Db, Quantity, SiteId, search};
use sea_orm::DbErr;

use super::contract_prices::tables as contract_price;
use super::fees::tables as fee;
use super::labour_matrix::store as labour_matrix;
use super::labour_matrix::tiers::LabourTier;
use super::matrices::matrix::CostBasis;
use super::matrices::tables as matrix;
use super::matrices::tiers::{Tier, TierKind};
use super::tables::{agreement, rate};
use crate::coupons;
use crate::work_orders::store::put;

/// In millimes per hour.
const RATES: [(&str, i64); 4] = [("Diagnostic", 75_000), ("Flottes", 55_000), ("Garantie", 48_000), ("Carrosserie", 52_000)];
/// The place of theirs among the rates.
const FLEETS: usize = 1;
/// In basis points of the catalogue's prices.
const FLEETS_LEVEL: i32 = -800;

/// Tyres sell by a matrix of their own, by what they cost in millimes.
const TYRES: (&str, &str) = ("Pneus", "Pneumatiques");
const TYRE_TIERS: [(i64, Option<i64>, i32); 3] = [(0, Some(120_000), 4500), (120_000, Some(250_000), 3500), (250_000, None, 2800)];
/// Half a dinar.
const TYRE_STEP: i64 = 500;

/// Old tyres are taken away for so many millimes each.
const DISPOSAL: (&str, Amount) = ("Recyclage des pneus", Amount(2000));

/// Long work costs more an hour at the second site: from so many thousandths of an hour, so many ten-thousandths.
const LONG_WORK: [(i64, i32); 2] = [(4000, 10_500), (8000, 11_000)];

/// Every site has the rates and the tyres' matrix; the customers are its fleets.
pub async fn load(db: &Db, sites: &[SiteId], fleets: &[CustomerId]) -> Result<(), DbErr> {
    let tx = db.begin().await?;
    for site in sites {
        let rates: Vec<_> = RATES.iter().map(|(name, per_hour)| rate(*site, name, *per_hour)).collect();
        let agreed = fleets.iter().map(|customer| agreement::Model {
            id: PriceAgreementId::new(),
            site_id: *site,
            customer_id: Some(*customer),
            vehicle_id: None,
            labour_rate_id: rates[FLEETS].id,
            version: 1,
        });
        put::<agreement::Entity>(&tx, agreed.collect()).await?;
        let levels = fleets.iter().map(|customer| contract_price::Model {
            id: ContractPriceId::new(),
            site_id: *site,
            customer_id: *customer,
            product_id: None,
            unit_price: None,
            change: Some(FLEETS_LEVEL),
            version: 1,
        });
        put::<contract_price::Entity>(&tx, levels.collect()).await?;
        put::<rate::Entity>(&tx, rates).await?;
        put::<matrix::Entity>(&tx, vec![tyres(*site)?]).await?;
        put::<fee::Entity>(&tx, vec![disposal(*site)]).await?;
        coupons::welcome(&tx, *site).await?;
    }
    if let Some(site) = sites.get(1) {
        put::<labour_matrix::Entity>(&tx, vec![long_work(*site)?]).await?;
    }
    tx.commit().await
}

fn long_work(site_id: SiteId) -> Result<labour_matrix::Model, DbErr> {
    let tiers = LONG_WORK.map(|(from, factor)| LabourTier { from_hours: Quantity(from), factor });
    let tiers = serde_json::to_string(&tiers).map_err(|error| DbErr::Custom(error.to_string()))?;
    Ok(labour_matrix::Model { site_id, tiers, version: 1 })
}

fn rate(site: SiteId, name: &str, per_hour: i64) -> rate::Model {
    rate::Model {
        id: LabourRateId::new(),
        site_id: site,
        name: name.to_owned(),
        name_key: search::normalise(name),
        per_hour: Amount(per_hour),
        archived: false,
        version: 1,
    }
}

fn tyres(site: SiteId) -> Result<matrix::Model, DbErr> {
    let tier = |(from, to, rate): (i64, Option<i64>, i32)| Tier { from_cost: Amount(from), to_cost: to.map(Amount), rate };
    let (name, category) = TYRES;
    Ok(matrix::Model {
        id: MarkupMatrixId::new(),
        site_id: site,
        everywhere: false,
        currency: "TND".into(),
        name: name.into(),
        category: Some(category.into()),
        category_key: Some(search::normalise(category)),
        brand: None,
        brand_key: None,
        supplier_id: None,
        supplier_name: None,
        basis: CostBasis::Last,
        kind: TierKind::Markup,
        rounding: Amount(TYRE_STEP),
        tiers: serde_json::to_string(&TYRE_TIERS.map(tier)).map_err(|error| DbErr::Custom(error.to_string()))?,
        archived: false,
        version: 1,
    })
}

fn disposal(site_id: SiteId) -> fee::Model {
    let (name, per_tyre) = DISPOSAL;
    fee::Model {
        id: FeeId::new(),
        site_id,
        name: name.into(),
        of_labour: BasisPoints(0),
        of_parts: BasisPoints(0),
        fixed: Amount::ZERO,
        per_tyre,
        most: None,
        vat_rate: None,
        archived: false,
        version: 1,
    }
}
