//! The only place that queries which rates a site chose.

use contracts::identity::SiteCard;
use contracts::taxes::{Pack, TaxRates};
use kernel::site_settings::{SiteSettings, of};
use kernel::{Problem, SiteId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::Workshop;
use crate::time::period;
use crate::work_orders::open::terms_of;
use crate::work_orders::work_order::Terms;

/// A site's rates as they are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "workshop_tax_rates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    /// JSON.
    pub rates: String,
    /// 0 while the site chose nothing.
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        Self { site_id, rates: "{}".into(), version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

impl Model {
    pub fn rates(&self) -> TaxRates {
        serde_json::from_str(&self.rates).unwrap_or_default()
    }
}

impl Workshop {
    /// The terms of an order that begins at the site now: what it chose goes before what its country says today.
    pub async fn terms(&self, site: &SiteCard) -> Result<Terms, Problem> {
        let chosen = of::<Model, _>(self.context.db.reader(), site.id).await?.rates();
        let usual = Pack::of(&site.country).rates_on(period::today(site, self.now()));
        Ok(Terms { tax_rates: chosen.or(usual), ..terms_of(site)? })
    }
}
