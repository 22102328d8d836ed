//! Loads demonstration data.

use std::collections::HashMap;

use contracts::demo::DemoUser;
use contracts::identity::{Role, SiteCard};
use kernel::{Context, Problem};

use crate::users::{email_key, store::User, user_name_key};
use crate::{passwords, sites, users};

/// Writes sites and users. A password that many share is hashed once.
pub async fn load(context: &Context, cards: &[SiteCard], people: &[DemoUser]) -> Result<(), Problem> {
    let mut hashes: HashMap<&str, String> = HashMap::new();
    for person in people {
        if !hashes.contains_key(person.password.as_str()) {
            hashes.insert(&person.password, passwords::hash(person.password.clone()).await?);
        }
    }
    let rows: Vec<_> = people.iter().map(|person| row(person, &hashes, cards, context)).collect();
    let roles: Vec<_> =
        people.iter().flat_map(|person| person.roles.iter().map(|(site, role)| (person.id, *site, role.id().to_owned()))).collect();
    let tx = context.db.begin().await?;
    for chunk in cards.chunks(500) {
        sites::store::insert(&tx, chunk).await?;
        let ids: Vec<_> = chunk.iter().map(|card| card.id).collect();
        users::store::staff_new_sites(&tx, &ids).await?;
    }
    users::store::insert(&tx, &rows, &roles).await?;
    tx.commit().await?;
    sites::tell_sites(context).await.map_err(Problem::from)
}

fn row(person: &DemoUser, hashes: &HashMap<&str, String>, cards: &[SiteCard], context: &Context) -> User {
    let owns_all = cards.iter().all(|card| person.roles.contains(&(card.id, Role::Owner)));
    User {
        id: person.id,
        email: person.email.as_deref().map(email_key),
        name: person.name.clone(),
        password_hash: hashes.get(person.password.as_str()).cloned().unwrap_or_default(),
        language: person.language.clone(),
        disabled: false,
        created_at: context.clock.now(),
        version: 1,
        everywhere_role: owns_all.then(|| Role::Owner.id().to_owned()),
        joined_at: Some(context.clock.now()),
        user_name: person.user_name.as_deref().map(user_name_key),
    }
}
