//! What a client has already is not sent again, and only to who may see it.

use reqwest::{Method, Response};
use serde_json::json;

use crate::server::{Person, Server, http};

async fn ask(person: &Person, path: &str, known: &str) -> Response {
    person.request(Method::GET, path).header("if-none-match", known).send().await.unwrap()
}

fn tag(answer: &Response) -> String {
    answer.headers()["etag"].to_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_sent_again_when_it_or_what_may_be_done_with_it_changed() {
    let server = Server::start().await;
    let (hela, amine) = (server.owner().await, server.sign_in("amine@garage.example").await);
    let path = format!("/customers/{}", hela.read("/customers?limit=1").await["items"][0]["id"].as_str().unwrap());
    let first = tag(&ask(&hela, &path, "").await);

    let same = ask(&hela, &path, &format!("\"other\", W/{first}")).await;
    assert_eq!((same.status().as_u16(), tag(&same)), (304, first.clone()));
    assert_eq!(same.headers()["cache-control"], "no-store");
    assert!(!same.headers().contains_key("content-type") && same.bytes().await.unwrap().is_empty());
    let another = ask(&amine, &path, &first).await;
    assert_eq!(another.status().as_u16(), 200, "who may do less with it sees another answer of the same version");

    let change = hela.request(Method::PATCH, &path).header("if-match", &first).json(&json!({ "notes": "Appeler avant" }));
    let changed = change.send().await.unwrap();
    assert_eq!(changed.status().as_u16(), 200, "a tag is taken as a version");
    let now = ask(&hela, &path, &first).await;
    assert_eq!((now.status().as_u16(), tag(&now)), (200, tag(&changed)));
    let stale = hela.request(Method::PATCH, &path).header("if-match", &first).json(&json!({ "notes": "" }));
    assert_eq!(stale.send().await.unwrap().status().as_u16(), 412);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_see_a_record_is_not_told_that_it_is_unchanged() {
    let server = Server::start().await;
    let (hela, faten) = (server.owner().await, server.sign_in("faten@garage.example").await);
    let sites = hela.read("/sites").await;
    let lac = sites["items"].as_array().unwrap().iter().find(|site| site["code"] == "LAC").unwrap()["id"].as_str().unwrap().to_owned();
    let order = hela.read(&format!("/work-orders?site={lac}&limit=1")).await["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/work-orders/{order}");
    let known = tag(&ask(&hela, &path, "").await);
    assert_eq!(ask(&hela, &path, &known).await.status().as_u16(), 304);
    for tried in [known.as_str(), "*"] {
        assert_eq!(ask(&faten, &path, tried).await.status().as_u16(), 404, "{tried}");
        assert_eq!(ask(&server.anonymous(), &path, tried).await.status().as_u16(), 401, "{tried}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_api_document_is_sent_once() {
    let server = Server::start().await;
    let get = |known: String| http().get(format!("{}/openapi.json", server.base)).header("if-none-match", known).send();
    let first = get(String::new()).await.unwrap();
    let known = tag(&first);
    assert!(first.json::<serde_json::Value>().await.unwrap()["openapi"].is_string());
    let again = get(known.clone()).await.unwrap();
    assert_eq!((again.status().as_u16(), tag(&again)), (304, known));
    assert!(again.bytes().await.unwrap().is_empty());
}
