//! How far roles reach, what callers were refused, and people by the beginnings of words.

use contracts::identity::Role;
use kernel::schema::create_terms_table;
use sea_orm::{FromQueryResult, Statement};
use sea_orm_migration::prelude::*;
use uuid::Uuid;

use super::{column, index};
use crate::MODULE;
use crate::users::terms;

pub struct Rights;

impl MigrationName for Rights {
    fn name(&self) -> &'static str {
        "m0004_rights"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Rights {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in new_columns() {
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        manager.create_index(index("identity_sign_ins_api_key", "identity_sign_ins", &["api_key_id", "id"])).await?;
        limit_roles(manager).await?;
        create_terms_table(manager, MODULE).await?;
        index_people(manager).await
    }
}

fn new_columns() -> Vec<(&'static str, ColumnDef)> {
    let text = |name| column(name).string().default("").to_owned();
    vec![
        // Basis points; null is without a limit.
        ("identity_roles", ColumnDef::new("max_discount").integer().to_owned()),
        ("identity_api_keys", ColumnDef::new("max_discount").integer().to_owned()),
        // What was refused: the operation, and the problem's code.
        ("identity_sign_ins", text("operation")),
        ("identity_sign_ins", text("code")),
        // The program that was refused; null for people.
        ("identity_sign_ins", ColumnDef::new("api_key_id").uuid().to_owned()),
    ]
}

/// The built-in roles begin with their limits. Those of the garage's own keep what they could do before.
async fn limit_roles(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for role in Role::ALL {
        let Some(most) = role.limits().discount else { continue };
        let mut update = Query::update();
        update.table("identity_roles").value("max_discount", most.0).and_where(Expr::col("id").eq(role.id()));
        manager.execute(update).await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Person {
    id: Uuid,
    name: String,
    email: String,
}

async fn index_people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let everybody = Statement::from_string(manager.get_database_backend(), "select id, name, email from identity_users");
    let people = Person::find_by_statement(everybody).all(connection).await?;
    for person in people {
        let mut insert = Query::insert();
        insert.into_table("identity_terms").columns(["id", "term"]);
        let mut found_by = terms(&person.name, &person.email, None);
        found_by.sort();
        found_by.dedup();
        for term in found_by {
            insert.values_panic([person.id.into(), term.into()]);
        }
        manager.execute(insert).await?;
    }
    Ok(())
}
