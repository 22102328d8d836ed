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
async fn a_dry_run_says_what_each_row_would_change() {
    let server = Server::start().await;
    let owner = server.owner().await;
    import(&owner, "customers", "Nom;Téléphone;Adresse\nRapport Un;20222221;Tunis\nRapport Deux;20222222;Sfax\n".as_bytes(), false).await;
    let file = "Nom;Téléphone;Adresse\nRapport Un;20222221;Sousse\nRapport Deux;20222222;Sfax\nRapport Trois;20222223;Bizerte\n;1;\n";
    let tried = import(&owner, "customers", file.as_bytes(), true).await;
    let (status, report) = owner.get(&format!("/imports/customers/{}/report", tried["id"].as_str().unwrap())).await;
    let lines: Vec<_> = report.as_str().unwrap().lines().collect();
    assert_eq!(status, 200);
    assert_eq!(
        lines[..4],
        ["line,outcome,field,before,after,error", "2,updated,address,Tunis,Sousse,", "3,unchanged,,,,", "4,created,,,,"]
    );
    assert!(lines[4].starts_with("5,refused,"), "{}", lines[4]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vin_that_another_vehicle_has_is_reported_and_not_created() {
    let server = Server::start().await;
    let owner = server.owner().await;
    let file = "plate;vin;make;model\n201 TU 1001;VF38BKHZTDL876543;Peugeot;308\n201 TU 1002;VF38BKHZTDL876543;Peugeot;308\n\
                201 TU 1003;VF38BKHZTDL876540;Peugeot;308\n";
    let done = import(&owner, "vehicles", file.as_bytes(), false).await;
    assert_eq!(counts(&done), [2, 0, 0, 1], "{done}");
    let again = import(&owner, "vehicles", "plate;vin;make;model\n201 TU 1009;VF38BKHZTDL876540;Kia;Rio\n".as_bytes(), true).await;
    assert_eq!(counts(&again), [0, 0, 0, 1], "{again}");
    let (_, report) = owner.get(&format!("/imports/vehicles/{}/report", again["id"].as_str().unwrap())).await;
    assert!(report.as_str().unwrap().contains("2,refused,vin,,,201 TU 1003 has this VIN"), "{report}");
    assert!(owner.read("/vehicles?q=201%20tu%201002").await["items"].as_array().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_balance_from_before_is_the_customers_until_it_is_paid_or_taken_back() {
    let server = Server::start().await;
    let owner = server.owner().await;
    import(&owner, "customers", "Nom;Téléphone\nSolde Un;20333331\n".as_bytes(), false).await;
    let found = owner.read("/customers?q=solde%20un").await;
    let customer = format!("/customers/{}", found["items"][0]["id"].as_str().unwrap());
    let site = owner.read("/me").await["sites"][0]["id"].as_str().unwrap().to_owned();
    let file = "Téléphone;Facture;Date;Solde\n20333331;A-77;12/11/2025;120,500\n20333331;A-78;12/11/2025;-20\n";
    let form = || Form::new().part("file", Part::bytes(file.as_bytes()).file_name("file.csv"));
    let refused = owner.request(Method::POST, "/imports/balances").multipart(form()).send().await.unwrap();
    assert_eq!(refused.status().as_u16(), 422, "it is of a site");
    let started = owner.request(Method::POST, "/imports/balances").multipart(form().text("site_id", site)).send().await.unwrap();
    let started: Value = started.json().await.unwrap();
    let path = format!("/imports/balances/{}", started["id"].as_str().unwrap());
    let done = owner.eventually(&path, |import| import["state"] != "running").await;
    assert_eq!(counts(&done), [2, 0, 0, 0], "{done}");
    let owed = owner.eventually(&customer, |customer| customer["balances"] != serde_json::json!([])).await;
    assert_eq!(owed["balances"][0]["amount"].as_i64(), Some(100_500), "{owed}");
    let (status, _) = owner.post(&format!("{path}/undo"), serde_json::json!({})).await;
    assert_eq!(status, 202);
    owner.eventually(&customer, |customer| customer["balances"] == serde_json::json!([])).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_technician_imports_nothing() {
    let server = Server::start().await;
    let amine = server.sign_in("amine@garage.example").await;
    let form = Form::new().part("file", Part::bytes(b"Nom\nX\n".to_vec()).file_name("file.csv"));
    let response = amine.request(Method::POST, "/imports/customers").multipart(form).send().await.unwrap();
    assert_eq!(response.status().as_u16(), 403);
}
