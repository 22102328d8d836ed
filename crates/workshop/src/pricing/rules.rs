//! The order in which rules are asked (decision 0030). Of labour: what was agreed for the vehicle, with the customer, what the job
//! itself names, what was chosen for the work order, and the site's. Of parts: what was agreed on the article, the customer's level, the
//! matrix of what it costs (decision 0039), and the catalogue.

use std::sync::Arc;

use contracts::customers::CustomerId;
use contracts::identity;
use contracts::inventory::{ProductCard, ProductCost, ProductId};
use contracts::vehicles::VehicleId;
use contracts::workshop::{LabourRateId, WorkOrderId};
use kernel::money::share;
use kernel::{Actor, Amount, BasisPoints, Currency, Problem, Quantity, SiteId, search};

use super::contract_prices::store::of_customer;
use super::contract_prices::tables as contract_price;
use super::labour_matrix::store::tiers as labour_tiers;
use super::labour_matrix::tiers::{LabourTier, factor, multiplied};
use super::matrices;
use super::matrices::matrix::{self, CostBasis, Matrix};
use super::rule::{Origin, PriceRule};
use super::store;
use super::tables::rate;
use crate::Workshop;
use crate::work_orders::discounts::percent;
use crate::work_orders::rows::NO_VEHICLE;
use crate::work_orders::work_order::{Terms, WorkOrder};

/// For whom something is priced, and who asks.
#[derive(Clone, Debug)]
pub struct Asking {
    pub site: SiteId,
    pub customer: CustomerId,
    /// `NO_VEHICLE` at the counter.
    pub vehicle: VehicleId,
    /// The rate chosen for the order.
    pub chosen: Option<LabourRateId>,
    /// Who stands behind a price that is typed.
    pub by: String,
}

/// A price and its rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priced {
    pub amount: Amount,
    pub origin: Origin,
}

/// What sets prices for one customer and vehicle at one site, as it is now.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// In use at the site.
    pub rates: Vec<rate::Model>,
    /// Agreed for the vehicle.
    pub of_vehicle: Option<LabourRateId>,
    /// Agreed with the customer.
    pub of_customer: Option<LabourRateId>,
    pub chosen: Option<LabourRateId>,
    /// What hours are multiplied by at the site.
    pub labour_tiers: Vec<LabourTier>,
    /// Agreed with the customer on parts, the newest last.
    pub contracts: Vec<contract_price::Model>,
    /// What articles cost at the site.
    pub costs: Vec<ProductCost>,
    /// Those that count at the site, in the order in which they are asked.
    pub matrices: Vec<Matrix>,
    pub by: String,
    /// The site charges the levies of articles.
    pub levies: bool,
}

impl Asking {
    /// Of an order as it is now; 404 for none.
    pub async fn of_order(workshop: &Workshop, order: WorkOrderId, actor: &Arc<Actor>) -> Result<Self, Problem> {
        let head = store::head(workshop.context.db.reader(), order).await?.ok_or_else(Problem::not_found)?;
        let store::Head { site_id, customer_id, vehicle_id, labour_rate_id } = head;
        Ok(Self { site: site_id, customer: customer_id, vehicle: vehicle_id, chosen: labour_rate_id, by: actor.name.clone() })
    }
}

impl Asking {
    /// Of an order that is at hand.
    pub fn of(order: &WorkOrder, actor: &Actor) -> Self {
        let (site, customer, vehicle) = (order.site_id, order.customer.id, order.vehicle.id.unwrap_or(NO_VEHICLE));
        Self { site, customer, vehicle, chosen: order.labour_rate_id, by: actor.name.clone() }
    }
}

impl Rules {
    /// With what was agreed on these articles.
    pub async fn of(workshop: &Workshop, asking: Asking, products: &[ProductId]) -> Result<Self, Problem> {
        let conn = workshop.context.db.reader();
        let rates = store::rates(conn, &[asking.site], false).await?;
        let contracts = of_customer(conn, asking.site, asking.customer, products).await?;
        let labour_tiers = labour_tiers(conn, asking.site).await?;
        let mut rules = Self { labour_tiers, rates, contracts, chosen: asking.chosen, by: asking.by, ..Self::default() };
        if !products.is_empty() {
            rules.levies = identity::site(workshop.sites.as_ref(), asking.site).await?.has_levies();
            rules.costs = workshop.catalogue.costs(asking.site, products).await?;
            rules.matrices = matrices::store::at(conn, asking.site, false).await?.iter().map(|row| Matrix::new(row, asking.site)).collect();
            matrix::order(&mut rules.matrices);
        }
        // A merge leaves a customer with the agreements of both: the newest is last.
        for agreement in store::agreements_of(conn, asking.site, asking.customer, asking.vehicle).await? {
            if agreement.vehicle_id == Some(asking.vehicle) {
                rules.of_vehicle = Some(agreement.labour_rate_id);
            } else {
                rules.of_customer = Some(agreement.labour_rate_id);
            }
        }
        Ok(rules)
    }

