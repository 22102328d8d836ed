//! What may be permitted, and the bundles that every garage begins with.

use kernel::{Amount, BasisPoints, Limits, Permission, Rights};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    API_KEY_MANAGE, AUDIT_READ, CAMPAIGN_MANAGE, DATA_EXPORT, DEVICE_ENROL, MESSAGE_READ, MESSAGE_RESEND, ROLE_MANAGE, SIGN_IN_READ,
    SITE_MANAGE, SITE_READ, SITE_UPDATE, STAFF_READ, USER_INVITE, USER_READ, USER_UPDATE,
};
use crate::billing::{
    ACCOUNTING_EXPORT, ACCOUNTING_READ, BALANCE_IMPORT, DAY_CLOSE, INVOICE_CREDIT, INVOICE_ISSUE, INVOICE_READ, LOYALTY_MANAGE,
    PAYMENT_REFUND, PAYMENT_TAKE,
};
use crate::customers::{
    CUSTOMER_ARCHIVE, CUSTOMER_ERASE, CUSTOMER_EXEMPT, CUSTOMER_EXPORT, CUSTOMER_EXPORT_SUBJECT, CUSTOMER_HOLD, CUSTOMER_IMPORT,
    CUSTOMER_MERGE, CUSTOMER_READ, CUSTOMER_WRITE,
};
use crate::inventory::STOCK_CONFIGURE;
use crate::inventory::{
    PRODUCT_IMPORT, PRODUCT_READ, PRODUCT_WRITE, PURCHASE_APPROVE, PURCHASE_INVOICE, PURCHASE_READ, PURCHASE_WRITE, STOCK_ADJUST,
    STOCK_APPROVE_COUNT, STOCK_COUNT, STOCK_ISSUE, STOCK_RECEIVE, STOCK_SEE_COST, STOCK_TRANSFER, SUPPLIER_WRITE,
};
use crate::reporting::{REPORT_MANAGE, REPORT_READ};
use crate::scheduling::{APPOINTMENT_CANCEL, APPOINTMENT_WRITE, SCHEDULE_MANAGE, SCHEDULE_OVERBOOK, SCHEDULE_READ};
use crate::vehicles::{
    VEHICLE_ATTACH, VEHICLE_CONFIGURE, VEHICLE_EXPORT, VEHICLE_IMPORT, VEHICLE_READ, VEHICLE_RECORD_ODOMETER, VEHICLE_TRANSFER,
    VEHICLE_WRITE,
};
use crate::webhooks::{EVENT_READ, WEBHOOK_MANAGE};
use crate::workshop::COUNTER_SELL;
use crate::workshop::{CANNED_JOB_WRITE, PRICE_CONFIGURE, WORKSHOP_CONFIGURE};
use crate::workshop::{INSPECTION_CONFIGURE, INSPECTION_FILL, INSPECTION_SEND};
use crate::workshop::{PAY_READ, PAY_WRITE};
use crate::workshop::{
    TIME_CLOCK, TIME_CORRECT, TIME_READ, WORK_ORDER_ALLOW_NEGATIVE_STOCK, WORK_ORDER_ASSIGN, WORK_ORDER_AUTHORISE, WORK_ORDER_CANCEL,
    WORK_ORDER_COMPLETE, WORK_ORDER_COVER, WORK_ORDER_HAND_OVER, WORK_ORDER_HAND_OVER_UNPAID, WORK_ORDER_OPEN, WORK_ORDER_READ,
    WORK_ORDER_REOPEN, WORK_ORDER_UPDATE, WORK_ORDER_WORK,
};

/// Permissions that stand together on the screen of roles.
#[derive(Clone, Copy, Debug)]
pub struct PermissionGroup {
    pub name: &'static str,
    pub permissions: &'static [Permission],
}

