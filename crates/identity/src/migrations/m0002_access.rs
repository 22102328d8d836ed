//! Roles as rows, secret links, second factors, shared devices, API keys, sign-in with others, passkeys.

use contracts::identity::Role;
use sea_orm_migration::prelude::*;

use super::{column, index};

pub struct Access;

impl MigrationName for Access {
    fn name(&self) -> &'static str {
        "m0002_access"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Access {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in new_columns() {
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        // Who is there already has a password.
        manager.get_connection().execute_unprepared("update identity_users set joined_at = created_at").await?;
        let tables = [
            roles(),
            links(),
            link_tokens(),
            totp(),
            recovery_codes(),
            devices(),
            pins(),
            api_keys(),
            oidc_flows(),
            oidc_links(),
            passkeys(),
            ceremonies(),
        ];
        for table in tables {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        seed_roles(manager).await
    }
}

fn new_columns() -> Vec<(&'static str, ColumnDef)> {
    let text = |name| column(name).string().default("").to_owned();
    vec![
        // The role at every site, also at those opened later.
        ("identity_users", ColumnDef::new("everywhere_role").string().to_owned()),
        // When the invitation was accepted.
        ("identity_users", ColumnDef::new("joined_at").timestamp_with_time_zone().to_owned()),
        ("identity_sessions", column("kind").string().default("password").to_owned()),
        ("identity_sessions", text("agent")),
        ("identity_sessions", text("address")),
        ("identity_sessions", ColumnDef::new("device_id").uuid().to_owned()),
        // Who did it, when it was not the person themselves.
        ("identity_sign_ins", text("by_name")),
        ("identity_sign_ins", text("agent")),
    ]
}

async fn seed_roles(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut insert = Query::insert();
    insert.into_table("identity_roles").columns(["id", "permissions", "built_in", "version"]);
    for role in Role::ALL {
        // An owner holds everything there is, also what comes later: nothing is written down.
        let held = if role == Role::Owner { vec![] } else { role.permissions() };
        let names: Vec<_> = held.iter().map(|permission| format!("\"{}\"", permission.0)).collect();
        insert.values_panic([role.id().into(), format!("[{}]", names.join(",")).into(), true.into(), 1_i64.into()]);
    }
    manager.execute(insert).await
}

fn roles() -> TableCreateStatement {
    Table::create()
        .table("identity_roles")
        .col(column("id").string().primary_key())
        // Null for a built-in role that was not renamed: the screens have its name in each language.
        .col(ColumnDef::new("name").string())
        .col(column("permissions").text())
        .col(column("built_in").boolean())
        .col(column("version").big_integer())
        .to_owned()
}

fn links() -> TableCreateStatement {
    Table::create()
        .table("identity_links")
        .col(column("id").uuid().primary_key())
        .col(column("user_id").uuid())
        .col(column("purpose").string())
        .col(column("created_at").timestamp_with_time_zone())
        .col(column("expires_at").timestamp_with_time_zone())
        .col(ColumnDef::new("used_at").timestamp_with_time_zone())
        .foreign_key(ForeignKey::create().from("identity_links", "user_id").to("identity_users", "id"))
        .to_owned()
}

fn link_tokens() -> TableCreateStatement {
    Table::create()
        .table("identity_link_tokens")
        .col(column("hash").string().primary_key())
        .col(column("link_id").uuid())
        .col(column("expires_at").timestamp_with_time_zone())
        .foreign_key(
            ForeignKey::create().from("identity_link_tokens", "link_id").to("identity_links", "id").on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}

fn totp() -> TableCreateStatement {
    Table::create()
        .table("identity_totp")
        .col(column("user_id").uuid().primary_key())
        .col(column("secret").string())
        .col(ColumnDef::new("confirmed_at").timestamp_with_time_zone())
        // The last step a code was taken of: each is good once.
        .col(column("last_step").big_integer())
        .col(column("created_at").timestamp_with_time_zone())
        .foreign_key(ForeignKey::create().from("identity_totp", "user_id").to("identity_users", "id"))
        .to_owned()
}

fn recovery_codes() -> TableCreateStatement {
    Table::create()
        .table("identity_recovery_codes")
        .col(column("user_id").uuid())
        .col(column("hash").string())
        .col(ColumnDef::new("used_at").timestamp_with_time_zone())
        .primary_key(Index::create().col("user_id").col("hash"))
        .foreign_key(ForeignKey::create().from("identity_recovery_codes", "user_id").to("identity_users", "id"))
        .to_owned()
}

fn devices() -> TableCreateStatement {
    Table::create()
        .table("identity_devices")
        .col(column("id").uuid().primary_key())
        .col(column("site_id").uuid())
        .col(column("name").string())
        .col(column("token_hash").string().unique_key())
        .col(column("enrolled_by").string())
        .col(column("created_at").timestamp_with_time_zone())
        .col(ColumnDef::new("last_used_at").timestamp_with_time_zone())
        .col(ColumnDef::new("revoked_at").timestamp_with_time_zone())
        .foreign_key(ForeignKey::create().from("identity_devices", "site_id").to("identity_sites", "id"))
        .to_owned()
}

fn pins() -> TableCreateStatement {
    Table::create()
        .table("identity_pins")
        .col(column("user_id").uuid().primary_key())
        .col(column("hash").string())
        .col(column("failures").integer())
        .col(column("created_at").timestamp_with_time_zone())
        .foreign_key(ForeignKey::create().from("identity_pins", "user_id").to("identity_users", "id"))
        .to_owned()
}

fn api_keys() -> TableCreateStatement {
    Table::create()
        .table("identity_api_keys")
        .col(column("id").uuid().primary_key())
        .col(column("name").string())
        .col(column("prefix").string())
        .col(column("hash").string().unique_key())
        .col(column("permissions").text())
        .col(column("sites").text())
        .col(column("created_by").string())
        .col(column("created_at").timestamp_with_time_zone())
        .col(ColumnDef::new("expires_at").timestamp_with_time_zone())
        .col(ColumnDef::new("revoked_at").timestamp_with_time_zone())
        .col(ColumnDef::new("last_used_at").timestamp_with_time_zone())
        .to_owned()
}

fn oidc_flows() -> TableCreateStatement {
    Table::create()
        .table("identity_oidc_flows")
        .col(column("state_hash").string().primary_key())
        .col(column("nonce").string())
        .col(column("verifier").string())
        // Whose profile the sign-in is to be linked to; null to sign in.
        .col(ColumnDef::new("user_id").uuid())
        .col(column("expires_at").timestamp_with_time_zone())
        .to_owned()
}

fn oidc_links() -> TableCreateStatement {
    Table::create()
        .table("identity_oidc_links")
        .col(column("issuer").string())
        .col(column("subject").string())
        .col(column("user_id").uuid())
        .col(column("created_at").timestamp_with_time_zone())
        .primary_key(Index::create().col("issuer").col("subject"))
        .foreign_key(ForeignKey::create().from("identity_oidc_links", "user_id").to("identity_users", "id"))
        .to_owned()
}

fn passkeys() -> TableCreateStatement {
    Table::create()
        .table("identity_passkeys")
        .col(column("id").uuid().primary_key())
        .col(column("user_id").uuid())
        .col(column("credential_id").string().unique_key())
        .col(column("credential").text())
        .col(column("name").string())
        .col(column("created_at").timestamp_with_time_zone())
        .col(ColumnDef::new("last_used_at").timestamp_with_time_zone())
        .foreign_key(ForeignKey::create().from("identity_passkeys", "user_id").to("identity_users", "id"))
        .to_owned()
}

fn ceremonies() -> TableCreateStatement {
    Table::create()
        .table("identity_ceremonies")
        .col(column("id").uuid().primary_key())
        .col(ColumnDef::new("user_id").uuid())
        .col(column("state").text())
        .col(column("expires_at").timestamp_with_time_zone())
        .to_owned()
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("identity_user_sites_role", "identity_user_sites", &["role"]),
        index("identity_sign_ins_at", "identity_sign_ins", &["user_id", "id"]),
        index("identity_links_user", "identity_links", &["user_id", "purpose"]),
        index("identity_link_tokens_link", "identity_link_tokens", &["link_id"]),
        index("identity_devices_site", "identity_devices", &["site_id", "id"]),
        index("identity_oidc_links_user", "identity_oidc_links", &["user_id"]),
        index("identity_passkeys_user", "identity_passkeys", &["user_id", "id"]),
        index("identity_sessions_device", "identity_sessions", &["device_id"]),
    ]
}
