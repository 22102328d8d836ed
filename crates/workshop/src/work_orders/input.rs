//! Bodies that several operations take, and how lines from outside become lines of an order.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, Utc};
use contracts::inventory::{ProductCard, ProductId, SalePack};
use contracts::workshop::{LineId, LineKind};
use garde::Validate;
use kernel::money::{MAX_AMOUNT, MAX_QUANTITY};
pub use kernel::text::filled_prose;
use kernel::text::{filled, filled_line, line, prose};
use kernel::{Amount, BasisPoints, FieldError, Problem, Quantity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::core::Core;
use super::job::Job;
use super::line::{Line, exceeds, too_large};
use super::work_order::Terms;
use crate::Workshop;
use crate::pricing::{Asking, Origin, Rules};
use crate::reductions::Taken;

const LABOUR: &str = "Labour";
const MAX_KILOMETRES: i64 = 9_999_999;

/// A body without fields.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// Why something is undone.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    #[garde(custom(filled_prose(1000)))]
    #[schema(max_length = 1000, format = "filled-prose")]
    pub reason: String,
}

/// A proposed job.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JobInput {
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub title: String,
    #[serde(default)]
    #[garde(custom(prose(2000)))]
    #[schema(max_length = 2000, format = "prose")]
    pub concern: Option<String>,
    #[serde(default)]
    #[garde(length(max = 200), dive)]
    #[schema(max_items = 200)]
    pub lines: Vec<LineInput>,
}

/// A line. What is left out comes from the article, or for labour from the site.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineInput {
    #[garde(skip)]
    pub kind: LineKind,
    /// The article of a part; its code, unit and VAT rate are taken over.
    #[garde(skip)]
    pub product_id: Option<ProductId>,
    /// Needed for what is neither labour nor an article.
    #[garde(custom(line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub description: Option<String>,
    #[garde(custom(quantities()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Quantity,
    /// Net. Needed for what is neither labour nor an article.
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub unit_price: Option<Amount>,
    /// With VAT, and a levy where the line bears one: the net price is worked out of it, and it is what the customer pays. Not together with
    /// `unit_price`.
    #[serde(default)]
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub unit_price_with_tax: Option<Amount>,
    #[garde(inner(custom(rates())))]
    pub discount: Option<BasisPoints>,
    #[garde(inner(custom(rates())))]
    pub vat_rate: Option<BasisPoints>,
    /// One of the article's packs, by its name: the quantity counts these, and the price is of one.
    #[serde(default)]
    #[garde(custom(line(60)))]
    #[schema(max_length = 60, format = "line")]
    pub pack: Option<String>,
}

pub fn quantities() -> impl Fn(&Quantity, &()) -> garde::Result {
    |quantity, ()| within(quantity.0, 1, MAX_QUANTITY)
}

pub fn amounts() -> impl Fn(&Amount, &()) -> garde::Result {
    |amount, ()| within(amount.0, 0, MAX_AMOUNT)
}

pub fn rates() -> impl Fn(&BasisPoints, &()) -> garde::Result {
    |rate, ()| within(rate.0.into(), 0, 10_000)
}

pub fn kilometres() -> impl Fn(&i64, &()) -> garde::Result {
    |km, ()| within(*km, 0, MAX_KILOMETRES)
}

/// A line has one price: net, or told with tax.
pub fn one_price(net: Option<Amount>, with_tax: Option<Amount>, pointer: &str) -> Result<(), FieldError> {
    let fault = || FieldError::new(format!("{pointer}/unit_price_with_tax"), "two-prices", "a line has one price, net or with tax");
    net.and(with_tax).map_or(Ok(()), |_| Err(fault()))
}

/// Between the years 2000 and 2999: what both databases keep alike.
pub fn promise(at: Option<DateTime<Utc>>) -> Result<(), FieldError> {
    if at.is_none_or(|at| (2000..=2999).contains(&at.year())) {
        return Ok(());
    }
    Err(FieldError::new("/promised_at", "out-of-range", "it is between the years 2000 and 2999"))
}

