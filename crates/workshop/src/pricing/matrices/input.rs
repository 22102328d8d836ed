//! What a matrix is made of.

use contracts::inventory::SupplierId;
use garde::Validate;
use kernel::text::{filled, filled_line, line};
use kernel::{Amount, FieldError, Problem, search};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::matrix::CostBasis;
use super::tables::Model;
use super::tiers::{self, MOST_TIERS, Tier, TierKind};
use crate::Workshop;

/// A matrix whole: which articles it prices, by which cost, and its tiers.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkupMatrixInput {
    /// As it stands on the line.
    #[garde(custom(filled_line(80)))]
    #[schema(max_length = 80, format = "filled-line")]
    pub name: String,
    /// Only of articles of this category; of all when left out.
    #[serde(default)]
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub category: Option<String>,
    /// Only of articles of this make; of any when left out.
    #[serde(default)]
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub brand: Option<String>,
    /// Only of articles that are bought there; wherever when left out.
    #[serde(default)]
    #[garde(skip)]
    pub supplier_id: Option<SupplierId>,
    #[garde(skip)]
    pub basis: CostBasis,
    #[garde(skip)]
    pub kind: TierKind,
    /// Prices are whole multiples of it, at least a minor unit.
    #[garde(custom(steps()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000)]
    pub rounding: Amount,
    /// From zero, each where the one before ends; the last has no end.
    #[garde(length(min = 1, max = MOST_TIERS), dive)]
    #[schema(min_items = 1, max_items = 30)]
    pub tiers: Vec<Tier>,
    /// Out of use: it prices nothing any more.
    #[serde(default)]
    #[garde(skip)]
    pub archived: bool,
}

pub fn steps() -> impl Fn(&Amount, &()) -> garde::Result {
    |step, ()| {
        if (1..=1_000_000).contains(&step.0) { Ok(()) } else { Err(garde::Error::new("must be between 1 and 1000000")) }
    }
}

impl MarkupMatrixInput {
    /// Over a row, with the supplier's name of today. Faults are under `pointer`.
    pub async fn write(self, workshop: &Workshop, row: &Model, pointer: &str) -> Result<Model, Problem> {
        let Self { name, category, brand, supplier_id, basis, kind, rounding, tiers, archived } = self;
        let mut faults = tiers::faults(&tiers, kind, &format!("{pointer}/tiers"));
        let named = match supplier_id {
            Some(id) => workshop.catalogue.supplier_names(&[id]).await?,
            None => vec![],
        };
        if supplier_id.is_some() && named.is_empty() {
            faults.push(FieldError::new(format!("{pointer}/supplier_id"), "unknown", "does not exist"));
        }
        if !faults.is_empty() {
            return Err(Problem::fields(faults));
        }
        let (category, brand) = (filled(category), filled(brand));
        Ok(Model {
            name: name.trim().to_owned(),
            category_key: category.as_deref().map(search::normalise),
            category,
            brand_key: brand.as_deref().map(search::normalise),
            brand,
            supplier_id,
            supplier_name: named.into_iter().next().map(|(_, name)| name),
            basis,
            kind,
            rounding,
            tiers: serde_json::to_string(&tiers).map_err(|error| Problem::internal(&error))?,
            archived,
            ..row.clone()
        })
    }
}

/// Another of the site's in use that is for the same articles would never be asked.
pub fn clash(row: &Model, others: &[Model], pointer: &str) -> Result<(), Problem> {
    let fault = |field: &str, detail: &str| Err(Problem::field(format!("{pointer}/{field}"), "duplicate", detail));
    let others = || others.iter().filter(|other| other.id != row.id);
    if others().any(|other| other.name == row.name) {
        return fault("name", "another matrix has this name");
    }
    let scope = |row: &Model| (row.category_key.clone(), row.brand_key.clone(), row.supplier_id, row.everywhere);
    if !row.archived && others().any(|other| !other.archived && scope(other) == scope(row)) {
        return fault("category", "another matrix is for the same articles");
    }
    Ok(())
}
