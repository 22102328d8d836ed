//! Sign-in, registration, passwords and people. Who has no user name is known by their e-mail address, and who has no address by that name.

use axum::http::Method;
use serde_json::{Map, Value, json};

use crate::garage::Garage;
use crate::manager::session;
use crate::people;
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, first_of, listed, page_of, text};

const ABOUT: &str = "Accounts";
const REGISTRATION: &[&str] = &["username*", "password*", "password_confirm*", "email*", "first_name*", "last_name*", "phone", "address"];
const PASSWORDS: &[&str] = &["current_password*", "new_password*", "confirm_password*"];
const PERSON: &[&str] = &["username", "email", "first_name*", "last_name*"];

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Office, ABOUT, method, path, summary, handle);
    let mut routes = vec![
        route(Method::POST, "/api/auth/register/", "Opens an account by a link to its address", |ask| Box::pin(register(ask)))
            .takes(REGISTRATION)
            .open(),
        route(Method::POST, "/api/auth/change-password/", "Changes one's password", |ask| Box::pin(change_password(ask))).takes(PASSWORDS),
        route(Method::PUT, "/api/auth/change-password/", "Changes one's password", |ask| Box::pin(change_password(ask))).takes(PASSWORDS),
        route(Method::PATCH, "/api/auth/change-password/", "Changes one's password", |ask| Box::pin(change_password(ask))).takes(PASSWORDS),
        route(Method::GET, "/api/users/", "People", |ask| Box::pin(list(ask))).asks(&["search", "has_customer", "limit", "offset"]),
        route(Method::POST, "/api/users/", "Invites somebody", |ask| Box::pin(create(ask))).takes(PERSON),
        route(Method::GET, "/api/users/me/", "Who one is", |ask| Box::pin(me(ask))),
        route(Method::PUT, "/api/users/me/", "Changes one's name", |ask| Box::pin(update_me(ask))).takes(PERSON),
        route(Method::PATCH, "/api/users/me/", "Changes one's name", |ask| Box::pin(update_me(ask))).takes(PERSON),
        route(Method::GET, "/api/users/{id}/", "One person", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/users/{id}/", "Changes a person", |ask| Box::pin(update(ask))).takes(PERSON),
        route(Method::PATCH, "/api/users/{id}/", "Changes a person", |ask| Box::pin(update(ask))).takes(PERSON),
        route(Method::DELETE, "/api/users/{id}/", "Ends a person's access", |ask| Box::pin(delete(ask))),
        route(Method::GET, "/api/get-user-data/", "People by what is typed", |ask| Box::pin(list(ask))).asks(&["search"]),
    ];
    // As its last version had them, and the one before.
    for (signs_in, renews, tells, ends) in [
        ("/api/auth/token/", "/api/auth/token/refresh/", "/api/auth/token/test/", "/api/auth/token/blacklist/"),
        ("/api/token/", "/api/token/refresh/", "/api/token/test/", "/api/token/blacklist/"),
    ] {
        routes.push(route(Method::POST, signs_in, "Signs in", |ask| Box::pin(token(ask))).takes(&["username*", "password*"]).open());
        routes.push(
            route(Method::POST, renews, "Exchanges a refresh token", |ask| Box::pin(session::refresh(ask))).takes(&["refresh*"]).open(),
        );
        routes.push(route(Method::GET, tells, "Whether a token is good", |ask| Box::pin(me(ask))));
        routes.push(route(Method::POST, ends, "Ends the session", |ask| Box::pin(session::logout(ask))).takes(&["refresh*"]).open());
    }
    // What one may, the token says: it opens nothing more than any other.
    routes.push(route(Method::POST, "/api/admin-login/", "Signs in", |ask| Box::pin(token(ask))).takes(&["username*", "password*"]).open());
    routes.push(
        route(Method::POST, "/api/register/", "Opens an account by a link to its address", |ask| Box::pin(register(ask)))
            .takes(REGISTRATION)
            .open(),
    );
    routes
        .push(route(Method::PUT, "/api/change-password/", "Changes one's password", |ask| Box::pin(change_password(ask))).takes(PASSWORDS));
    routes.push(
        route(Method::PATCH, "/api/change-password/", "Changes one's password", |ask| Box::pin(change_password(ask))).takes(PASSWORDS),
    );
    routes
}

pub fn view(user: &Value) -> Value {
    let (first, last) = first_of(text(user, "/name"));
    json!({
        "id": user["id"], "username": username(user), "email": text(user, "/email"), "first_name": first, "last_name": last,
        "is_superuser": user["superuser"], "is_staff": user["sites"].as_array().is_some_and(|sites| !sites.is_empty()),
    })
}

fn username(user: &Value) -> &Value {
    if user["user_name"].is_null() { &user["email"] } else { &user["user_name"] }
}

/// The old client's names of ECAR's fields.
const NAMES: [(&str, &str); 1] = [("user_name", "username")];

/// The user name that is said, where it is no address: people sign in with theirs anyway.
fn told_user_name(ask: &Ask) -> Option<String> {
    ask.text("username").filter(|name| !name.contains('@'))
}

