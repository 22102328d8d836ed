use contracts::identity::UserId;
use garde::Validate;
use kernel::{Context, FieldError, Problem};

use super::store::{self, User};
use super::user::{NewUser, email_key};
use crate::{Error, passwords, sites};

/// Registers a user with their roles.
pub async fn create(context: &Context, new: NewUser) -> Result<UserId, Error> {
    new.validate().map_err(|report| {
        let errors = report.iter().map(|(path, error)| FieldError::new(format!("/{path}"), "invalid", error.message()));
        Problem::fields(errors.collect())
    })?;
    passwords::check(&new.password, &new.email)?;
    let asked: Vec<_> = new.roles.iter().map(|(site, _)| *site).collect();
    let known = if asked.is_empty() { vec![] } else { sites::store::cards(context.db.reader(), &asked).await? };
    if let Some(unknown) = asked.iter().find(|site| known.iter().all(|card| card.id != **site)) {
        return Err(Error::UnknownSite(*unknown));
    }
    let user = User {
        id: UserId::new(),
        email: email_key(&new.email),
        name: new.name.trim().to_owned(),
        password_hash: passwords::hash(new.password).await?,
        language: new.language,
        disabled: false,
        created_at: context.clock.now(),
        version: 1,
    };
    let (id, roles) = (user.id, new.roles.iter().map(|(site, role)| (user.id, *site, *role)).collect::<Vec<_>>());
    let tx = context.db.begin().await?;
    store::insert(&tx, &[user], &roles).await?;
    tx.commit().await?;
    Ok(id)
}