/// Every permission there is, in the order of the screen.
pub const CATALOGUE: &[PermissionGroup] = &[
    PermissionGroup {
        name: "customers",
        permissions: &[
            CUSTOMER_READ,
            CUSTOMER_WRITE,
            CUSTOMER_ARCHIVE,
            CUSTOMER_IMPORT,
            CUSTOMER_EXPORT,
            CUSTOMER_MERGE,
            CUSTOMER_HOLD,
            CUSTOMER_EXEMPT,
            CUSTOMER_EXPORT_SUBJECT,
            CUSTOMER_ERASE,
        ],
    },
    PermissionGroup {
        name: "vehicles",
        permissions: &[
            VEHICLE_READ,
            VEHICLE_WRITE,
            VEHICLE_RECORD_ODOMETER,
            VEHICLE_ATTACH,
            VEHICLE_TRANSFER,
            VEHICLE_IMPORT,
            VEHICLE_EXPORT,
            VEHICLE_CONFIGURE,
        ],
    },
    PermissionGroup {
        name: "scheduling",
        permissions: &[SCHEDULE_READ, APPOINTMENT_WRITE, APPOINTMENT_CANCEL, SCHEDULE_OVERBOOK, SCHEDULE_MANAGE],
    },
    PermissionGroup {
        name: "work_orders",
        permissions: &[
            WORK_ORDER_READ,
            WORK_ORDER_OPEN,
            WORK_ORDER_UPDATE,
            WORK_ORDER_AUTHORISE,
            WORK_ORDER_ASSIGN,
            WORK_ORDER_WORK,
            WORK_ORDER_COMPLETE,
            WORK_ORDER_ALLOW_NEGATIVE_STOCK,
            WORK_ORDER_REOPEN,
            WORK_ORDER_COVER,
            WORK_ORDER_CANCEL,
            WORK_ORDER_HAND_OVER,
            WORK_ORDER_HAND_OVER_UNPAID,
            COUNTER_SELL,
            WORKSHOP_CONFIGURE,
        ],
    },
    PermissionGroup { name: "time", permissions: &[TIME_CLOCK, TIME_READ, TIME_CORRECT, PAY_READ, PAY_WRITE] },
    PermissionGroup { name: "inspections", permissions: &[INSPECTION_FILL, INSPECTION_SEND, INSPECTION_CONFIGURE] },
    PermissionGroup { name: "prices", permissions: &[PRICE_CONFIGURE, CANNED_JOB_WRITE] },
    PermissionGroup {
        name: "inventory",
        permissions: &[
            PRODUCT_READ,
            PRODUCT_WRITE,
            PRODUCT_IMPORT,
            STOCK_RECEIVE,
            STOCK_ADJUST,
            STOCK_TRANSFER,
            STOCK_COUNT,
            STOCK_APPROVE_COUNT,
            STOCK_SEE_COST,
            STOCK_ISSUE,
            STOCK_CONFIGURE,
        ],
    },
    PermissionGroup {
        name: "purchasing",
        permissions: &[PURCHASE_READ, PURCHASE_WRITE, PURCHASE_INVOICE, PURCHASE_APPROVE, SUPPLIER_WRITE],
    },
    PermissionGroup {
        name: "billing",
        permissions: &[
            INVOICE_READ,
            INVOICE_ISSUE,
            INVOICE_CREDIT,
            PAYMENT_TAKE,
            PAYMENT_REFUND,
            DAY_CLOSE,
            ACCOUNTING_READ,
            ACCOUNTING_EXPORT,
            BALANCE_IMPORT,
            LOYALTY_MANAGE,
        ],
    },
    PermissionGroup { name: "messages", permissions: &[MESSAGE_READ, MESSAGE_RESEND, CAMPAIGN_MANAGE] },
    PermissionGroup { name: "reports", permissions: &[REPORT_READ, REPORT_MANAGE] },
    PermissionGroup { name: "sites", permissions: &[SITE_READ, SITE_UPDATE, SITE_MANAGE, STAFF_READ] },
    PermissionGroup {
        name: "access",
        permissions: &[
            USER_READ,
            USER_INVITE,
            USER_UPDATE,
            ROLE_MANAGE,
            API_KEY_MANAGE,
            DEVICE_ENROL,
            SIGN_IN_READ,
            AUDIT_READ,
            DATA_EXPORT,
            EVENT_READ,
            WEBHOOK_MANAGE,
        ],
    },
];

/// Whether the catalogue has this permission.
pub fn is_permission(name: &str) -> bool {
    every_permission().any(|permission| permission.0 == name)
}

fn every_permission() -> impl Iterator<Item = Permission> {
    CATALOGUE.iter().flat_map(|group| group.permissions.iter().copied())
}

/// The bundles that every garage begins with. All but the owner's can be edited, and more can be made; a role is named by its
/// id everywhere, and these are the ids that are known beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Holds every permission, always.
    Owner,
    Manager,
    Advisor,
    Technician,
    Parts,
    Accountant,
    ReadOnly,
    /// A customer with an account of their own; sees nothing of the garage.
    Customer,
}

impl Role {
    pub const ALL: [Self; 8] =
        [Self::Owner, Self::Manager, Self::Advisor, Self::Technician, Self::Parts, Self::Accountant, Self::ReadOnly, Self::Customer];