fn within(value: i64, least: i64, most: i64) -> garde::Result {
    if (least..=most).contains(&value) { Ok(()) } else { Err(garde::Error::new(format!("must be between {least} and {most}"))) }
}

/// The articles that lines name, and the rules that price them; read before the transaction.
pub struct Articles {
    cards: HashMap<ProductId, ProductCard>,
    pub rules: Rules,
}

impl Articles {
    pub async fn of(workshop: &Workshop, asking: Asking, lines: impl Iterator<Item = &LineInput>) -> Result<Self, Problem> {
        let mut ids: Vec<_> = lines.filter_map(|line| line.product_id).collect();
        ids.sort();
        ids.dedup();
        let cards = if ids.is_empty() { vec![] } else { workshop.catalogue.cards(&ids).await? };
        Self::with(workshop, asking, &cards).await
    }

    /// Of articles that were read already.
    pub async fn with(workshop: &Workshop, asking: Asking, cards: &[ProductCard]) -> Result<Self, Problem> {
        let products: Vec<_> = cards.iter().map(|card| card.id).collect();
        let rules = Rules::of(workshop, asking, &products).await?;
        let cards = cards.iter().map(|card| (card.id, rules.at_site(card))).collect();
        Ok(Self { cards, rules })
    }

    /// Jobs with their lines priced, or every fault under `pointer`.
    pub fn jobs(&self, inputs: &[JobInput], terms: &Terms, pointer: &str) -> Result<Vec<Job>, Vec<FieldError>> {
        let mut faults = vec![];
        let mut jobs = vec![];
        for (place, input) in inputs.iter().enumerate() {
            match self.job(input, terms, &format!("{pointer}/{place}")) {
                Ok(job) => jobs.push(job),
                Err(more) => faults.extend(more),
            }
        }
        if faults.is_empty() { Ok(jobs) } else { Err(faults) }
    }

