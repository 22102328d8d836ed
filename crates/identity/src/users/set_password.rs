use kernel::{Context, Problem};

use super::store;
use super::user::email_key;
use crate::{Error, passwords, sessions};

/// Gives a person, by address or user name, a new password and ends their sessions everywhere.
pub async fn set_password(context: &Context, sign_in: &str, password: &str) -> Result<(), Error> {
    let user = store::find_by_sign_in(context.db.reader(), &email_key(sign_in)).await?.ok_or_else(Problem::not_found)?;
    passwords::check(password, &user.words())?;
    let hash = passwords::hash(password.to_owned()).await?;
    let tx = context.db.begin().await?;
    store::set_password(&tx, user.id, &hash).await?;
    store::join(&tx, user.id, &user.name, &user.language, context.clock.now()).await?;
    sessions::store::revoke_all(&tx, user.id, context.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}
