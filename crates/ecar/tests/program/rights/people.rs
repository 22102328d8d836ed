//! People and programs that hold exactly what is said.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::server::{Person, Server};

pub const PASSWORD: &str = "huit voitures bleues";

/// Where somebody holds what they hold.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    At(&'a Value),
    Everywhere,
}

/// A program with these permissions at a site.
pub async fn program(owner: &Person, permissions: &[&str], site: &Value) -> Person {
    let made = owner.done("/api-keys", json!({ "name": "Walk", "permissions": permissions, "sites": [site] })).await;
    Person { token: made["secret"].as_str().map(str::to_owned), ..owner.clone() }
}

/// A person with these permissions, invited, joined and signed in.
pub async fn hire(server: &Server, owner: &Person, permissions: &[&str], place: Place<'_>) -> Person {
    let body = json!({ "name": "Walker", "permissions": permissions, "max_discount": null, "max_refund": null });
    let role = owner.done("/roles", body).await["id"].clone();
    hire_as(server, owner, &role, place, "Walker").await.0
}

/// A person in a role; with their id.
pub async fn hire_as(server: &Server, owner: &Person, role: &Value, place: Place<'_>, name: &str) -> (Person, Value) {
    let email = format!("{}-{}@garage.example", name.split(' ').next().unwrap_or_default().to_lowercase(), Uuid::now_v7().simple());
    let body = match place {
        Place::At(site) => json!({ "email": email, "name": name, "language": "fr", "sites": [{ "site_id": site, "role": role }] }),
        Place::Everywhere => json!({ "email": email, "name": name, "language": "fr", "everywhere_role": role }),
    };
    let invited = owner.done("/users/invitations", body).await;
    let (_, token) = invited["link"].as_str().unwrap().split_once('#').unwrap();
    let anonymous = server.anonymous();
    anonymous.done("/auth/invitation/accept", json!({ "token": token, "password": PASSWORD })).await;
    let session = anonymous.done("/auth/login", json!({ "email": email, "password": PASSWORD })).await;
    (Person { token: session["access_token"].as_str().map(str::to_owned), ..anonymous }, invited["user"]["id"].clone())
}
