//! Which messages a site sends, and when telephones rest.

use std::collections::HashMap;

use contracts::workshop::WorkStatus;
use kernel::SiteId;
use kernel::site_settings::SiteSettings;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::messages::night::Night;
use crate::messages::{MessageEvent, Params};

/// A site's choice as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "notifications_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    /// Minutes since midnight.
    pub quiet_from: i32,
    pub quiet_until: i32,
    /// Events of which nothing is sent, in JSON.
    pub off: String,
    /// Turns of the work that customers hear of, in JSON.
    pub statuses: String,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as MessageSettings;

/// That the work began is news to few.
const USUAL_STATUSES: [WorkStatus; 2] = [WorkStatus::WaitingForParts, WorkStatus::PromiseMoved];

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        let statuses = serde_json::to_string(&USUAL_STATUSES).unwrap_or_default();
        let Night { from, until } = Night::USUAL;
        Self { site_id, quiet_from: from.into(), quiet_until: until.into(), off: "[]".into(), statuses, version: 0 }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

impl Model {
    pub fn night(&self) -> Night {
        let minutes = |kept: i32, usual| u16::try_from(kept).unwrap_or(usual);
        Night { from: minutes(self.quiet_from, Night::USUAL.from), until: minutes(self.quiet_until, Night::USUAL.until) }
    }

    pub fn off(&self) -> Vec<MessageEvent> {
        serde_json::from_str(&self.off).unwrap_or_default()
    }

    pub fn statuses(&self) -> Vec<WorkStatus> {
        serde_json::from_str(&self.statuses).unwrap_or_default()
    }

    /// Whether the site wants this sent.
    pub fn wants(&self, event: MessageEvent, params: &Params) -> bool {
        let is_on = !event.may_be_off() || !self.off().contains(&event);
        match params {
            Params::Status { status, .. } => is_on && self.statuses().contains(status),
            _ => is_on,
        }
    }
}

/// What each of the sites chose, or is usual.
pub async fn of_sites<C: ConnectionTrait>(conn: &C, sites: &[SiteId]) -> Result<HashMap<SiteId, Model>, DbErr> {
    let chosen = Entity::find().filter(Column::SiteId.is_in(sites.iter().copied())).all(conn).await?;
    let mut all: HashMap<_, _> = sites.iter().map(|site| (*site, Model::usual(*site))).collect();
    all.extend(chosen.into_iter().map(|row| (row.site_id, row)));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_site_does_without_what_it_switched_off_and_never_without_accounts() {
        let order = Params::WorkOrder { number: String::new(), plate: String::new(), vehicle: String::new(), concern: None };
        let usual = Model::usual(SiteId(Uuid::nil()));
        let quiet = Model { off: r#"["ready_for_pickup","password_reset","purchase_order"]"#.into(), ..usual.clone() };
        assert!(usual.wants(MessageEvent::ReadyForPickup, &order) && !quiet.wants(MessageEvent::ReadyForPickup, &order));
        for event in [MessageEvent::InvoiceIssued, MessageEvent::PasswordReset, MessageEvent::PurchaseOrder] {
            assert!(quiet.wants(event, &order), "{event:?}");
        }
    }

    #[test]
    fn that_the_work_began_is_told_only_where_it_was_chosen() {
        let status = |status| Params::Status {
            number: String::new(),
            plate: String::new(),
            vehicle: String::new(),
            status,
            promised_at: None,
            is_later: false,
        };
        let usual = Model::usual(SiteId(Uuid::nil()));
        let told = |settings: &Model| WorkStatus::ALL.map(|turn| settings.wants(MessageEvent::StatusChanged, &status(turn)));
        assert_eq!(told(&usual), [false, true, true]);
        assert_eq!(told(&Model { statuses: r#"["began"]"#.into(), ..usual.clone() }), [true, false, false]);
        assert_eq!(told(&Model { off: r#"["status_changed"]"#.into(), ..usual }), [false; 3]);
    }
}
