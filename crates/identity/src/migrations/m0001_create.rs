//! Sites, users, sessions and the log of sign-ins.

use sea_orm_migration::prelude::*;

use super::{column, index};
use crate::MODULE;

pub struct Create;

impl MigrationName for Create {
    fn name(&self) -> &'static str {
        "m0001_create"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Create {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        kernel::schema::create_module_tables(manager, MODULE).await?;
        for table in [sites(), users(), user_sites(), keys(), sessions(), refresh_tokens(), sign_ins()] {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn sites() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("identity_sites").col(column("id").uuid().primary_key()).col(column("code").string().unique_key());
    for text in ["name", "legal_name", "address", "phone", "email", "tax_id", "country", "currency", "time_zone", "bank_account"] {
        table.col(column(text).string());
    }
    table
        .col(column("vat_rate").integer())
        .col(column("stamp_duty").big_integer())
        .col(column("labour_rate").big_integer())
        .col(column("payment_terms_days").integer())
        .col(column("version").big_integer())
        .to_owned()
}

fn users() -> TableCreateStatement {
    Table::create()
        .table("identity_users")
        .col(column("id").uuid().primary_key())
        .col(column("email").string().unique_key())
        .col(column("name").string())
        .col(column("password_hash").string())
        .col(column("language").string())
        .col(column("disabled").boolean())
        .col(column("created_at").timestamp_with_time_zone())
        .col(column("version").big_integer())
        .to_owned()
}

fn user_sites() -> TableCreateStatement {
    Table::create()
        .table("identity_user_sites")
        .col(column("user_id").uuid())
        .col(column("site_id").uuid())
        .col(column("role").string())
        .primary_key(Index::create().col("user_id").col("site_id"))
        .foreign_key(ForeignKey::create().from("identity_user_sites", "user_id").to("identity_users", "id"))
        .foreign_key(ForeignKey::create().from("identity_user_sites", "site_id").to("identity_sites", "id"))
        .to_owned()
}

fn keys() -> TableCreateStatement {
    Table::create()
        .table("identity_keys")
        .col(column("kid").string().primary_key())
        .col(column("private_key").text())
        .col(column("created_at").timestamp_with_time_zone())
        .to_owned()
}

fn sessions() -> TableCreateStatement {
    Table::create()
        .table("identity_sessions")
        .col(column("id").uuid().primary_key())
        .col(column("user_id").uuid())
        .col(column("created_at").timestamp_with_time_zone())
        .col(column("last_used_at").timestamp_with_time_zone())
        .col(column("expires_at").timestamp_with_time_zone())
        .col(ColumnDef::new("revoked_at").timestamp_with_time_zone())
        .foreign_key(ForeignKey::create().from("identity_sessions", "user_id").to("identity_users", "id"))
        .to_owned()
}

fn refresh_tokens() -> TableCreateStatement {
    Table::create()
        .table("identity_refresh_tokens")
        .col(column("hash").string().primary_key())
        .col(column("session_id").uuid())
        .col(ColumnDef::new("used_at").timestamp_with_time_zone())
        .col(column("created_at").timestamp_with_time_zone())
        .foreign_key(ForeignKey::create().from("identity_refresh_tokens", "session_id").to("identity_sessions", "id"))
        .to_owned()
}

fn sign_ins() -> TableCreateStatement {
    Table::create()
        .table("identity_sign_ins")
        .col(column("id").uuid().primary_key())
        .col(column("at").timestamp_with_time_zone())
        .col(ColumnDef::new("user_id").uuid())
        .col(ColumnDef::new("email_hash").string())
        .col(column("outcome").string())
        .col(column("address").string())
        .to_owned()
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("identity_users_name", "identity_users", &["name", "id"]),
        index("identity_user_sites_site", "identity_user_sites", &["site_id", "role", "user_id"]),
        index("identity_sessions_user", "identity_sessions", &["user_id", "expires_at"]),
        index("identity_refresh_tokens_session", "identity_refresh_tokens", &["session_id"]),
        index("identity_sign_ins_user", "identity_sign_ins", &["user_id", "at"]),
        index("identity_sign_ins_email", "identity_sign_ins", &["email_hash", "at"]),
    ]
}