    /// What each of these hours of labour costs: the rate's price, as the site's matrix multiplies it. `named` is the rate that the job
    /// itself asks for.
    pub fn labour(&self, terms: &Terms, named: Option<&str>, hours: Quantity) -> Priced {
        let Priced { amount, origin } = self.per_hour(terms, named);
        let factor = factor(&self.labour_tiers, hours);
        Priced { amount: multiplied(amount, factor), origin: Origin { per_hour: Some(amount), factor, ..origin } }
    }

    /// What an hour of labour costs by its rate. A rate out of use counts for nothing.
    fn per_hour(&self, terms: &Terms, named: Option<&str>) -> Priced {
        let by_id = |id: Option<LabourRateId>| self.rates.iter().find(|rate| Some(rate.id) == id);
        let by_name = |name: &str| {
            let key = search::normalise(name);
            self.rates.iter().find(|rate| rate.name_key == key)
        };
        let asked = [
            (PriceRule::VehicleRate, by_id(self.of_vehicle)),
            (PriceRule::CustomerRate, by_id(self.of_customer)),
            (PriceRule::JobRate, named.and_then(by_name)),
            (PriceRule::OrderRate, by_id(self.chosen)),
        ];
        let first = asked.into_iter().find_map(|(rule, rate)| rate.map(|rate| (rule, rate)));
        match first {
            Some((rule, rate)) => Priced { amount: rate.per_hour, origin: Origin::of(rule, Some(rate.name.clone())) },
            None => Priced { amount: terms.labour_rate, origin: Origin::of(PriceRule::SiteRate, None) },
        }
    }
}

impl Rules {
    /// What is asked for an article: its contract price, the customer's level, the first matrix that fits, or the catalogue's price,
    /// the first that is set.
    pub fn part(&self, card: &ProductCard, currency: Currency) -> Priced {
        let newest = |product: Option<ProductId>| self.contracts.iter().rev().find(|row| row.product_id == product);
        if let Some(amount) = newest(Some(card.id)).and_then(|row| row.unit_price) {
            return Priced { amount, origin: Origin::of(PriceRule::ContractPrice, None) };
        }
        if let Some(change) = newest(None).and_then(|row| row.change) {
            let amount = card.price + share(card.price, BasisPoints(change));
            return Priced { amount, origin: Origin::of(PriceRule::CustomerLevel, Some(signed(change))) };
        }
        let by_cost = self.cost(card.id).and_then(|cost| matrix::first(&self.matrices, currency.code(), cost));
        if let Some((matrix, amount)) = by_cost {
            return Priced { amount, origin: Origin::of(PriceRule::Matrix, Some(matrix.name.clone())) };
        }
        Priced { amount: card.price, origin: Origin::of(PriceRule::Catalogue, None) }
    }

    /// An article as it is taxed at the site.
    pub fn at_site(&self, card: &ProductCard) -> ProductCard {
        let levy_rate = if self.levies { card.levy_rate } else { BasisPoints(0) };
        ProductCard { levy_rate, ..card.clone() }
    }

    /// What a unit of an article costs the garage, for a line to keep: on average, else when it was bought last.
    pub fn unit_cost(&self, product: ProductId) -> Option<Amount> {
        self.cost(product).and_then(|cost| CostBasis::Average.of(cost))
    }

    fn cost(&self, product: ProductId) -> Option<&ProductCost> {
        self.costs.iter().find(|cost| cost.id == product)
    }
}

/// `-10 %`
fn signed(change: i32) -> String {
    let sign = if change < 0 { "-" } else { "+" };
    format!("{sign}{} %", percent(BasisPoints(change.abs())))
}

#[cfg(test)]
mod tests {
    use contracts::workshop::MarkupMatrixId;

    use super::super::matrices::tiers::{Tier, TierKind};
    use super::*;
    use crate::work_orders::fixture::estimate;

    fn rate(name: &str, per_hour: i64) -> rate::Model {
        rate::Model {
            id: LabourRateId::new(),
            site_id: SiteId::new(),
            name: name.into(),
            name_key: search::normalise(name),
            per_hour: Amount(per_hour),
            archived: false,
            version: 1,
        }
    }

