use super::{codes, store, totp};
use crate::sessions::Client;
use crate::sign_ins::{self, Entry, Outcome};
use crate::users::store::User;
use crate::{Error, Identity, alerts};

/// How somebody proved their second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// They have none.
    NotNeeded,
    App,
    RecoveryCode,
}

/// Takes a code of somebody whose password was right: the app's, or a recovery code. `second-factor-needed` without one,
/// `code-wrong` with a wrong one; each code is good once.
pub async fn check(identity: &Identity, user: &User, code: Option<&str>, client: &Client) -> Result<Checked, Error> {
    let (db, clock) = (&identity.context.db, identity.context.clock.as_ref());
    let app = store::find(db.reader(), user.id).await?;
    let Some(app) = app.filter(|app| app.confirmed_at.is_some()) else { return Ok(Checked::NotNeeded) };
    let Some(code) = code else { return Err(Error::SecondFactorNeeded) };
    let attempt = identity.limits.second_factor(user.id.0, clock.now()).await?;
    let step = totp::step_of(code.trim(), &store::open(&identity.vault, user.id, &app)?, app.last_step, clock.now().timestamp())?;
    let mut tx = db.begin().await?;
    let checked = if let Some(step) = step {
        store::use_step(&tx, user.id, &app, step).await?.then_some(Checked::App)
    } else {
        store::use_code(&tx, user.id, &codes::hash(code), clock.now()).await?.then_some(Checked::RecoveryCode)
    };
    let outcome = match checked {
        None => Some(Outcome::CodeFailed),
        Some(Checked::RecoveryCode) => Some(Outcome::RecoveryCodeUsed),
        Some(_) => None,
    };
    if let Some(outcome) = outcome {
        sign_ins::log(&tx, Entry::of(user.id, outcome, client), clock.now()).await?;
    }
    if checked == Some(Checked::RecoveryCode) {
        let alert = contracts::identity::Alert::RecoveryCodeUsed;
        alerts::raise(&mut tx, user.id, alert, &client.address(), clock).await?;
    }
    tx.commit().await?;
    let checked = checked.ok_or(Error::CodeWrong)?;
    attempt.succeeded().await;
    Ok(checked)
}
