//! The walk over every operation.

use std::collections::BTreeMap;

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::Value;
use uuid::Uuid;

use super::people::{Place, hire, program};
use super::scene::{CANARY, Scene, text};
use super::table::{Body, Needs, Operation, Reach, Request, all_but, table};
use crate::server::Person;

/// An operation as the document has it.
pub struct Documented {
    pub method: Method,
    /// With the names of its parameters in braces.
    pub path: String,
    pub json: Value,
}

/// By operation id.
pub async fn documented(scene: &Scene) -> BTreeMap<String, Documented> {
    let document: Value = scene.owner.http.get(format!("{}/openapi.json", scene.server.base)).send().await.unwrap().json().await.unwrap();
    let mut operations = BTreeMap::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, json) in item.as_object().unwrap() {
            let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let path = path.strip_prefix("/api/v1").unwrap_or_else(|| panic!("{path} is elsewhere")).to_owned();
            let before = operations.insert(text(&json["operationId"]).to_owned(), Documented { method, path, json: json.clone() });
            assert!(before.is_none(), "{} is documented twice", json["operationId"]);
        }
    }
    operations
}

pub struct Answer {
    pub status: u16,
    pub text: String,
}

impl Answer {
    pub fn has_canary(&self) -> bool {
        self.text.to_lowercase().contains(&CANARY.to_lowercase())
    }

    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub fn code(&self) -> String {
        let json: Value = serde_json::from_str(&self.text).unwrap_or_default();
        json["code"].as_str().unwrap_or_default().to_owned()
    }
}

pub async fn send(person: &Person, method: &Method, request: &Request) -> Answer {
    let builder = person.request(method.clone(), &request.path).header("idempotency-key", Uuid::now_v7().to_string());
    let builder = match &request.body {
        Body::Nothing => builder,
        Body::Json(body) => builder.json(body),
        Body::File(rows, site) => {
            let file = Part::bytes(rows.as_bytes()).file_name("rows.csv");
            let form = Form::new().part("file", file);
            builder.multipart(if site.is_empty() { form } else { form.text("site_id", site.clone()) })
        }
    };
    let response = builder.send().await.unwrap();
    let status = response.status().as_u16();
    let is_stream = response.headers().get("content-type").is_some_and(|kind| kind == "text/event-stream");
    let text = if is_stream { String::new() } else { String::from_utf8_lossy(&response.bytes().await.unwrap()).into_owned() };
    Answer { status, text }
}

/// Those who walk, made when they are first needed.
struct Walkers<'a> {
    scene: &'a Scene,
    known: BTreeMap<(Vec<&'static str>, bool, bool), Person>,
}

impl Walkers<'_> {
    /// Somebody who holds only these, at the home site or everywhere; a program where no session is needed.
    async fn holding(&mut self, permissions: Vec<&'static str>, in_session: bool, everywhere: bool) -> Person {
        let Scene { server, owner, home, .. } = self.scene;
        let key = (permissions, in_session, everywhere);
        if let Some(person) = self.known.get(&key) {
            return person.clone();
        }
        let place = if everywhere { Place::Everywhere } else { Place::At(home) };
        let person = if in_session { hire(server, owner, &key.0, place).await } else { program(owner, &key.0, home).await };
        self.known.insert(key, person.clone());
        person
    }

    /// Who holds everything but what the operation takes; none where it takes nothing.
    async fn lesser(&mut self, operation: &Operation) -> Option<Person> {
        let everywhere = operation.reach == Reach::Garage;
        match operation.needs {
            Needs::Nothing(_) | Needs::SignedIn => None,
            // A program, whatever it holds, has no account.
            Needs::Session => Some(self.holding(all_but(&[]), false, false).await),
            Needs::One(taken) => Some(self.holding(all_but(taken), false, everywhere).await),
            Needs::OneInSession(taken) => Some(self.holding(all_but(taken), true, everywhere).await),
        }
    }

    /// Who holds what the operation takes and nothing else.
    async fn rightful(&mut self, operation: &Operation) -> Person {
        let one = operation.takes().first().map_or("site.read", |permission| permission.0);
        let held = std::iter::once(one).chain(operation.also.iter().map(|permission| permission.0)).collect();
        self.holding(held, operation.is_in_session(), operation.reach == Reach::Garage).await
    }
}

/// One operation and what was found wrong with it.
struct Step<'a> {
    scene: &'a Scene,
    operation: &'a Operation,
    method: &'a Method,
    wrong: Vec<String>,
}

