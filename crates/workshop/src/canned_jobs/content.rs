//! What a canned job is made of, as it comes in and as it is kept.

use contracts::inventory::ProductId;
use contracts::scheduling::Translated;
use contracts::workshop::{CannedJobId, TemplateId};
use garde::Validate;
use kernel::text::{filled, filled_line, line, prose};
use kernel::{Amount, BasisPoints, FieldError, Problem, Quantity, search};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::tables::Model;
use crate::inspections::store as inspections;
use crate::inspections::template::InspectionNames;
use crate::work_orders::input::{amounts, quantities, rates};
use crate::{Workshop, work_orders::work_order::MAX_LINES};

/// A canned job whole: what is left out is gone.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CannedJobInput {
    #[garde(dive)]
    pub names: InspectionNames,
    /// What the customer is told, on the job.
    #[garde(custom(prose(2000)))]
    #[schema(max_length = 2000, format = "prose")]
    pub concern: Option<String>,
    #[garde(custom(prose(5000)))]
    #[schema(max_length = 5000, format = "prose")]
    pub correction: Option<String>,
    #[garde(dive)]
    pub content: Content,
    /// Net; without it each line asks its own price.
    #[garde(inner(custom(amounts())))]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub package_price: Option<Amount>,
    /// Begun with the job, unless the order has one of it.
    #[garde(skip)]
    pub inspection_template_id: Option<TemplateId>,
}

/// In the order in which they stand on the job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CannedContent)]
pub struct Content {
    #[serde(default)]
    #[garde(length(max = 20), dive)]
    #[schema(max_items = 20)]
    pub labour: Vec<CannedLabour>,
    #[serde(default)]
    #[garde(length(max = 40), dive)]
    #[schema(max_items = 40)]
    pub parts: Vec<CannedPart>,
    #[serde(default)]
    #[garde(length(max = 20), dive)]
    #[schema(max_items = 20)]
    pub fees: Vec<CannedFee>,
    /// After what it is done again; none for what is done once.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "given")]
    #[garde(dive)]
    #[schema(nullable = false)]
    pub reminder: Option<CannedReminder>,
}

/// What is there is not null.
fn given<'de, D: Deserializer<'de>>(reminder: D) -> Result<Option<CannedReminder>, D::Error> {
    CannedReminder::deserialize(reminder).map(Some)
}

/// After so many months or kilometres, whichever comes first: one of both at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CannedReminder {
    #[garde(inner(range(min = 1, max = 240)))]
    #[schema(minimum = 1, maximum = 240)]
    pub months: Option<i32>,
    #[garde(inner(range(min = 100, max = 1_000_000)))]
    #[schema(minimum = 100, maximum = 1_000_000)]
    pub km: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CannedLabour {
    /// The job's name when left out.
    #[garde(custom(line(200)))]
    #[schema(max_length = 200, format = "line")]
    pub description: Option<String>,
    /// In thousandths.
    #[garde(custom(quantities()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub hours: Quantity,
    /// The name of a rate: the site's of that name is asked, if there is one and nothing was agreed with the customer.
    #[garde(custom(line(80)))]
    #[schema(max_length = 80, format = "line")]
    pub rate: Option<String>,
}

/// An article, or what it is for: then it is the article used most on the vehicle's model whose name has all these words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CannedPart {
    #[garde(skip)]
    pub product_id: Option<ProductId>,
    #[garde(custom(line(80)))]
    #[schema(max_length = 80, format = "line")]
    pub role: Option<String>,
    #[garde(custom(quantities()))]
    #[schema(value_type = i64, minimum = 1, maximum = 1_000_000_000)]
    pub quantity: Quantity,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CannedFee {
    #[garde(custom(filled_line(200)))]
    #[schema(max_length = 200, format = "filled-line")]
    pub description: String,
    /// Net.
    #[garde(custom(amounts()))]
    #[schema(value_type = i64, minimum = 0, maximum = 1_000_000_000_000_i64)]
    pub unit_price: Amount,
    /// The site's when left out.
    #[garde(inner(custom(rates())))]
    pub vat_rate: Option<BasisPoints>,
}

impl CannedJobInput {
    /// As it is kept, or all that is wrong with it.
    pub async fn write(self, workshop: &Workshop, id: CannedJobId) -> Result<Model, Problem> {
        let mut faults = vec![];
        let names = self.names.read("/names").unwrap_or_else(|fault| {
            faults.push(fault);
            Translated { fr: String::new(), ar: String::new(), en: String::new() }
        });
        let content = self.content.tidied(&mut faults);
        faults.extend(unknown_products(workshop, &content).await?);
        if let Some(template) = self.inspection_template_id {
            let known = inspections::template(workshop.context.db.reader(), template).await.is_ok_and(|row| !row.archived);
            faults.extend((!known).then(|| FieldError::new("/inspection_template_id", "unknown", "there is no such template in use")));
        }
        if !faults.is_empty() {
            return Err(Problem::fields(faults));
        }
        let Translated { fr, ar, en } = names;
        Ok(Model {
            id,
            sort_name: search::normalise(&fr),
            words: search::normalise(&format!("{fr} {ar} {en}")),
            name_fr: fr,
            name_ar: ar,
            name_en: en,
            concern: filled(self.concern),
            correction: filled(self.correction),
            content: serde_json::to_string(&content).map_err(|error| Problem::internal(&error))?,
            package_price: self.package_price,
            template_id: self.inspection_template_id,
            archived: false,
            version: 1,
        })
    }
}

impl Content {
    pub fn of(row: &Model) -> Result<Self, Problem> {
        serde_json::from_str(&row.content).map_err(|error| Problem::internal(&error))
    }

    pub fn products(&self) -> impl Iterator<Item = ProductId> {
        self.parts.iter().filter_map(|part| part.product_id)
    }

    fn tidied(mut self, faults: &mut Vec<FieldError>) -> Self {
        if self.labour.len() + self.parts.len() + self.fees.len() > MAX_LINES {
            faults.push(FieldError::new("/content", "too-many-lines", "it has too many lines"));
        }
        if self.reminder.is_some_and(|reminder| reminder.months.is_none() && reminder.km.is_none()) {
            faults.push(FieldError::new("/content/reminder", "required", "months or kilometres are needed"));
        }
        for labour in &mut self.labour {
            labour.description = filled(labour.description.take());
            labour.rate = filled(labour.rate.take());
        }
        for (place, part) in self.parts.iter_mut().enumerate() {
            part.role = filled(part.role.take());
            if part.product_id.is_none() && part.role.as_deref().is_none_or(|role| search::words(role).is_empty()) {
                faults.push(FieldError::new(format!("/content/parts/{place}/role"), "required", "is needed without an article"));
            }
        }
        self
    }
}

async fn unknown_products(workshop: &Workshop, content: &Content) -> Result<Vec<FieldError>, Problem> {
    let ids: Vec<_> = content.products().collect();
    let cards = if ids.is_empty() { vec![] } else { workshop.catalogue.cards(&ids).await? };
    let is_known = |id: ProductId| cards.iter().any(|card| card.id == id);
    let parts = content.parts.iter().enumerate().filter(|(_, part)| part.product_id.is_some_and(|id| !is_known(id)));
    Ok(parts
        .map(|(place, _)| FieldError::new(format!("/content/parts/{place}/product_id"), "unknown", "there is no such article"))
        .collect())
}
