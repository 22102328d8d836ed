//! Users, their roles at sites, and the sites themselves.

use async_trait::async_trait;
use kernel::{Amount, BasisPoints, Permission, Problem, SiteId, define_id};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{billing, customers, inventory, vehicles, workshop};

define_id!(
    /// A person who signs in.
    UserId
);

pub const SITE_UPDATE: Permission = Permission("site.update");
pub const SITE_READ: Permission = Permission("site.read");
pub const STAFF_READ: Permission = Permission("staff.read");
pub const MESSAGE_READ: Permission = Permission("message.read");
pub const MESSAGE_RESEND: Permission = Permission("message.resend");

/// A bundle of permissions held at a site. The next step makes bundles editable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, EnumIter, DeriveActiveEnum, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
pub enum Role {
    Owner,
    Advisor,
    Technician,
}

impl Role {
    /// What the role may do at its site.
    pub fn permissions(self) -> Vec<Permission> {
        let technician = [
            SITE_READ,
            STAFF_READ,
            customers::CUSTOMER_READ,
            vehicles::VEHICLE_READ,
            vehicles::VEHICLE_RECORD_ODOMETER,
            inventory::PRODUCT_READ,
            workshop::WORK_ORDER_READ,
            workshop::WORK_ORDER_WORK,
        ];
        let advisor = [
            customers::CUSTOMER_WRITE,
            customers::CUSTOMER_ARCHIVE,
            vehicles::VEHICLE_WRITE,
            vehicles::VEHICLE_TRANSFER,
            inventory::STOCK_RECEIVE,
            workshop::WORK_ORDER_OPEN,
            workshop::WORK_ORDER_UPDATE,
            workshop::WORK_ORDER_AUTHORISE,
            workshop::WORK_ORDER_ASSIGN,
            workshop::WORK_ORDER_COMPLETE,
            workshop::WORK_ORDER_CANCEL,
            workshop::WORK_ORDER_HAND_OVER,
            billing::INVOICE_READ,
            billing::INVOICE_ISSUE,
            billing::PAYMENT_TAKE,
            MESSAGE_READ,
            MESSAGE_RESEND,
        ];
        let owner = [
            SITE_UPDATE,
            customers::CUSTOMER_IMPORT,
            vehicles::VEHICLE_IMPORT,
            inventory::PRODUCT_WRITE,
            inventory::PRODUCT_IMPORT,
            inventory::STOCK_ADJUST,
            inventory::STOCK_SEE_COST,
            workshop::WORK_ORDER_REOPEN,
            workshop::WORK_ORDER_ALLOW_NEGATIVE_STOCK,
            workshop::WORK_ORDER_HAND_OVER_UNPAID,
        ];
        match self {
            Self::Technician => technician.to_vec(),
            Self::Advisor => [&technician[..], &advisor].concat(),
            Self::Owner => [&technician[..], &advisor, &owner].concat(),
        }
    }
}

/// A site's identity and settings, as other modules need them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteCard {
    pub id: SiteId,
    /// Short, upper case, part of document numbers: `LAC`.
    pub code: String,
    pub name: String,
    pub legal_name: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub tax_id: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// ISO 4217.
    pub currency: String,
    /// VAT on labour, and where a product names none.
    pub vat_rate: BasisPoints,
    /// Fixed duty per invoice.
    pub stamp_duty: Amount,
    /// Per hour, net.
    pub labour_rate: Amount,
    /// IANA name: `Africa/Tunis`.
    pub time_zone: String,
    pub payment_terms_days: i32,
    pub bank_account: String,
}

#[async_trait]
pub trait Sites: Send + Sync {
    /// The cards of the sites that exist; all of them for an empty slice.
    async fn cards(&self, ids: &[SiteId]) -> Result<Vec<SiteCard>, Problem>;
}

/// Someone who works here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffCard {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub language: String,
    pub sites: Vec<(SiteId, Role)>,
}

#[async_trait]
pub trait Staff: Send + Sync {
    async fn cards(&self, ids: &[UserId]) -> Result<Vec<StaffCard>, Problem>;
}

/// The site of an id, or 404.
pub async fn site(sites: &dyn Sites, id: SiteId) -> Result<SiteCard, Problem> {
    sites.cards(&[id]).await?.into_iter().next().ok_or_else(Problem::not_found)
}
