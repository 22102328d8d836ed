//! Whether a site's documents leave electronically: as what, since when, and through whom.

use chrono::NaiveDate;
use kernel::site_settings::SiteSettings;
use kernel::{Problem, SiteId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::format::Format;

/// Hours after which a document that is not accepted is looked at, at a site that chose none.
const USUAL_HOURS: i32 = 24;

/// What a site's documents leave as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = EInvoiceKind)]
pub enum Choice {
    Teif,
    FacturX,
    Ubl,
}

impl From<Choice> for Format {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Teif => Self::Teif,
            Choice::FacturX => Self::FacturX,
            Choice::Ubl => Self::Ubl,
        }
    }
}

/// Through whom they leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[schema(as = EInvoicePlatform)]
pub enum Platform {
    /// Somebody takes the file and brings it there.
    Hand,
    /// El Fatoora, of Tunisie `TradeNet`.
    Ttn,
    /// An access point of the Peppol network.
    Peppyrus,
}

/// A site's choice as it is kept. Serialized into the audit trail: without what is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "billing_einvoicing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub site_id: SiteId,
    /// Nothing leaves without.
    pub format: Option<Choice>,
    /// What is issued from this day on.
    pub since: Option<NaiveDate>,
    pub platform: Platform,
    pub login: Option<String>,
    /// Sealed.
    #[serde(skip)]
    pub secret: Option<String>,
    /// The platform's place for trying things out.
    pub test_mode: bool,
    pub overdue_hours: i32,
    /// Where the network knows the garage: `0208:0123456749`.
    pub participant: Option<String>,
    /// An access point's, sealed; apart from the password, so that no platform is ever shown another's.
    #[serde(skip)]
    pub api_key: Option<String>,
    pub version: i64,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl SiteSettings for Model {
    fn usual(site_id: SiteId) -> Self {
        let (platform, overdue_hours) = (Platform::Hand, USUAL_HOURS);
        Self {
            site_id,
            format: None,
            since: None,
            platform,
            login: None,
            secret: None,
            test_mode: false,
            overdue_hours,
            participant: None,
            api_key: None,
            version: 0,
        }
    }

    fn site(&self) -> SiteId {
        self.site_id
    }

    fn version(&mut self) -> &mut i64 {
        &mut self.version
    }
}

impl Model {
    /// What a document of this day leaves as; none where it does not.
    pub fn on(&self, day: NaiveDate) -> Option<Choice> {
        self.format.filter(|_| self.since.is_some_and(|since| since <= day))
    }
}

/// Where a site's password is sealed.
pub fn place(site: SiteId) -> String {
    format!("e-invoicing/{site}/secret")
}

/// Where the key of its access point is sealed.
pub fn key_place(site: SiteId) -> String {
    format!("e-invoicing/{site}/api-key")
}

/// What is switched on must work.
pub fn complete(row: &Model) -> Result<(), Problem> {
    let Some(format) = row.format else { return Ok(()) };
    let needed = match row.platform {
        Platform::Hand => vec![],
        Platform::Ttn if format != Choice::Teif => {
            return Err(Problem::field("/platform", "platform-of-format", "El Fatoora takes TEIF alone"));
        }
        Platform::Ttn => vec![("/login", row.login.is_some()), ("/password", row.secret.is_some())],
        Platform::Peppyrus if format != Choice::Ubl => {
            return Err(Problem::field("/platform", "peppol-takes-ubl", "An access point of Peppol takes UBL alone"));
        }
        Platform::Peppyrus => vec![("/participant", row.participant.is_some()), ("/api_key", row.api_key.is_some())],
    };
    let all = [("/since", row.since.is_some())].into_iter().chain(needed);
    match all.into_iter().find(|(_, is_there)| !is_there) {
        Some((pointer, _)) => Err(Problem::field(pointer, "required", "nothing can leave without it")),
        None => Ok(()),
    }
}
