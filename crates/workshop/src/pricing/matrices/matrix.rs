//! Which matrix prices an article. Pure.

use std::cmp::Reverse;

use contracts::inventory::{ProductCost, SupplierId};
use contracts::workshop::MarkupMatrixId;
use kernel::{Amount, SiteId, search};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::tables::Model;
use super::tiers::{Tier, TierKind, price};

/// Which cost a matrix goes by; where nothing is known of it, the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum CostBasis {
    /// Of what lies there.
    Average,
    /// When it was bought last.
    Last,
}

impl CostBasis {
    pub fn of(self, cost: &ProductCost) -> Option<Amount> {
        match self {
            Self::Average => cost.average_cost.or(cost.last_cost),
            Self::Last => cost.last_cost.or(cost.average_cost),
        }
    }
}

/// A matrix that counts at a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    pub id: MarkupMatrixId,
    pub name: String,
    pub currency: String,
    /// Whether it is the site's own.
    pub own: bool,
    pub category_key: Option<String>,
    pub brand_key: Option<String>,
    pub supplier_id: Option<SupplierId>,
    pub basis: CostBasis,
    pub kind: TierKind,
    pub rounding: Amount,
    pub tiers: Vec<Tier>,
}

impl Matrix {
    /// As it counts at a site.
    pub fn new(row: &Model, site: SiteId) -> Self {
        Self {
            id: row.id,
            name: row.name.clone(),
            currency: row.currency.clone(),
            own: row.site_id == site,
            category_key: row.category_key.clone(),
            brand_key: row.brand_key.clone(),
            supplier_id: row.supplier_id,
            basis: row.basis,
            kind: row.kind,
            rounding: row.rounding,
            tiers: serde_json::from_str(&row.tiers).unwrap_or_default(),
        }
    }

    fn fits(&self, cost: &ProductCost) -> bool {
        let is_of = |wanted: &Option<String>, has: &Option<String>| wanted.is_none() || *wanted == has.as_deref().map(search::normalise);
        is_of(&self.category_key, &cost.category)
            && is_of(&self.brand_key, &cost.brand)
            && (self.supplier_id.is_none() || self.supplier_id == cost.supplier_id)
    }
}

/// Into the order in which they are asked: the most specific first, a category before a brand before a supplier; of two alike the site's
/// own, then the newer.
pub fn order(matrices: &mut [Matrix]) {
    let scope = |matrix: &Matrix| (matrix.category_key.is_some(), matrix.brand_key.is_some(), matrix.supplier_id.is_some());
    matrices.sort_by_key(|matrix| Reverse((scope(matrix), matrix.own, matrix.id)));
}

/// The first that fits an article, and what the article sells for by it; none fits what has no cost. `matrices` are in order.
pub fn first<'a>(matrices: &'a [Matrix], currency: &str, cost: &ProductCost) -> Option<(&'a Matrix, Amount)> {
    let matrix = matrices.iter().find(|matrix| matrix.currency == currency && matrix.fits(cost))?;
    let (_, price) = price(&matrix.tiers, matrix.kind, matrix.rounding, matrix.basis.of(cost)?)?;
    Some((matrix, price))
}

#[cfg(test)]
mod tests {
    use contracts::inventory::ProductId;

    use super::*;

    fn matrix(name: &str, category: Option<&str>, supplier_id: Option<SupplierId>, own: bool, rate: i32) -> Matrix {
        Matrix {
            id: MarkupMatrixId::new(),
            name: name.into(),
            currency: "TND".into(),
            own,
            category_key: category.map(search::normalise),
            brand_key: None,
            supplier_id,
            basis: CostBasis::Average,
            kind: TierKind::Markup,
            rounding: Amount(1),
            tiers: vec![Tier { from_cost: Amount::ZERO, to_cost: None, rate }],
        }
    }

    fn article(category: Option<&str>, supplier_id: Option<SupplierId>) -> ProductCost {
        ProductCost {
            id: ProductId::new(),
            category: category.map(str::to_owned),
            brand: Some("Michelin".into()),
            supplier_id,
            average_cost: Some(Amount(81_300)),
            last_cost: Some(Amount(80_000)),
        }
    }

