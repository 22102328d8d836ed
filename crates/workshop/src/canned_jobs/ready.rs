//! A canned job made ready for an order: its parts found, its prices of today.

use contracts::documents::Language;
use contracts::inventory::{ProductCard, ProductId};
use contracts::workshop::{CannedJobId, LineId, LineKind};
use kernel::{Amount, BasisPoints, FieldError, Problem, Quantity};

use super::content::{CannedLabour, CannedPart, Content};
use super::spread::{Spread, spread};
use super::store;
use super::tables::Model;
use super::used::{Used, for_role, on_model};
use super::view::names;
use crate::Workshop;
use crate::pricing::{Asking, Origin, PriceRule};
use crate::reductions::Taken;
use crate::work_orders::input::{Articles, LineInput};
use crate::work_orders::job::Job;
use crate::work_orders::line::Line;
use crate::work_orders::work_order::Terms;

/// Canned jobs with what they need of other modules, read before the transaction.
pub struct Ready {
    jobs: Vec<(Model, Content)>,
    articles: Articles,
    /// Those that may be sold.
    cards: Vec<ProductCard>,
    used: Vec<Used>,
}

impl Ready {
    /// Those in use among these, for a vehicle that orders call by this label.
    pub async fn of(workshop: &Workshop, asking: Asking, vehicle: &str, ids: &[CannedJobId]) -> Result<Self, Problem> {
        let conn = workshop.context.db.reader();
        let rows = store::find_many(conn, ids).await?;
        let jobs = rows.into_iter().map(|row| Content::of(&row).map(|content| (row, content))).collect::<Result<Vec<_>, _>>()?;
        let has_roles = jobs.iter().any(|(_, content)| content.parts.iter().any(|part| part.product_id.is_none()));
        let used = if has_roles { on_model(conn, vehicle).await? } else { vec![] };
        let named = jobs.iter().flat_map(|(_, content)| content.products());
        let mut products: Vec<_> = named.chain(used.iter().map(|used| used.product_id)).collect();
        products.sort();
        products.dedup();
        let mut cards = if products.is_empty() { vec![] } else { workshop.catalogue.cards(&products).await? };
        cards.retain(|card| !card.archived);
        let articles = Articles::with(workshop, asking, &cards).await?;
        Ok(Self { jobs, articles, cards, used })
    }

    /// The job as it is proposed; none when the canned job is not in use.
    pub fn job(&self, id: CannedJobId, terms: &Terms, language: Language) -> Option<Result<Job, Vec<FieldError>>> {
        let (row, content) = self.jobs.iter().find(|(row, _)| row.id == id)?;
        let names = names(row);
        let title = match language {
            Language::Fr => names.fr,
            Language::Ar => names.ar,
            Language::En => names.en,
        };
        Some(self.proposed(row, content, terms, title))
    }

    fn proposed(&self, row: &Model, content: &Content, terms: &Terms, title: String) -> Result<Job, Vec<FieldError>> {
        let (mut lines, mut faults) = (vec![], vec![]);
        let labour = content.labour.iter().map(|labour| self.labour(labour, &title, terms));
        let parts = content.parts.iter().map(|part| self.part(part, terms));
        let fees = content.fees.iter().map(|fee| {
            let input =
                LineInput { unit_price: Some(fee.unit_price), vat_rate: fee.vat_rate, ..input(LineKind::Fee, &fee.description, ONE) };
            self.articles.line(&input, terms, "/content").map(without_author)
        });
        for line in labour.chain(parts).chain(fees) {
            match line {
                Ok(line) => lines.push(line),
                Err(fault) => faults.push(fault),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut job = Job::new(title, row.concern.clone());
        job.correction.clone_from(&row.correction);
        job.canned_job_id = Some(row.id);
        job.lines = lines;
        if let Some(package) = row.package_price {
            sell_together(&mut job, package, terms);
        }
        Ok(job)
    }

    fn labour(&self, labour: &CannedLabour, title: &str, terms: &Terms) -> Result<Line, FieldError> {
        let description = labour.description.as_deref().unwrap_or(title);
        let line = self.articles.line(&input(LineKind::Labour, description, labour.hours), terms, "/content")?;
        let priced = self.articles.rules.labour(terms, labour.rate.as_deref(), labour.hours);
        Ok(Line { list_price: Some(priced.amount), unit_price: priced.amount, origin: priced.origin, ..line })
    }

    /// The article; or what its role became on this model, or a part that has yet to be found.
    fn part(&self, part: &CannedPart, terms: &Terms) -> Result<Line, FieldError> {
        let sold = |id: ProductId| self.cards.iter().find(|card| card.id == id);
        let by_role = || for_role(&self.used, part.role.as_deref()?).find_map(|used| sold(used.product_id));
        let found = match part.product_id {
            Some(id) => sold(id).or_else(by_role),
            None => by_role(),
        };
        if let Some(card) = found {
            let input = LineInput { product_id: Some(card.id), description: None, ..input(LineKind::Part, "", part.quantity) };
            return self.articles.line(&input, terms, "/content");
        }
        let wanted = part.role.as_deref().unwrap_or(TO_BE_FOUND);
        let input = LineInput { unit_price: Some(Amount::ZERO), ..input(LineKind::Part, wanted, part.quantity) };
        self.articles.line(&input, terms, "/content").map(without_author)
    }
}

const ONE: Quantity = Quantity(1000);
/// A part without a role whose article is sold no more.
const TO_BE_FOUND: &str = "?";

fn input(kind: LineKind, description: &str, quantity: Quantity) -> LineInput {
    let description = Some(description.to_owned());
    let (unit_price, unit_price_with_tax) = (None, None);
    LineInput { kind, product_id: None, description, quantity, unit_price, unit_price_with_tax, discount: None, vat_rate: None, pack: None }
}

/// The canned job says the price: nobody typed it.
fn without_author(line: Line) -> Line {
    Line { origin: Origin::default(), ..line }
}

/// All of it at one price: each line its share, and what no line can take a line of its own.
fn sell_together(job: &mut Job, package: Amount, terms: &Terms) {
    let asked: Vec<_> = job.lines.iter().map(|line| (line.quantity, line.unit_price)).collect();
    let Spread { unit_prices, rest } = spread(&asked, package);
    let origin = Origin::of(PriceRule::Package, Some(job.title.clone()));
    for (line, price) in job.lines.iter_mut().zip(unit_prices) {
        (line.list_price, line.unit_price, line.origin) = (Some(price), price, origin.clone());
    }
    if rest > Amount::ZERO {
        job.lines.push(Line {
            id: LineId::new(),
            kind: LineKind::Fee,
            product_id: None,
            code: None,
            description: job.title.clone(),
            unit: "each".into(),
            quantity: ONE,
            list_price: Some(rest),
            unit_price: rest,
            origin,
            unit_cost: None,
            discount: BasisPoints(0),
            vat_rate: terms.rate_of(LineKind::Fee),
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
        });
    }
}
