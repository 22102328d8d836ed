//! Asks somebody who is signed in to prove it again, before they change how they sign in.

use chrono::TimeDelta;
use contracts::identity::UserId;
use kernel::{Actor, Problem};

use crate::users::store::{self, User};
use crate::{Error, Identity, passwords, sessions};

/// How long ago people without a password may have signed in.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// The caller, who gave their password once more. Who has none must have signed in within ten minutes (`sign-in-again`).
pub async fn again(identity: &Identity, actor: &Actor, password: Option<String>, pointer: &'static str) -> Result<User, Error> {
    let session = actor.session()?;
    let (db, now) = (identity.context.db.reader(), identity.context.clock.now());
    let user = store::find(db, UserId(actor.id)).await?.ok_or_else(Problem::not_found)?;
    let Some(hash) = user.hash() else {
        let begun_at = sessions::store::begun_at(db, session).await?;
        return if begun_at.is_some_and(|at| now - at <= FRESH) { Ok(user) } else { Err(Error::SignInAgain) };
    };
    let Some(password) = password else { return Err(Error::WrongPassword(pointer)) };
    let attempt = identity.limits.own_password(user.id.0, now).await?;
    if !passwords::matches(password, Some(hash)).await? {
        return Err(Error::WrongPassword(pointer));
    }
    attempt.succeeded().await;
    Ok(user)
}
