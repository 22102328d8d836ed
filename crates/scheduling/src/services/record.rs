//! The rows of services.

use chrono::{DateTime, Utc};
use contracts::scheduling::{ServiceId, Translated};
use kernel::{Amount, SiteId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

/// A service as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "scheduling_services")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ServiceId,
    pub site_id: SiteId,
    pub name_fr: String,
    pub name_ar: String,
    pub name_en: String,
    /// Of work.
    pub minutes: i32,
    pub skill: Option<String>,
    pub capability: Option<String>,
    pub online: bool,
    /// Minor units of the site's currency.
    pub deposit: Option<Amount>,
    pub active: bool,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn names(&self) -> Translated {
        Translated { fr: self.name_fr.clone(), ar: self.name_ar.clone(), en: self.name_en.clone() }
    }

    pub fn rename(&mut self, names: Translated) {
        (self.name_fr, self.name_ar, self.name_en) = (names.fr, names.ar, names.en);
    }
}