    pub fn id(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Manager => "manager",
            Self::Advisor => "advisor",
            Self::Technician => "technician",
            Self::Parts => "parts",
            Self::Accountant => "accountant",
            Self::ReadOnly => "read_only",
            Self::Customer => "customer",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    /// What the role may do at its site in a new garage.
    pub fn permissions(self) -> Vec<Permission> {
        match self {
            Self::Owner => every_permission().collect(),
            Self::Manager => {
                let kept = [ROLE_MANAGE, API_KEY_MANAGE, SITE_MANAGE, PAY_READ, PAY_WRITE, DATA_EXPORT, WEBHOOK_MANAGE];
                every_permission().filter(|permission| !kept.contains(permission)).collect()
            }
            Self::Advisor => [TECHNICIAN, ADVISOR].concat(),
            Self::Technician => TECHNICIAN.to_vec(),
            Self::Parts => [READER, PARTS].concat(),
            Self::Accountant => [READER, ACCOUNTANT].concat(),
            Self::ReadOnly => [READER, &[INVOICE_READ, MESSAGE_READ]].concat(),
            Self::Customer => vec![],
        }
    }

    /// How far the role's permissions reach in a new garage; always without a limit for the owner.
    pub fn limits(self) -> Limits {
        match self {
            Self::Owner | Self::Manager => Limits::default(),
            Self::Advisor => Limits { discount: Some(ADVISORS_DISCOUNT), refund: Some(ADVISORS_REFUND) },
            Self::Accountant => Limits { refund: None, ..Limits::NOTHING },
            Self::Technician | Self::Parts | Self::ReadOnly | Self::Customer => Limits::NOTHING,
        }
    }

    /// Permissions and limits together.
    pub fn rights(self) -> Rights {
        let permissions = self.permissions().into_iter().map(|permission| permission.0.to_owned()).collect();
        Rights { permissions, limits: self.limits() }
    }
}

/// What an advisor may give away on a line in a new garage.
const ADVISORS_DISCOUNT: BasisPoints = BasisPoints(1000);

/// What an advisor may hand back at once in a new garage: 100.000 TND.
const ADVISORS_REFUND: Amount = Amount(100_000);

const READER: &[Permission] = &[SITE_READ, STAFF_READ, CUSTOMER_READ, VEHICLE_READ, PRODUCT_READ, SCHEDULE_READ, WORK_ORDER_READ];

const TECHNICIAN: &[Permission] = &[
    SITE_READ,
    STAFF_READ,
    CUSTOMER_READ,
    VEHICLE_READ,
    VEHICLE_RECORD_ODOMETER,
    VEHICLE_ATTACH,
    PRODUCT_READ,
    SCHEDULE_READ,
    WORK_ORDER_READ,
    WORK_ORDER_WORK,
    TIME_CLOCK,
    INSPECTION_FILL,
    STOCK_ISSUE,
];

/// Beyond a technician.
const ADVISOR: &[Permission] = &[
    CUSTOMER_WRITE,
    CUSTOMER_ARCHIVE,
    CUSTOMER_MERGE,
    VEHICLE_WRITE,
    VEHICLE_TRANSFER,
    APPOINTMENT_WRITE,
    APPOINTMENT_CANCEL,
    STOCK_RECEIVE,
    PURCHASE_READ,
    PURCHASE_WRITE,
    WORK_ORDER_OPEN,
    WORK_ORDER_UPDATE,
    WORK_ORDER_AUTHORISE,
    WORK_ORDER_ASSIGN,
    WORK_ORDER_COMPLETE,
    WORK_ORDER_CANCEL,
    WORK_ORDER_HAND_OVER,
    COUNTER_SELL,
    TIME_READ,
    INSPECTION_SEND,
    INVOICE_READ,
    INVOICE_ISSUE,
    PAYMENT_TAKE,
    PAYMENT_REFUND,
    DAY_CLOSE,
    MESSAGE_READ,
    MESSAGE_RESEND,
];

/// Beyond a reader.
const PARTS: &[Permission] = &[
    PRODUCT_WRITE,
    PRODUCT_IMPORT,
    STOCK_RECEIVE,
    STOCK_ADJUST,
    STOCK_TRANSFER,
    STOCK_COUNT,
    STOCK_SEE_COST,
    PURCHASE_READ,
    PURCHASE_WRITE,
    PURCHASE_INVOICE,
    SUPPLIER_WRITE,
    STOCK_ISSUE,
    COUNTER_SELL,
    INVOICE_READ,
    INVOICE_ISSUE,
    PAYMENT_TAKE,
];

/// Beyond a reader.
const ACCOUNTANT: &[Permission] = &[
    CUSTOMER_HOLD,
    CUSTOMER_EXEMPT,
    STOCK_SEE_COST,
    PURCHASE_READ,
    PURCHASE_INVOICE,
    TIME_READ,
    PAY_READ,
    INVOICE_READ,
    PAYMENT_TAKE,
    PAYMENT_REFUND,
    DAY_CLOSE,
    ACCOUNTING_READ,
    ACCOUNTING_EXPORT,
    REPORT_READ,
    REPORT_MANAGE,
    MESSAGE_READ,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_catalogue_names_each_permission_once_and_roles_hold_nothing_else() {
        let all: Vec<_> = every_permission().collect();
        let distinct: BTreeSet<_> = all.iter().copied().collect();
        assert_eq!(all.len(), distinct.len());
        for role in Role::ALL {
            assert!(role.permissions().iter().all(|permission| distinct.contains(permission)), "{role:?}");
            assert_eq!(Role::from_id(role.id()), Some(role));
        }
    }

    #[test]
    fn an_owner_holds_what_everybody_holds_and_a_customer_nothing() {
        assert_eq!(Role::Owner.permissions().len(), every_permission().count());
        assert!(Role::Customer.permissions().is_empty());
        assert!(!Role::Manager.permissions().contains(&ROLE_MANAGE));
        assert!(Role::ALL.into_iter().all(|role| role.limits().is_within(Role::Owner.limits())));
    }
}
