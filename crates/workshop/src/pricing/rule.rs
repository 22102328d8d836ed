//! Which rule a price comes from, as a line remembers it.

use kernel::Amount;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What set a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum PriceRule {
    /// The rate agreed for the vehicle.
    VehicleRate,
    /// The rate agreed with the customer.
    CustomerRate,
    /// The rate that the job itself names.
    JobRate,
    /// The rate chosen for the work order.
    OrderRate,
    /// The site's, of when the order was opened.
    SiteRate,
    /// Agreed with the customer for the article.
    ContractPrice,
    /// The customer's level for all parts, on the catalogue's price.
    CustomerLevel,
    /// The site's or the group's matrix, by what the article costs.
    Matrix,
    Catalogue,
    /// A fee of the site, worked out of the job's labour and parts.
    Fee,
    /// The line's share of a job that is sold at one price.
    Package,
    /// Somebody typed it.
    ByHand,
}

impl PriceRule {
    /// Whether choosing another rate for the order sets the price anew.
    pub fn follows_the_order(self) -> bool {
        matches!(self, Self::VehicleRate | Self::CustomerRate | Self::OrderRate | Self::SiteRate)
    }
}

/// Where a line's list price comes from, and who put another in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// None for what no rule prices, and for lines of before there were rules.
    pub rule: Option<PriceRule>,
    /// Of the rate, the job or whatever the rule goes by.
    pub name: Option<String>,
    /// Who typed the unit price; none while it is the list price.
    pub by: Option<String>,
    /// What an hour of labour costs before the site's matrix; none for what the matrix does not price.
    pub per_hour: Option<Amount>,
    /// What the matrix multiplied it by, in ten-thousandths; none where it did not.
    pub factor: Option<i32>,
}

/// What set the price of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LinePriceRule)]
pub struct PriceRuleView {
    pub rule: PriceRule,
    /// Of the rate or the job; of a price typed by hand, who typed it.
    pub name: Option<String>,
    /// What the site's matrix of labour multiplied the rate by, in ten-thousandths; left out where it did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub factor: Option<i32>,
}

impl Origin {
    pub fn of(rule: PriceRule, name: Option<String>) -> Self {
        Self { rule: Some(rule), name, ..Self::default() }
    }

    /// Somebody typed another price than the matrix multiplied.
    pub fn is_off_the_matrix(&self) -> bool {
        self.by.is_some() && self.factor.is_some()
    }

    pub fn shown(&self) -> Option<PriceRuleView> {
        if let Some(by) = &self.by {
            return Some(PriceRuleView { rule: PriceRule::ByHand, name: Some(by.clone()), factor: None });
        }
        self.rule.map(|rule| PriceRuleView { rule, name: self.name.clone(), factor: self.factor })
    }
}
