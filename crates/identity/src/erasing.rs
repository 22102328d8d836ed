//! Accounts of customers who are forgotten: nobody signs in with them any more, and nothing in them is a person's.

use async_trait::async_trait;
use contracts::identity::{UserChanged, UserId};
use contracts::subjects::CustomerErased;
use kernel::outbox::{self, Envelope};
use kernel::personal::{each, forget_audit, forget_events};
use kernel::relay::Listener;
use kernel::{Actor, Problem, SharedClock, Tx, db, personal, search};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};

use crate::{MODULE, sessions};

/// Who works nowhere: has no role at any site, or a customer's.
const NO_STAFF: &str = "coalesce(everywhere_role, 'customer') = 'customer' and not exists \
     (select 1 from identity_user_sites s where s.user_id = identity_users.id and s.role <> 'customer')";

#[derive(FromQueryResult)]
struct Id {
    id: UserId,
}

/// Accounts with these addresses that work nowhere.
pub async fn accounts<C: ConnectionTrait>(conn: &C, emails: &[String]) -> Result<Vec<UserId>, DbErr> {
    if emails.is_empty() {
        return Ok(vec![]);
    }
    let mut binds = kernel::Binds::default();
    let places = binds.list(emails.iter().map(|email| email.to_lowercase()));
    let sql = format!("select id from identity_users where email in ({places}) and {NO_STAFF} order by id");
    Ok(db::all::<Id, _>(conn, sql, binds.0).await?.into_iter().map(|row| row.id).collect())
}

/// Hears of customers who are forgotten.
pub struct Forgotten {
    pub clock: SharedClock,
}

#[async_trait]
impl Listener for Forgotten {
    fn module(&self) -> &'static str {
        MODULE
    }

    fn hears(&self) -> &'static str {
        "customers"
    }

    async fn handle(&self, tx: &mut Tx, event: &Envelope) -> Result<(), Problem> {
        let Some(told) = event.open::<CustomerErased>()? else { return Ok(()) };
        for account in still_nobodys(tx, &told.accounts).await? {
            self.forget(tx, account, &told.word).await?;
        }
        Ok(())
    }
}

/// Who was given work in between keeps their account.
async fn still_nobodys(tx: &Tx, accounts: &[UserId]) -> Result<Vec<UserId>, DbErr> {
    if accounts.is_empty() {
        return Ok(vec![]);
    }
    let (places, values) = personal::ids(accounts);
    let sql = format!("select id from identity_users where id in ({places}) and {NO_STAFF} order by id");
    Ok(db::all::<Id, _>(&**tx, sql, values).await?.into_iter().map(|row| row.id).collect())
}

impl Forgotten {
    async fn forget(&self, tx: &mut Tx, id: UserId, word: &str) -> Result<(), Problem> {
        sessions::store::revoke_all(tx, id, self.clock.now()).await?;
        let nobody = "update identity_users set email = $1, user_name = null, name = $2, password_hash = '', disabled = true, version = version + 1 where id = $3";
        db::execute(&**tx, nobody, [format!("erased-{}@invalid", id.0).into(), word.into(), id.0.into()]).await?;
        let gone = ["passkeys", "totp", "recovery_codes", "oidc_links", "pins"]
            .map(|table| format!("delete from identity_{table} where user_id = $1"));
        each(tx, &gone, &[id.0.into()]).await?;
        let told = [
            "update identity_links set email = null where user_id = $1".to_owned(),
            "update identity_sessions set agent = '', address = '' where user_id = $1".to_owned(),
            "update identity_sign_ins set email_hash = null, agent = '', address = '', by_name = '' where user_id = $1".to_owned(),
        ];
        each(tx, &told, &[id.0.into()]).await?;
        search::forget(tx, "identity_terms", &[id]).await?;
        forget_audit(tx, MODULE, &[id.0]).await?;
        forget_events(tx, MODULE, &[id.0], &["email", "name"], word).await?;
        Ok(outbox::append(tx, MODULE, &UserChanged { user_id: id }, &Actor::system(), self.clock.as_ref()).await?)
    }
}
