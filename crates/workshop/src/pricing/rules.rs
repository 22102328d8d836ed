//! The order in which rules are asked (decision 0030). Of labour: what was agreed for the vehicle, with the customer, what the job
//! itself names, what was chosen for the work order, and the site's.

use std::sync::Arc;

use contracts::customers::CustomerId;
use contracts::inventory::{ProductCard, ProductId};
use contracts::vehicles::VehicleId;
use contracts::workshop::{LabourRateId, WorkOrderId};
use kernel::money::share;
use kernel::{Actor, Amount, BasisPoints, Problem, SiteId, search};

use super::contract_prices::store::of_customer;
use super::contract_prices::tables as contract_price;
use super::rule::{Origin, PriceRule};
use super::store;
use super::tables::rate;
use crate::Workshop;
use crate::work_orders::discounts::percent;
use crate::work_orders::work_order::Terms;

/// For whom something is priced, and who asks.
#[derive(Clone, Debug)]
pub struct Asking {
    pub site: SiteId,
    pub customer: CustomerId,
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
    /// Agreed with the customer on parts, the newest last.
    pub contracts: Vec<contract_price::Model>,
    pub by: String,
}

impl Asking {
    /// Of an order as it is now; 404 for none.
    pub async fn of_order(workshop: &Workshop, order: WorkOrderId, actor: &Arc<Actor>) -> Result<Self, Problem> {
        let head = store::head(workshop.context.db.reader(), order).await?.ok_or_else(Problem::not_found)?;
        let store::Head { site_id, customer_id, vehicle_id, labour_rate_id } = head;
        Ok(Self { site: site_id, customer: customer_id, vehicle: vehicle_id, chosen: labour_rate_id, by: actor.name.clone() })
    }
}

impl Rules {
    /// With what was agreed on these articles.
    pub async fn of(workshop: &Workshop, asking: Asking, products: &[ProductId]) -> Result<Self, Problem> {
        let conn = workshop.context.db.reader();
        let rates = store::rates(conn, &[asking.site], false).await?;
        let contracts = of_customer(conn, asking.site, asking.customer, products).await?;
        let mut rules = Self { rates, contracts, chosen: asking.chosen, by: asking.by, ..Self::default() };
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

    /// What an hour of labour costs; `named` is the rate that the job itself asks for. A rate out of use counts for nothing.
    pub fn labour(&self, terms: &Terms, named: Option<&str>) -> Priced {
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
    /// What an article costs: its contract price, the customer's level, or the catalogue's price, the first that is set.
    pub fn part(&self, card: &ProductCard) -> Priced {
        let newest = |product: Option<ProductId>| self.contracts.iter().rev().find(|row| row.product_id == product);
        if let Some(amount) = newest(Some(card.id)).and_then(|row| row.unit_price) {
            return Priced { amount, origin: Origin::of(PriceRule::ContractPrice, None) };
        }
        if let Some(change) = newest(None).and_then(|row| row.change) {
            let amount = card.price + share(card.price, BasisPoints(change));
            return Priced { amount, origin: Origin::of(PriceRule::CustomerLevel, Some(signed(change))) };
        }
        Priced { amount: card.price, origin: Origin::of(PriceRule::Catalogue, None) }
    }
}

/// `-10 %`
fn signed(change: i32) -> String {
    let sign = if change < 0 { "-" } else { "+" };
    format!("{sign}{} %", percent(BasisPoints(change.abs())))
}

#[cfg(test)]
mod tests {
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
            let Priced { amount, origin } = rules.labour(&terms, named);
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
        rules.rates.remove(0);
        assert_eq!(won(&rules, None), (55_000, Some(PriceRule::CustomerRate), named("Fleet")), "out of use");
    }

    #[test]
    fn an_article_costs_its_contract_price_then_the_level_then_the_catalogues() {
        let card = |price: i64| ProductCard {
            id: ProductId::new(),
            sku: "FLT".into(),
            name: "Filter".into(),
            unit: "each".into(),
            price: Amount(price),
            vat_rate: BasisPoints(1900),
            tracked: true,
            archived: false,
            barcode: None,
            core_charge: None,
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
        let (filter, pads) = (card(22_550), card(118_755));
        let mut rules = Rules::default();
        assert_eq!((rules.part(&filter).amount, rules.part(&filter).origin.rule), (Amount(22_550), Some(PriceRule::Catalogue)));
        rules.contracts = vec![agreed(None, None, Some(-1000)), agreed(Some(filter.id), Some(19_000), None)];
        assert_eq!((rules.part(&filter).amount, rules.part(&filter).origin.rule), (Amount(19_000), Some(PriceRule::ContractPrice)));
        // 118.755 less a tenth is 106.8795.
        let level = rules.part(&pads);
        assert_eq!(
            (level.amount, level.origin.rule, level.origin.name.as_deref()),
            (Amount(106_879), Some(PriceRule::CustomerLevel), Some("-10 %"))
        );
        // Of two customers who became one, the newer counts.
        rules.contracts.push(agreed(Some(filter.id), Some(18_500), None));
        rules.contracts.push(agreed(None, None, Some(250)));
        assert_eq!((rules.part(&filter).amount, rules.part(&pads).amount), (Amount(18_500), Amount(121_724)));
        assert_eq!(rules.part(&pads).origin.name.as_deref(), Some("+2.5 %"));
    }
}
