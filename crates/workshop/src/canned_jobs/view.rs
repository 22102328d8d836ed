//! What the API shows of canned jobs.

use contracts::inventory::{ProductCard, ProductId};
use contracts::scheduling::Translated;
use contracts::workshop::{CANNED_JOB_WRITE, CannedJobId, TemplateId};
use kernel::{Actor, Amount, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::content::Content;
use super::store::Usage;
use super::tables::Model;
use crate::Workshop;

/// A canned job whole.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CannedJob)]
pub struct CannedJobView {
    pub id: CannedJobId,
    pub names: Translated,
    pub concern: Option<String>,
    pub correction: Option<String>,
    pub content: Content,
    /// The articles that its parts name.
    pub products: Vec<CannedProduct>,
    /// Net, of all of it together.
    pub package_price: Option<Amount>,
    pub inspection_template_id: Option<TemplateId>,
    /// Jobs on orders that were made of it.
    pub offered: i64,
    /// Those of them that customers approved.
    pub approved: i64,
    pub archived: bool,
    pub version: i64,
    /// update, archive, restore
    pub actions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CannedProduct {
    pub id: ProductId,
    pub sku: String,
    pub name: String,
    pub archived: bool,
}

/// What the trail tells of one.
#[derive(Serialize)]
pub struct Told {
    names: Translated,
    concern: Option<String>,
    correction: Option<String>,
    content: Content,
    package_price: Option<Amount>,
    inspection_template_id: Option<TemplateId>,
    archived: bool,
}

impl Told {
    pub fn of(row: &Model) -> Result<Self, Problem> {
        Ok(Self {
            names: names(row),
            concern: row.concern.clone(),
            correction: row.correction.clone(),
            content: Content::of(row)?,
            package_price: row.package_price,
            inspection_template_id: row.template_id,
            archived: row.archived,
        })
    }
}

pub fn names(row: &Model) -> Translated {
    Translated { fr: row.name_fr.clone(), ar: row.name_ar.clone(), en: row.name_en.clone() }
}

/// With the names of their articles, and how often they were used.
pub async fn shown(workshop: &Workshop, rows: Vec<Model>, actor: &Actor) -> Result<Vec<CannedJobView>, Problem> {
    let contents = rows.iter().map(Content::of).collect::<Result<Vec<_>, _>>()?;
    let mut ids: Vec<_> = contents.iter().flat_map(Content::products).collect();
    ids.sort();
    ids.dedup();
    let cards = if ids.is_empty() { vec![] } else { workshop.catalogue.cards(&ids).await? };
    let jobs: Vec<_> = rows.iter().map(|row| row.id).collect();
    let usages = super::store::usage(workshop.context.db.reader(), &jobs).await?;
    let view = |(row, content): (Model, Content)| {
        let usage = usages.iter().find(|usage| usage.canned_job_id == row.id);
        one(row, content, &cards, usage, actor)
    };
    Ok(rows.into_iter().zip(contents).map(view).collect())
}

fn one(row: Model, content: Content, cards: &[ProductCard], usage: Option<&Usage>, actor: &Actor) -> CannedJobView {
    let named: Vec<_> = content.products().collect();
    let products = cards.iter().filter(|card| named.contains(&card.id));
    CannedJobView {
        names: names(&row),
        products: products.map(product).collect(),
        actions: actions(&row, actor),
        offered: usage.map_or(0, |usage| usage.offered),
        approved: usage.map_or(0, |usage| usage.approved),
        id: row.id,
        concern: row.concern,
        correction: row.correction,
        content,
        package_price: row.package_price,
        inspection_template_id: row.template_id,
        archived: row.archived,
        version: row.version,
    }
}

fn product(card: &ProductCard) -> CannedProduct {
    CannedProduct { id: card.id, sku: card.sku.clone(), name: card.name.clone(), archived: card.archived }
}

fn actions(row: &Model, actor: &Actor) -> Vec<String> {
    let turn = if row.archived { "restore" } else { "archive" };
    let may = actor.may_anywhere(CANNED_JOB_WRITE);
    ["update", turn].into_iter().filter(|_| may).map(str::to_owned).collect()
}
