//! The tables of coupons.

use kernel::schema::{IndexOf, create_indexes, optional};
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, date, integer, pk_uuid, string, uuid};

pub struct CreateCoupons;

impl MigrationName for CreateCoupons {
    fn name(&self) -> &'static str {
        "m0091_create_coupons"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for CreateCoupons {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(coupons()).await?;
        manager.create_table(uses()).await?;
        create_indexes(manager, INDEXES).await
    }
}

const INDEXES: &[IndexOf] =
    &[("workshop_coupons", "code", &["site_id", "code"], true), ("workshop_coupon_uses", "coupon", &["coupon_id"], false)];

fn coupons() -> TableCreateStatement {
    Table::create()
        .table("workshop_coupons")
        .col(pk_uuid("id"))
        .col(uuid("site_id"))
        .col(string("code"))
        .col(string("name"))
        .col(optional(integer("share")))
        .col(optional(big_integer("amount")))
        .col(big_integer("least"))
        .col(optional(date("valid_from")))
        .col(optional(date("valid_until")))
        .col(optional(integer("most_uses")))
        .col(optional(integer("most_per_customer")))
        .col(boolean("archived"))
        .col(big_integer("version"))
        .take()
}

fn uses() -> TableCreateStatement {
    Table::create().table("workshop_coupon_uses").col(pk_uuid("order_id")).col(uuid("coupon_id")).take()
}
