use contracts::identity::UserId;
use garde::Validate;
use kernel::{Context, FieldError, Problem};

use super::authority::Roles;
use super::store::{self, Place, User};
use super::user::{NewUser, email_key, user_name_key};
use crate::{Error, passwords, sites};

/// Registers a user with their roles.
pub async fn create(context: &Context, new: NewUser) -> Result<UserId, Error> {
    new.validate().map_err(|report| {
        let errors = report.iter().map(|(path, error)| FieldError::new(format!("/{path}"), "invalid", error.message()));
        Problem::fields(errors.collect())
    })?;
    if new.email.is_none() && new.user_name.is_none() {
        return Err(Error::NoSignInName("/email"));
    }
    passwords::check(&new.password, &store::words_of(new.email.as_deref(), &new.name, new.user_name.as_deref()))?;
    let all = sites::store::ids(context.db.reader()).await?;
    if let Some((unknown, _)) = new.roles.iter().find(|(site, _)| !all.contains(site)) {
        return Err(Error::UnknownSite(*unknown));
    }
    let chosen = new.roles.iter().map(|(site_id, role)| Place { site_id: *site_id, role: role.id().into() }).collect();
    let roles = Roles::spread(new.everywhere.map(|role| role.id().to_owned()), chosen, &all);
    let now = context.clock.now();
    let user = User {
        id: UserId::new(),
        email: new.email.as_deref().map(email_key),
        name: new.name.trim().to_owned(),
        password_hash: passwords::hash(new.password).await?,
        language: new.language,
        disabled: false,
        created_at: now,
        version: 1,
        everywhere_role: roles.everywhere,
        joined_at: Some(now),
        user_name: new.user_name.as_deref().map(user_name_key),
    };
    let (id, places) = (user.id, roles.places.into_iter().map(|place| (user.id, place.site_id, place.role)).collect::<Vec<_>>());
    let tx = context.db.begin().await?;
    store::insert(&tx, &[user], &places).await?;
    tx.commit().await?;
    Ok(id)
}
