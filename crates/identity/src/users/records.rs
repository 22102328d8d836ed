//! People for a rebuild of what they are found by.

use async_trait::async_trait;
use kernel::search::Indexed;
use kernel::{Tx, db};
use sea_orm::{DbErr, FromQueryResult};
use uuid::Uuid;

use super::user::terms;
use crate::MODULE;

pub struct Records;

#[derive(FromQueryResult)]
struct Named {
    id: Uuid,
    name: String,
    email: Option<String>,
    user_name: Option<String>,
}

impl Named {
    fn terms(&self) -> Vec<String> {
        terms(&self.name, self.email.as_deref().unwrap_or_default(), self.user_name.as_deref())
    }
}

#[async_trait]
impl Indexed for Records {
    fn module(&self) -> &'static str {
        MODULE
    }

    async fn terms_after(&self, tx: &Tx, after: Uuid, limit: u64) -> Result<Vec<(Uuid, Vec<String>)>, DbErr> {
        let lock = tx.lock_clause();
        let sql = format!("select id, name, email, user_name from identity_users where id > $1 order by id limit {limit}{lock}");
        let people: Vec<Named> = db::all(&**tx, sql, [after.into()]).await?;
        Ok(people.iter().map(|person| (person.id, person.terms())).collect())
    }
}
