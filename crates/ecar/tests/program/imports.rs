//! CSV files through the API: dry run, errors by row, again without duplicates.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::Value;

use crate::server::{Person, Server};

async fn import(person: &Person, kind: &str, file: &[u8], dry_run: bool) -> Value {
    let form = Form::new().part("file", Part::bytes(file.to_vec()).file_name("file.csv")).text("dry_run", dry_run.to_string());
    let response = person.request(Method::POST, &format!("/imports/{kind}")).multipart(form).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 202);
    let started: Value = response.json().await.unwrap();
    let path = format!("/imports/{kind}/{}", started["id"].as_str().unwrap());
    person.eventually(&path, |import| import["state"] != "running").await
}

fn counts(import: &Value) -> [i64; 4] {
    ["created", "updated", "unchanged", "failed"].map(|name| import[name].as_i64().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_broken_rows_imports_the_others_once() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let mut file = "Nom;Téléphone;Email\nImport Un;20111111;un@mail.example\n;20111112;\nImport Deux;pas un numéro;\n".as_bytes().to_vec();
    file.extend_from_slice(b"Import \xff\xfe;20111113;\n");
    file.extend_from_slice("Import Trois;20111114;trois@mail.example\n".as_bytes());
    let tried = import(&owner, "customers", &file, true).await;
    assert_eq!(counts(&tried), [2, 0, 0, 3], "{tried}");
    assert!(owner.read("/customers?q=import%20un").await["items"].as_array().unwrap().is_empty(), "a dry run writes nothing");
    let done = import(&owner, "customers", &file, false).await;
    assert_eq!((counts(&done), done["total"].as_i64()), ([2, 0, 0, 3], Some(5)));
    let (status, errors) = owner.get(&format!("/imports/customers/{}/errors", done["id"].as_str().unwrap())).await;
    let lines: Vec<_> = errors.as_str().unwrap().lines().map(|line| line.split(',').next().unwrap().to_owned()).collect();
    assert_eq!((status, lines), (200, vec!["line".into(), "3".into(), "4".into(), "5".into()]));
    let again = import(&owner, "customers", &file, false).await;
    assert_eq!(counts(&again), [0, 0, 2, 3]);
    assert_eq!(owner.read("/customers?q=import%20un").await["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_technician_imports_nothing() {
    let server = Server::start().await;
    let amine = server.sign_in("amine@garage.example").await;
    let form = Form::new().part("file", Part::bytes(b"Nom\nX\n".to_vec()).file_name("file.csv"));
    let response = amine.request(Method::POST, "/imports/customers").multipart(form).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 403);
}
