//! The rows of canned jobs.

use contracts::workshop::{CannedJobId, TemplateId};
use kernel::Amount;
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_canned_jobs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CannedJobId,
    pub name_fr: String,
    pub name_ar: String,
    pub name_en: String,
    /// By which lists are in order: the French name, normalised.
    pub sort_name: String,
    /// All three names, normalised: what is typed is looked for in it.
    pub words: String,
    pub concern: Option<String>,
    pub correction: Option<String>,
    /// As JSON: [`super::content::Content`].
    pub content: String,
    /// Net, of all of it together.
    pub package_price: Option<Amount>,
    pub template_id: Option<TemplateId>,
    pub archived: bool,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