impl Step<'_> {
    fn check(&mut self, holds: bool, who: &str, answer: &Answer) {
        if !holds {
            let Answer { status, text } = answer;
            self.wrong.push(format!("{}: {who} gets {status} {}", self.operation.id, text.chars().take(300).collect::<String>()));
        }
    }

    async fn as_nobody(&mut self, request: &Request) {
        let answer = send(&self.scene.server.anonymous(), self.method, request).await;
        match self.operation.needs {
            Needs::Nothing(why) => {
                assert!(!why.is_empty(), "{} is open to everybody without a reason", self.operation.id);
                let is_asked_to_sign_in = answer.code() == "unauthorized";
                let holds = !is_asked_to_sign_in && answer.status != 403 && self.is_given(&answer);
                self.check(holds, "nobody", &answer);
            }
            _ => self.check(answer.status == 401, "nobody", &answer),
        }
    }

    fn is_given(&self, answer: &Answer) -> bool {
        if self.operation.gives.is_empty() { answer.is_success() } else { self.operation.gives.contains(&answer.status) }
    }

    async fn as_stranger(&mut self, request: &Request) {
        let stranger = &self.scene.stranger;
        let answer = send(stranger, self.method, request).await;
        let holds = match self.operation.reach {
            Reach::Record => answer.status == 404 && answer.text == self.about_nothing(request, &answer).await.text,
            Reach::Garage => answer.status == 403,
            Reach::Rows | Reach::Group => answer.is_success(),
            Reach::Own => return,
        };
        self.check(holds && !answer.has_canary(), "the owner of another site", &answer);
    }

    /// The same question about an id that nothing has: it must not be told from another site's.
    async fn about_nothing(&self, request: &Request, given: &Answer) -> Answer {
        let is_id = |part: &str| Uuid::try_parse(part).is_ok();
        if !request.path.split('/').any(is_id) || !matches!(request.body, Body::Nothing | Body::Json(_)) {
            return Answer { status: given.status, text: given.text.clone() };
        }
        let parts = request.path.split('/').map(|part| if is_id(part) { Uuid::now_v7().to_string() } else { part.to_owned() });
        let body = if let Body::Json(body) = &request.body { Body::Json(body.clone()) } else { Body::Nothing };
        send(&self.scene.stranger, self.method, &Request { path: parts.collect::<Vec<_>>().join("/"), body }).await
    }

    async fn as_holders(&mut self, request: &Request, walkers: &mut Walkers<'_>) -> bool {
        if let Some(lesser) = walkers.lesser(self.operation).await {
            let answer = send(&lesser, self.method, request).await;
            self.check(answer.status == 403, "who holds all but what it takes", &answer);
        }
        let rightful = walkers.rightful(self.operation).await;
        let answer = send(&rightful, self.method, request).await;
        self.check(self.is_given(&answer) && ![401, 403].contains(&answer.status), "who holds what it takes", &answer);
        answer.has_canary()
    }
}

/// Whether a request goes where the document says: `/users/{id}/invite`.
fn is_at(path: &str, template: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let (parts, names): (Vec<_>, Vec<_>) = (path.split('/').collect(), template.split('/').collect());
    parts.len() == names.len() && parts.iter().zip(&names).all(|(part, name)| name.starts_with('{') || part == name)
}

/// What the document says of who may; empty when that is what the table says.
fn misdocumented(operation: &Operation, json: &Value) -> Vec<String> {
    // One that takes a token and needs none is open, too.
    let is_open = json["security"].as_array().is_some_and(|ways| ways.contains(&serde_json::json!({})));
    let mut wrong = vec![];
    if is_open != matches!(operation.needs, Needs::Nothing(_)) {
        wrong.push(format!("{}: the document's security is {}", operation.id, json["security"]));
    }
    let words = format!("{} {}", json["summary"].as_str().unwrap_or_default(), json["description"].as_str().unwrap_or_default());
    let unsaid = operation.takes().iter().filter(|permission| !words.contains(permission.0) && !words.contains("as for starting it"));
    wrong.extend(unsaid.map(|permission| format!("{}: the document does not say {}", operation.id, permission.0)));
    wrong
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_is_for_who_may_and_for_nobody_else() {
    let scene = Scene::open().await;
    let mut documented = documented(&scene).await;
    let mut walkers = Walkers { scene: &scene, known: BTreeMap::new() };
    let (mut wrong, mut shown) = (vec![], 0);
    for operation in &table() {
        let Some(Documented { method, path, json }) = documented.remove(operation.id) else {
            wrong.push(format!("{} is not in the document, or twice in the table", operation.id));
            continue;
        };
        wrong.extend(misdocumented(operation, &json));
        let request = (operation.ask)(&scene).await;
        assert!(is_at(&request.path, &path), "{}: {} is not {path}", operation.id, request.path);
        let mut step = Step { scene: &scene, operation, method: &method, wrong: vec![] };
        step.as_nobody(&request).await;
        if !matches!(operation.needs, Needs::Nothing(_)) {
            // The group's records are changed by the stranger too.
            step.as_stranger(&(operation.ask)(&scene).await).await;
            shown += u32::from(step.as_holders(&request, &mut walkers).await);
        }
        wrong.extend(step.wrong);
    }
    wrong.extend(documented.keys().map(|id| format!("{id} is not in the table")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(shown > 30, "the canary was shown by {shown} operations to who may see it: too few for its absence to mean something");
}