    pub fn job(&self, input: &JobInput, terms: &Terms, pointer: &str) -> Result<Job, Vec<FieldError>> {
        let mut job = Job::new(input.title.trim().to_owned(), filled(input.concern.clone()));
        let mut faults = vec![];
        for (place, line) in input.lines.iter().enumerate() {
            match self.line(line, terms, &format!("{pointer}/lines/{place}")) {
                Ok(line) => job.lines.push(line),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Ok(job) } else { Err(faults) }
    }

    /// A line with what it snapshots: of the article, or of the site's terms.
    pub fn line(&self, input: &LineInput, terms: &Terms, pointer: &str) -> Result<Line, FieldError> {
        one_price(input.unit_price, input.unit_price_with_tax, pointer)?;
        let mut line = match (input.kind, input.product_id) {
            (LineKind::Part, Some(id)) => self.article_line(id, input, terms, pointer)?,
            (_, Some(_)) => return Err(FieldError::new(format!("{pointer}/product_id"), "not-allowed", "only a part has an article")),
            (LineKind::Labour, None) => self.labour_line(input, terms),
            (_, None) => self.free_line(input, terms, pointer)?,
        };
        if let Some(fault) = line.quantity_fault(line.quantity, &format!("{pointer}/quantity")) {
            return Err(fault);
        }
        line.vat_rate = input.vat_rate.unwrap_or(line.vat_rate);
        if let Some(told) = input.unit_price_with_tax {
            self.tell(&mut line, told);
        }
        if exceeds(line.quantity, line.unit_price) {
            return Err(too_large(format!("{pointer}/quantity")));
        }
        Ok(line)
    }

    /// The price that is told with tax in place of the line's.
    fn tell(&self, line: &mut Line, told: Amount) {
        line.unit_price = line.without_tax(told);
        line.unit_price_with_tax = Some(told);
        line.origin.by = (line.list_price != Some(line.unit_price)).then(|| self.rules.by.clone());
    }

    fn article_line(&self, id: ProductId, input: &LineInput, terms: &Terms, pointer: &str) -> Result<Line, FieldError> {
        let fault = |code, detail| FieldError::new(format!("{pointer}/product_id"), code, detail);
        let article = self.cards.get(&id).ok_or_else(|| fault("unknown", "there is no such article"))?;
        if article.archived {
            return Err(fault("archived", "the article is archived"));
        }
        let description = filled(input.description.clone()).unwrap_or_else(|| article.name.clone());
        let pack = pack_of(article, input, pointer)?;
        let priced = self.rules.sold(article, pack, terms.currency);
        let line = self.new_line(input, description, Price::Listed(priced.amount, priced.origin), article.vat_rate);
        let unit = pack.map_or(&article.unit, |pack| &pack.name).clone();
        Ok(Line {
            product_id: Some(id),
            code: Some(article.sku.clone()),
            unit,
            unit_cost: self.rules.cost_of(article, pack),
            pack: pack.map(|pack| pack.factor),
            core: Core::expected(article.core_charge),
            is_tyre: article.is_tyre,
            levy_rate: article.levy_rate,
            ..line
        })
    }

    fn labour_line(&self, input: &LineInput, terms: &Terms) -> Line {
        let description = filled(input.description.clone()).unwrap_or_else(|| LABOUR.to_owned());
        let priced = self.rules.labour(terms, None, input.quantity);
        let line = self.new_line(input, description, Price::Listed(priced.amount, priced.origin), terms.rate_of(input.kind));
        Line { unit: "hour".into(), ..line }
    }

    fn free_line(&self, input: &LineInput, terms: &Terms, pointer: &str) -> Result<Line, FieldError> {
        let required = |field: &str| FieldError::new(format!("{pointer}/{field}"), "required", "is needed without an article");
        let description = filled(input.description.clone()).ok_or_else(|| required("description"))?;
        // What is told with tax is net once its rate is known.
        let unit_price = input.unit_price.or(input.unit_price_with_tax).ok_or_else(|| required("unit_price"))?;
        Ok(self.new_line(input, description, Price::Agreed(unit_price), terms.rate_of(input.kind)))
    }

    fn new_line(&self, input: &LineInput, description: String, price: Price, vat_rate: BasisPoints) -> Line {
        let (list_price, unit_price, mut origin) = match price {
            Price::Listed(list, origin) => (Some(list), input.unit_price.unwrap_or(list), origin),
            Price::Agreed(unit_price) => (None, unit_price, Origin::default()),
        };
        origin.by = (list_price != Some(unit_price)).then(|| self.rules.by.clone());
        Line {
            id: LineId::new(),
            kind: input.kind,
            product_id: None,
            code: None,
            description,
            unit: "each".into(),
            quantity: input.quantity,
            list_price,
            unit_price,
            origin,
            unit_cost: None,
            discount: input.discount.unwrap_or_default(),
            vat_rate,
            locked: false,
            taken: Taken::default(),
            completed_quantity: None,
            pack: None,
            core: None,
            core_of: None,
            is_tyre: false,
            is_exempt: false,
            levy_rate: BasisPoints(0),
            unit_price_with_tax: None,
        }
    }
}

/// The pack that the line counts, if it names one.
fn pack_of<'a>(article: &'a ProductCard, input: &LineInput, pointer: &str) -> Result<Option<&'a SalePack>, FieldError> {
    let Some(name) = filled(input.pack.clone()) else { return Ok(None) };
    let pack = article.packs.iter().find(|pack| pack.name == name);
    pack.map(Some).ok_or_else(|| FieldError::new(format!("{pointer}/pack"), "unknown", "the article is not sold in these"))
}

/// Where a line's price comes from when it is written.
enum Price {
    /// The catalogue or a rate asks this, if nothing else is said.
    Listed(Amount, Origin),
    Agreed(Amount),
}