    fn won(matrices: &[Matrix], cost: &ProductCost) -> Option<(String, i64)> {
        first(matrices, "TND", cost).map(|(matrix, price)| (matrix.name.clone(), price.0))
    }

    #[test]
    fn the_most_specific_that_fits_is_asked_first() {
        let (sotup, other) = (SupplierId::new(), SupplierId::new());
        let mut matrices = vec![
            matrix("group", None, None, false, 1000),
            matrix("all", None, None, true, 2000),
            matrix("of Sotup", None, Some(sotup), true, 3000),
            matrix("tyres of the group", Some("Pneus"), None, false, 4000),
            matrix("tyres", Some("PNEUS"), None, true, 5000),
            matrix("tyres of Sotup", Some("pneus"), Some(sotup), false, 6000),
        ];
        order(&mut matrices);
        let asked: Vec<_> = matrices.iter().map(|matrix| matrix.name.as_str()).collect();
        assert_eq!(asked, ["tyres of Sotup", "tyres", "tyres of the group", "of Sotup", "all", "group"]);
        let named = |name: &str, price| Some((name.to_owned(), price));
        assert_eq!(won(&matrices, &article(Some("Pneus"), Some(sotup))), named("tyres of Sotup", 130_080));
        assert_eq!(won(&matrices, &article(Some("Pneus"), Some(other))), named("tyres", 121_950));
        assert_eq!(won(&matrices, &article(Some("Filtres"), Some(sotup))), named("of Sotup", 105_690));
        assert_eq!(won(&matrices, &article(None, None)), named("all", 97_560));
        matrices.retain(|matrix| !matrix.own);
        assert_eq!(won(&matrices, &article(None, None)), named("group", 89_430));
        assert_eq!(first(&matrices, "EUR", &article(None, None)), None, "tiers are amounts of one currency");
    }

    #[test]
    fn a_brand_goes_after_a_category_and_before_a_supplier() {
        let (sotup, brand) = (SupplierId::new(), |name: &str| Some(search::normalise(name)));
        let mut matrices = vec![
            matrix("of Sotup", None, Some(sotup), true, 1000),
            Matrix { brand_key: brand("MICHELIN"), ..matrix("Michelin", None, None, true, 2000) },
            Matrix { brand_key: brand("Hankook"), ..matrix("Hankook", None, None, true, 3000) },
            Matrix { brand_key: brand("Michelin"), ..matrix("tyres of Michelin", Some("Pneus"), None, true, 4000) },
            matrix("tyres", Some("Pneus"), None, true, 5000),
        ];
        order(&mut matrices);
        let named = |name: &str, price| Some((name.to_owned(), price));
        assert_eq!(won(&matrices, &article(Some("Pneus"), Some(sotup))), named("tyres of Michelin", 113_820));
        assert_eq!(won(&matrices, &article(Some("Chambres"), Some(sotup))), named("Michelin", 97_560));
        let other = ProductCost { brand: Some("Continental".into()), ..article(Some("Pneus"), Some(sotup)) };
        assert_eq!(won(&matrices, &other), named("tyres", 121_950));
        assert_eq!(won(&matrices, &ProductCost { category: None, ..other }), named("of Sotup", 89_430));
    }

    #[test]
    fn the_newer_of_two_alike_counts() {
        let mut matrices = vec![matrix("old", None, None, true, 0), matrix("new", None, None, true, 0)];
        order(&mut matrices);
        assert_eq!(matrices[0].name, "new");
    }

    #[test]
    fn the_basis_is_the_average_or_the_last_cost_and_what_has_none_has_no_price() {
        let mut by_last = matrix("last", None, None, true, 1000);
        by_last.basis = CostBasis::Last;
        let mut cost = article(None, None);
        assert_eq!(won(&[by_last.clone()], &cost), Some(("last".into(), 88_000)));
        cost.last_cost = None;
        assert_eq!(won(&[by_last.clone()], &cost), Some(("last".into(), 89_430)));
        cost.average_cost = None;
        assert_eq!(won(&[by_last], &cost), None);
        cost.last_cost = Some(Amount(80_000));
        assert_eq!(won(&[matrix("average", None, None, true, 1000)], &cost), Some(("average".into(), 88_000)));
    }
}
