//! Sign-in by e-mail address or user name, and who one is.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, text};

const ABOUT: &str = "Sign-in";

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Manager, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/health/", "Whether it runs", |_| Box::pin(async { Ok(Reply::ok(json!({ "status": "ok" }))) })).open(),
        route(Method::POST, "/auth/login/", "Signs in by e-mail address or user name", |ask| Box::pin(login(ask)))
            .takes(&["email*", "password*"])
            .open(),
        route(Method::POST, "/auth/refresh/", "Exchanges a refresh token", |ask| Box::pin(refresh(ask))).takes(&["refresh*"]).open(),
        route(Method::POST, "/auth/logout/", "Ends the session", |ask| Box::pin(logout(ask))).takes(&["refresh*"]).open(),
        route(Method::GET, "/api/v1/me/", "Who one is", |ask| Box::pin(me(ask))),
    ]
}

async fn login(ask: Ask) -> Answer {
    ask.require(&["email", "password"])?;
    sign_in(&ask, ask.text("email")).await
}

/// `{refresh, access}` for an address or a user name and the `password` of the body.
pub async fn sign_in(ask: &Ask, email: Option<String>) -> Answer {
    let password = ask.fields.get("password").and_then(Value::as_str).unwrap_or_default();
    let body = json!({ "email": email, "password": password, "refresh": "body" });
    match ask.tried(Call::post("/auth/login", body).unsigned()).await? {
        Ok(session) => Ok(Reply::ok(tokens(&session))),
        Err(problem) if matches!(problem.status, 401 | 422) => {
            Err(Reply::detail(StatusCode::UNAUTHORIZED, "No active account found with the given credentials"))
        }
        Err(problem) => Err(ask.refusal(&problem)),
    }
}

fn tokens(session: &Value) -> Value {
    let me = &session["me"];
    if me.is_null() {
        return json!({ "refresh": session["refresh_token"], "access": session["access_token"] });
    }
    json!({ "refresh": session["refresh_token"], "access": session["access_token"], "user": crate::office::person(me) })
}

/// A token is good once: the next one comes with the answer.
pub async fn refresh(ask: Ask) -> Answer {
    ask.require(&["refresh"])?;
    match ask.tried(Call::post("/auth/refresh", json!({ "refresh_token": ask.text("refresh") })).unsigned()).await? {
        // A token that was exchanged a moment ago is not taken for a thief's; there is no second successor of it, though.
        Ok(session) if session["refresh_token"].is_string() => Ok(Reply::ok(tokens(&session))),
        Err(problem) if !matches!(problem.status, 401 | 403 | 422) => Err(ask.refusal(&problem)),
        _ => {
            let body = json!({ "detail": "Token is blacklisted", "code": "token_not_valid" });
            Err(Reply::new(StatusCode::UNAUTHORIZED, body))
        }
    }
}

pub async fn logout(ask: Ask) -> Answer {
    ask.require(&["refresh"])?;
    ask.call(Call::post("/auth/logout", json!({ "refresh_token": ask.text("refresh") })).unsigned()).await?;
    Ok(Reply::ok(json!({})))
}

async fn me(ask: Ask) -> Answer {
    let me = ask.call(Call::get("/me")).await?;
    let sites = me["sites"].as_array().map_or(&[][..], Vec::as_slice);
    let can_write = sites.iter().any(|site| holds(site, "work_order.update"));
    Ok(Reply::ok(json!({
        "email": text(&me, "/email"),
        "can_write": can_write,
        "can_see_all_sites": me["superuser"] == true || sites.len() != 1,
        "site_id": if sites.len() == 1 { sites[0]["id"].clone() } else { Value::Null },
        "is_superuser": me["superuser"],
    })))
}

fn holds(site: &Value, permission: &str) -> bool {
    site["permissions"].as_array().is_some_and(|held| held.iter().any(|it| text(it, "") == permission))
}