    #[test]
    fn the_most_specific_rate_that_is_set_wins() {
        let rates = vec![rate("Old cars", 50_000), rate("Fleet", 55_000), rate("Diagnosis", 75_000), rate("Warranty", 45_000)];
        let ids: Vec<_> = rates.iter().map(|rate| rate.id).collect();
        let terms = estimate().terms;
        let mut rules = Rules { rates, ..Rules::default() };
        let won = |rules: &Rules, named| {
            let Priced { amount, origin } = rules.labour(&terms, named, Quantity(1000));
            (amount.0, origin.rule, origin.name)
        };
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(won(&rules, None), (60_000, Some(PriceRule::SiteRate), None));
        rules.chosen = Some(ids[3]);
        assert_eq!(won(&rules, None), (45_000, Some(PriceRule::OrderRate), named("Warranty")));
        assert_eq!(won(&rules, Some("DIAGNOSIS")), (75_000, Some(PriceRule::JobRate), named("Diagnosis")));
        assert_eq!(won(&rules, Some("unheard of")), (45_000, Some(PriceRule::OrderRate), named("Warranty")));
        rules.of_customer = Some(ids[1]);
        assert_eq!(won(&rules, Some("Diagnosis")), (55_000, Some(PriceRule::CustomerRate), named("Fleet")));
        rules.of_vehicle = Some(ids[0]);
        assert_eq!(won(&rules, None), (50_000, Some(PriceRule::VehicleRate), named("Old cars")));
        rules.labour_tiers = vec![LabourTier { from_hours: Quantity(3000), factor: 11_000 }];
        assert_eq!(won(&rules, None), (50_000, Some(PriceRule::VehicleRate), named("Old cars")), "one hour");
        let long = rules.labour(&terms, None, Quantity(3000));
        assert_eq!((long.amount, long.origin.per_hour, long.origin.factor), (Amount(55_000), Some(Amount(50_000)), Some(11_000)));
        rules.labour_tiers.clear();
        rules.rates.remove(0);
        assert_eq!(won(&rules, None), (55_000, Some(PriceRule::CustomerRate), named("Fleet")), "out of use");
    }

    /// 60 % on all parts, to 50 millimes.
    fn parts() -> Matrix {
        Matrix {
            id: MarkupMatrixId::new(),
            name: "Parts".into(),
            currency: "TND".into(),
            own: true,
            category_key: None,
            brand_key: None,
            supplier_id: None,
            basis: CostBasis::Average,
            kind: TierKind::Markup,
            rounding: Amount(50),
            tiers: vec![Tier { from_cost: Amount::ZERO, to_cost: None, rate: 6000 }],
        }
    }

    #[test]
    fn an_article_is_asked_at_its_contract_price_then_the_level_then_the_matrixs_then_the_catalogues() {
        let card = |price: i64| ProductCard {
            is_tyre: false,
            id: ProductId::new(),
            sku: "FLT".into(),
            name: "Filter".into(),
            unit: "each".into(),
            price: Amount(price),
            vat_rate: BasisPoints(1900),
            tracked: true,
            archived: false,
            packs: vec![],
            barcode: None,
            core_charge: None,
            levy_rate: BasisPoints(0),
        };
        let agreed = |product_id, unit_price: Option<i64>, change| contract_price::Model {
            id: contracts::workshop::ContractPriceId::new(),
            site_id: SiteId::new(),
            customer_id: CustomerId::new(),
            product_id,
            unit_price: unit_price.map(Amount),
            change,
            version: 1,
        };
        let asked = |rules: &Rules, card: &ProductCard| {
            let Priced { amount, origin } = rules.part(card, Currency::TND);
            (amount, origin.rule)
        };
        let (filter, pads) = (card(22_550), card(118_755));
        let mut rules = Rules::default();
        assert_eq!(asked(&rules, &filter), (Amount(22_550), Some(PriceRule::Catalogue)));
        rules.costs = vec![ProductCost {
            id: filter.id,
            category: None,
            brand: None,
            supplier_id: None,
            average_cost: Some(Amount(14_300)),
            last_cost: None,
        }];
        assert_eq!(asked(&rules, &filter), (Amount(22_550), Some(PriceRule::Catalogue)), "no matrix");
        rules.matrices = vec![parts()];
        // 14.300 with 60 % is 22.880, to the next 50 millimes 22.900.
        assert_eq!(asked(&rules, &filter), (Amount(22_900), Some(PriceRule::Matrix)));
        assert_eq!(asked(&rules, &pads), (Amount(118_755), Some(PriceRule::Catalogue)), "what has no cost");
        assert_eq!((rules.unit_cost(filter.id), rules.unit_cost(pads.id)), (Some(Amount(14_300)), None));
        rules.contracts = vec![agreed(None, None, Some(-1000)), agreed(Some(filter.id), Some(19_000), None)];
        assert_eq!(asked(&rules, &filter), (Amount(19_000), Some(PriceRule::ContractPrice)));
        // 118.755 less a tenth is 106.8795.
        let level = rules.part(&pads, Currency::TND);
        assert_eq!(
            (level.amount, level.origin.rule, level.origin.name.as_deref()),
            (Amount(106_879), Some(PriceRule::CustomerLevel), Some("-10 %"))
        );
        // Of two customers who became one, the newer counts.
        rules.contracts.push(agreed(Some(filter.id), Some(18_500), None));
        rules.contracts.push(agreed(None, None, Some(250)));
        assert_eq!((asked(&rules, &filter).0, asked(&rules, &pads).0), (Amount(18_500), Amount(121_724)));
        assert_eq!(rules.part(&pads, Currency::TND).origin.name.as_deref(), Some("+2.5 %"));
    }
}
