//! Mechanics are ECAR's technicians: people who may sign in. Whom the client gives no address is invited under a user name that is made
//! of the name; whoever manages users hands the link over.

use axum::http::Method;
use kernel::search;
use serde_json::{Map, Value, json};

use crate::garage::{Garage, unknown};
use crate::plumbing::{Answer, Ask, Call, Family, Reply, Route, Source, all, or_null, page_of, text};

const ABOUT: &str = "Mechanics";
const FIELDS: &[&str] = &["name*", "email", "site*", "phone_number"];
/// How many of one name are told apart by a number.
const NAMESAKES: usize = 20;
/// Of a name, with room for the number.
const LONGEST: usize = 28;

pub fn routes() -> Vec<Route> {
    let route = |method, path, summary, handle| Route::new(Family::Manager, ABOUT, method, path, summary, handle);
    vec![
        route(Method::GET, "/api/v1/mechanic/", "Technicians by name", |ask| Box::pin(list(ask))).asks(&["page", "page_size"]),
        route(Method::POST, "/api/v1/mechanic/", "Invites a technician", |ask| Box::pin(create(ask))).takes(FIELDS),
        route(Method::GET, "/api/v1/mechanic/{id}/", "One technician", |ask| Box::pin(get(ask))),
        route(Method::PUT, "/api/v1/mechanic/{id}/", "Changes a technician", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::PATCH, "/api/v1/mechanic/{id}/", "Changes parts of a technician", |ask| Box::pin(update(ask))).takes(FIELDS),
        route(Method::DELETE, "/api/v1/mechanic/{id}/", "Ends a technician's access", |ask| Box::pin(delete(ask))),
    ]
}

fn view(user: &Value) -> Value {
    json!({ "id": user["id"], "name": user["name"], "phone_number": "", "email": text(user, "/email"), "site": or_null(user, "/sites/0/site_id") })
}

/// Those who did not come yet have work, too: the old system's mechanics never signed in.
async fn list(ask: Ask) -> Answer {
    let mut technicians = all(&ask, Source::uncounted("/users", &[("role", Some("technician"))])).await?;
    technicians.retain(|user| text(user, "/state") != "disabled");
    page_of(&ask, &technicians, view)
}

async fn get(ask: Ask) -> Answer {
    Ok(Reply::ok(view(&ask.call(Call::get(format!("/users/{}", ask.id()))).await?)))
}

async fn create(ask: Ask) -> Answer {
    ask.require(&["name"])?;
    let site = Garage::of(&ask).await?.chosen(&ask, "site")?;
    let (name, email) = (ask.text("name").unwrap_or_default(), ask.text("email"));
    let mut body = Map::new();
    body.insert("name".to_owned(), json!(name));
    body.insert("language".to_owned(), json!("en"));
    body.insert("sites".to_owned(), json!([{ "site_id": site, "role": "technician" }]));
    if email.is_some() {
        body.insert("email".to_owned(), json!(email));
        return Ok(Reply::created(view(&ask.call(Call::post("/users/invitations", Value::Object(body))).await?["user"])));
    }
    Ok(Reply::created(view(&invited_by_name(&ask, &name, body).await?)))
}

/// Under the first user name of theirs that nobody has.
async fn invited_by_name(ask: &Ask, name: &str, mut body: Map<String, Value>) -> Result<Value, Reply> {
    let own = user_name(name);
    let mut tries = (2..=NAMESAKES).map(|number| format!("{own}.{number}"));
    let mut wanted = own.clone();
    loop {
        body.insert("user_name".to_owned(), json!(wanted));
        match ask.tried(Call::post("/users/invitations", Value::Object(body.clone()))).await? {
            Ok(made) => return Ok(made["user"].clone()),
            Err(problem) if problem.errors.iter().any(|fault| fault.code == "user-name-taken") => {
                wanted = tries.next().ok_or_else(|| Reply::field("name", "Too many people have this name."))?;
            }
            Err(problem) => return Err(ask.refusal(&problem)),
        }
    }
}

/// `ali.ben.ali` of Ali Ben-Ali, short enough for a number behind it; `mechanic` where nothing of the name can stand in a user name.
fn user_name(name: &str) -> String {
    let words = search::normalise(name);
    let plain = words.split(' ').filter(|word| !word.is_empty() && word.bytes().all(|letter| letter.is_ascii_alphanumeric()));
    let joined = plain.collect::<Vec<_>>().join(".");
    let kept = joined.get(..LONGEST).unwrap_or(&joined).trim_end_matches('.');
    match kept.len() {
        0 => "mechanic".to_owned(),
        1 | 2 => format!("mechanic.{kept}"),
        _ => kept.to_owned(),
    }
}

async fn update(ask: Ask) -> Answer {
    let path = format!("/users/{}", ask.id());
    let Some(name) = ask.text("name") else { return get(ask).await };
    if let Some(site) = ask.text("site").filter(|site| uuid::Uuid::parse_str(site).is_err()) {
        return Err(unknown("site", &site));
    }
    Ok(Reply::ok(view(&ask.call(Call::patch(path, json!({ "name": name }))).await?)))
}

async fn delete(ask: Ask) -> Answer {
    ask.call(Call::post(format!("/users/{}/disable", ask.id()), json!({}))).await?;
    Ok(Reply::gone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_name_is_made_of_the_name() {
        assert_eq!(user_name("Ali Ben-Ali"), "ali.ben.ali");
        assert_eq!(user_name("سامي"), "mechanic");
        assert_eq!(user_name("Al"), "mechanic.al");
        assert_eq!(user_name("Maximilian Alexander Bartholomew"), "maximilian.alexander.barthol");
    }
}