/// What the client says of a person, with ECAR's names.
fn names(ask: &Ask, before: &str) -> Map<String, Value> {
    let mut body = Map::new();
    body.extend(people::name(ask, before).map(|name| ("name".to_owned(), json!(name))));
    body.extend(told_user_name(ask).map(|name| ("user_name".to_owned(), json!(name))));
    body
}

/// `{refresh, access}`, as the last version answered, and who it is, as the one before.
async fn token(ask: Ask) -> Answer {
    if ask.text("email").is_none() {
        ask.require(&["username"])?;
    }
    ask.require(&["password"])?;
    let named = ask.text("username").or_else(|| ask.text("email"));
    session::sign_in(&ask, named).await
}

/// The address proves itself first: a link is sent there, and the password is chosen behind it. It is what they sign in with until they
/// choose a user name, as strangers would take names that they never use. Whether the address is known already is not said, and
/// what else is told of the customer is not kept: the garage knows them by what they say at its desk.
async fn register(ask: Ask) -> Answer {
    ask.require(&["username", "password", "password_confirm", "email", "first_name", "last_name"])?;
    if ask.text("password") != ask.text("password_confirm") {
        return Err(Reply::field("password", "Les mots de passe ne correspondent pas."));
    }
    ask.call(Call::post("/auth/register", json!({ "email": ask.text("email"), "language": "fr" }))).await?;
    let message = match ask.text("phone").or(ask.text("address")) {
        Some(_) => {
            "Un lien a été envoyé à cette adresse : il ouvre le compte. Le garage notera le téléphone et l'adresse à la première visite."
        }
        None => "Un lien a été envoyé à cette adresse : il ouvre le compte.",
    };
    Ok(Reply::created(json!({ "message": message, "user_id": null, "username": ask.text("email") })))
}

async fn change_password(ask: Ask) -> Answer {
    let raw = |names: [&str; 2]| names.into_iter().find_map(|name| ask.fields.get(name).and_then(Value::as_str)).map(ToOwned::to_owned);
    let (old, new, again) = (
        raw(["current_password", "old_password"]),
        raw(["new_password", "new_password"]),
        raw(["confirm_password", "new_password_confirm"]),
    );
    if old.is_none() || new.is_none() {
        ask.require(&["current_password", "new_password"])?;
    }
    if again.is_some() && again != new {
        return Err(Reply::field("confirm_password", "Les mots de passe ne correspondent pas."));
    }
    match ask.tried(Call::post("/me/password", json!({ "current_password": old, "password": new }))).await? {
        Ok(_) => Ok(Reply::ok(json!({ "status": "success", "code": 200, "message": "Mot de passe modifié." }))),
        Err(problem) if matches!(problem.status, 403 | 409) => Err(Reply::field("current_password", "Le mot de passe actuel est faux.")),
        Err(problem) => Err(Reply::of(&problem, ask.family, &[("password", "new_password")])),
    }
}

async fn list(ask: Ask) -> Answer {
    let users = Source::short("/users", &[("q", ask.wanted("search"))]);
    match ask.wanted("has_customer").map(str::to_lowercase).as_deref() {
        // People of ECAR's garage are not its customers.
        Some("true" | "1") => page_of(&ask, &[], view),
        _ => listed(&ask, users, view).await,
    }
}

async fn get(ask: Ask) -> Answer {
    Ok(Reply::ok(view(&ask.call(Call::get(format!("/users/{}", ask.id()))).await?)))
}

async fn create(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    ask.require(&["first_name", "last_name"])?;
    if told_user_name(&ask).is_none() {
        ask.require(&["email"])?;
    }
    // The old system knew staff and others: a new one begins with the least that ECAR gives at a site.
    let site = Garage::of(&ask).await?.sites.first().map(|site| json!([{ "site_id": site["id"], "role": "technician" }]));
    let body = json!({
        "email": ask.text("email"), "name": people::name(&ask, ""), "user_name": told_user_name(&ask), "language": "fr", "sites": site,
    });
    Ok(Reply::created(view(&ask.call(Call::post("/users/invitations", body)).await?["user"])))
}

async fn update(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let path = format!("/users/{}", ask.id());
    let before = ask.call(Call::get(path.clone())).await?;
    let mut body = names(&ask, text(&before, "/name"));
    if before["email"].is_null() {
        body.extend(ask.text("email").map(|email| ("email".to_owned(), json!(email))));
    }
    if body.is_empty() {
        return Ok(Reply::ok(view(&before)));
    }
    Ok(Reply::ok(view(&ask.call(Call::patch(path, Value::Object(body))).await?)))
}

async fn delete(ask: Ask) -> Answer {
    ask.call(Call::post(format!("/users/{}/disable", ask.id()), json!({}))).await?;
    Ok(Reply::gone())
}

async fn me(ask: Ask) -> Answer {
    Ok(Reply::ok(view(&ask.call(Call::get("/me")).await?)))
}

async fn update_me(ask: Ask) -> Answer {
    let ask = ask.naming(&NAMES);
    let before = ask.call(Call::get("/me")).await?;
    let body = names(&ask, text(&before, "/name"));
    Ok(Reply::ok(view(&ask.call(Call::patch("/me", Value::Object(body))).await?)))
}
