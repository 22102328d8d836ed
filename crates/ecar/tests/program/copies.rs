//! All data leave and come back: exports, restores and backups, with the real program on both databases.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::TestDatabase;

use crate::server::{Server, ecar};

const PASSPHRASE: &str = "une phrase longue pour les sauvegardes";

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", said(output));
    said(output)
}

fn refused(output: &Output, why: &str) {
    assert!(!output.status.success() && said(output).contains(why), "{}", said(output));
}

/// A SQLite database of its own in a folder, whatever server the tests have.
fn on_sqlite(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ecar"));
    command.env("ECAR_DATA_DIR", folder).env("ECAR_LOG", "warn").env("ECAR_BACKUP_KEY", PASSPHRASE).env_remove("ECAR_DATABASE_URL");
    command
}

fn path(file: &Path) -> &str {
    file.to_str().unwrap()
}

/// An export of the garage that the server serves.
fn exported(server: &Server, folder: &TempDir, name: &str) -> PathBuf {
    let file = folder.path().join(name);
    done(&server.run(&["export", "--to", path(&file), "--format", "csv"]));
    file
}

/// What is in an archive, by name: the lines of tables, files and the manifest.
fn entries(archive: &Path) -> Vec<(String, Vec<u8>)> {
    use std::io::Read;
    let mut zip = zip::ZipArchive::new(std::fs::File::open(archive).unwrap()).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut read = |name: String| {
        let mut bytes = vec![];
        zip.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(&mut read).collect()
}

fn rows(archive: &Path) -> Vec<(String, Vec<u8>)> {
    let mut rows: Vec<_> =
        entries(archive).into_iter().filter(|(name, _)| name.starts_with("tables/") || name.starts_with("files/")).collect();
    rows.sort();
    rows
}

fn manifest(archive: &Path) -> Value {
    let entry = entries(archive).into_iter().find(|(name, _)| name == "manifest.json").unwrap();
    serde_json::from_slice(&entry.1).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_leaves_one_database_comes_back_in_the_other_byte_for_byte() {
    let (server, folder) = (Server::start().await, tempfile::tempdir().unwrap());
    let first = exported(&server, &folder, "first.zip");
    // To another machine: SQLite, and then whatever database the tests have, which is PostgreSQL in one of their runs.
    let machine = tempfile::tempdir().unwrap();
    done(&on_sqlite(machine.path()).args(["restore", path(&first)]).output().unwrap());
    let second = folder.path().join("second.zip");
    done(&on_sqlite(machine.path()).args(["export", "--to", path(&second)]).output().unwrap());
    let (other, place) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let restored = done(&ecar(&other, place.path()).args(["restore", path(&second)]).output().unwrap());
    let third = folder.path().join("third.zip");
    done(&ecar(&other, place.path()).args(["export", "--to", path(&third)]).output().unwrap());
    assert!(restored.contains("work orders: ") && restored.contains("invoices TND: "), "{restored}");
    let found = rows(&first);
    assert!(found.len() > 300 && found.iter().any(|(name, _)| name.starts_with("files/")), "{} tables and files", found.len());
    for archive in [&second, &third] {
        let same = rows(archive);
        let different: Vec<_> = found.iter().zip(&same).filter(|(one, other)| one != other).map(|(one, _)| &one.0).collect();
        assert!(different.is_empty() && found.len() == same.len(), "{different:?}");
        assert_eq!(manifest(archive)["totals"], manifest(&first)["totals"]);
    }
    std::fs::write(place.path().join("secret.key"), server.secret_key()).unwrap();
    for check in [["doctor", "--log=warn"], ["verify", "--log=warn"]] {
        done(&ecar(&other, place.path()).args(check).output().unwrap());
    }
    refused(&ecar(&other, place.path()).args(["restore", path(&third)]).output().unwrap(), "has data in it");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_is_in_an_export_and_what_was_typed_is_no_formula() {
    let (server, folder) = (Server::start().await, tempfile::tempdir().unwrap());
    let owner = server.owner().await;
    owner.done("/customers", json!({ "kind": "person", "name": "=cmd|' /C calc'!A1", "phone": "+21698765432" })).await;
    let archive = exported(&server, &folder, "all.zip");
    let db = server.database.db().await;
    let sql = match db.backend() {
        kernel::db::Backend::Sqlite => "select name from sqlite_master where type = 'table' and name not like 'sqlite%'",
        kernel::db::Backend::Postgres => "select tablename::text as name from pg_tables where schemaname = 'public'",
    };
    let found = db.reader().query_all_raw(Statement::from_string(db.reader().get_database_backend(), sql)).await.unwrap();
    let tables: BTreeSet<String> = found.iter().map(|row| row.try_get("", "name").unwrap()).collect();
    let said: BTreeSet<String> =
        manifest(&archive)["tables"].as_array().unwrap().iter().map(|table| table["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(tables, said);
    let entries = entries(&archive);
    let text = |name: &str| String::from_utf8(entries.iter().find(|(found, _)| found == name).unwrap().1.clone()).unwrap();
    assert!(tables.iter().all(|table| entries.iter().any(|(name, _)| *name == format!("tables/{table}.jsonl"))));
    assert!(text("csv/customers_customers.csv").contains("'=cmd|"));
    assert!(text("tables/customers_customers.jsonl").contains("\"=cmd|"));
    assert!(text("schema.sql").contains("billing_invoices") && text("README.txt").contains("secret key"));
    let whole: Vec<u8> = entries.iter().flat_map(|(_, bytes)| bytes.clone()).collect();
    let key = server.secret_key();
    assert!(!String::from_utf8_lossy(&whole).contains(key.trim()), "the key is not in it");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_flipped_bit_refuses_the_restore_and_leaves_nothing() {
    let (server, folder) = (Server::start().await, tempfile::tempdir().unwrap());
    let archive = exported(&server, &folder, "all.zip");
    let whole = std::fs::read(&archive).unwrap();
    let spoiled = folder.path().join("spoiled.zip");
    for place in [10, whole.len() / 3, whole.len() / 2, whole.len() - 200, whole.len() - 5] {
        let mut bytes = whole.clone();
        bytes[place] ^= 1;
        std::fs::write(&spoiled, bytes).unwrap();
        let machine = tempfile::tempdir().unwrap();
        let output = on_sqlite(machine.path()).args(["restore", path(&spoiled)]).output().unwrap();
        assert!(!output.status.success(), "byte {place}: {}", said(&output));
        assert!(!machine.path().join("ecar.db").exists());
    }
    std::fs::write(&spoiled, &whole[..whole.len() - 1]).unwrap();
    assert!(!on_sqlite(folder.path()).args(["restore", "--check", path(&spoiled)]).output().unwrap().status.success());
    done(&on_sqlite(folder.path()).args(["restore", "--check", path(&archive)]).output().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_was_cut_off_is_not_served_and_is_run_again() {
    let (server, folder) = (Server::start().await, tempfile::tempdir().unwrap());
    let archive = exported(&server, &folder, "all.zip");
    let (other, place) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    // As a program leaves it that was killed: half of the tables, and the mark.
    let begun = match &other {
        TestDatabase::Sqlite(machine) => {
            std::fs::write(machine.path().join("ecar.db.restoring"), "half").unwrap();
            true
        }
        TestDatabase::Postgres { .. } => {
            let db = other.db().await;
            for sql in ["create table ecar_restoring (since timestamptz)", "create table identity_users (id uuid)"] {
                db.writer().execute_unprepared(sql).await.unwrap();
            }
            true
        }
    };
    assert!(begun);
    for command in [vec!["migrate"], vec!["doctor"], vec!["serve"]] {
        refused(&ecar(&other, place.path()).args(command).output().unwrap(), "was not finished");
    }
    done(&ecar(&other, place.path()).args(["restore", path(&archive)]).output().unwrap());
    std::fs::write(place.path().join("secret.key"), server.secret_key()).unwrap();
    done(&ecar(&other, place.path()).arg("migrate").output().unwrap());
    done(&ecar(&other, place.path()).arg("doctor").output().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_program_refuses_a_newer_database_and_its_archive() {
    let (server, folder) = (Server::start().await, tempfile::tempdir().unwrap());
    let db = server.database.db().await;
    let newer = "insert into billing_migrations (version, applied_at) values ('m9999_tomorrow', 1)";
    db.writer().execute_unprepared(newer).await.unwrap();
    for command in [vec!["migrate"], vec!["serve"], vec!["migrate", "--check"], vec!["export", "--to", path(folder.path())]] {
        let output = server.run(&command);
        refused(&output, "newer ECAR");
        assert!(said(&output).contains("m9999_tomorrow"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sqlite_database_is_backed_up_before_its_schema_changes() {
    let (server, folder) = (Server::start().await, tempfile::tempdir().unwrap());
    let archive = exported(&server, &folder, "all.zip");
    let machine = tempfile::tempdir().unwrap();
    done(&on_sqlite(machine.path()).args(["restore", path(&archive)]).output().unwrap());
    std::fs::write(machine.path().join("secret.key"), server.secret_key()).unwrap();
    let copies = || std::fs::read_dir(machine.path().join("before-upgrade")).map_or(0, Iterator::count);
    done(&on_sqlite(machine.path()).args(["migrate", "--check"]).output().unwrap());
    done(&on_sqlite(machine.path()).arg("migrate").output().unwrap());
    assert_eq!(copies(), 0, "nothing was to be changed");
    // As an older program left it.
    let db = kernel::Db::open(path(&machine.path().join("ecar.db")), kernel::db::PoolSize::default()).await.unwrap();
    for sql in
        ["drop table program_backups", "drop table program_exports", "drop table program_takeovers", "delete from program_migrations"]
    {
        db.writer().execute_unprepared(sql).await.unwrap();
    }
    db.close().await.unwrap();
    refused(&on_sqlite(machine.path()).args(["migrate", "--check"]).output().unwrap(), "m0111_copies");
    done(&on_sqlite(machine.path()).arg("migrate").output().unwrap());
    assert_eq!(copies(), 1);
    let copy = std::fs::read_dir(machine.path().join("before-upgrade")).unwrap().next().unwrap().unwrap().path();
    let another = tempfile::tempdir().unwrap();
    assert!(done(&on_sqlite(another.path()).args(["restore", path(&copy)]).output().unwrap()).contains("work orders: "));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_is_consistent_and_has_what_was_acknowledged_before() {
    let (server, folder) = (Server::start().await, tempfile::tempdir().unwrap());
    let owner = Arc::new(server.owner().await);
    let (stop, mut writers) = (Arc::new(AtomicBool::new(false)), vec![]);
    let mut before = vec![];
    for number in 0..10 {
        before.push(customer(&owner, &format!("Avant {number}")).await);
    }
    for writer in 0..4 {
        let (owner, stop) = (owner.clone(), stop.clone());
        writers.push(tokio::spawn(async move {
            let mut written = 0;
            while !stop.load(Ordering::Relaxed) {
                customer(&owner, &format!("Pendant {writer} {written}")).await;
                written += 1;
            }
            written
        }));
    }
    let (database, place, to) = (server.database.clone(), folder.path().join("data"), folder.path().join("backups"));
    std::fs::create_dir_all(&place).unwrap();
    let output = tokio::task::spawn_blocking({
        let to = to.clone();
        move || ecar(&database, &place).env("ECAR_BACKUP_KEY", PASSPHRASE).args(["backup", "--to", path(&to)]).output().unwrap()
    });
    let text = done(&output.await.unwrap());
    stop.store(true, Ordering::Relaxed);
    let mut during = 0;
    for writer in writers {
        during += writer.await.unwrap();
    }
    assert!(during > 0 && text.contains("verified, encrypted"), "{during} writes; {text}");
    let backup = std::fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.extension().is_some()).unwrap();
    consistent(&server, &backup, &before).await;
}

async fn customer(owner: &crate::server::Person, name: &str) -> String {
    let made = owner.done("/customers", json!({ "kind": "person", "name": name })).await;
    made["id"].as_str().unwrap().to_owned()
}

/// On an empty database of each kind that the tests have: what was acknowledged is there, and the books add up.
async fn consistent(server: &Server, backup: &Path, before: &[String]) {
    let machine = tempfile::tempdir().unwrap();
    let wrong =
        on_sqlite(machine.path()).env("ECAR_BACKUP_KEY", "another phrase altogether").args(["restore", path(backup)]).output().unwrap();
    assert!(!wrong.status.success() && !machine.path().join("ecar.db").exists(), "{}", said(&wrong));
    done(&on_sqlite(machine.path()).args(["restore", path(backup)]).output().unwrap());
    std::fs::write(machine.path().join("secret.key"), server.secret_key()).unwrap();
    done(&on_sqlite(machine.path()).arg("doctor").output().unwrap());
    let (other, place) = (TestDatabase::create().await, tempfile::tempdir().unwrap());
    let output = ecar(&other, place.path()).env("ECAR_BACKUP_KEY", PASSPHRASE).args(["restore", path(backup)]).output().unwrap();
    done(&output);
    let db = other.db().await;
    for id in before {
        let id: uuid::Uuid = id.parse().unwrap();
        let row: Option<Found> =
            kernel::db::one(db.reader(), "select id from customers_customers where id = $1", [id.into()]).await.unwrap();
        assert!(row.is_some_and(|row| row.id == id), "{id} was acknowledged before the backup began");
    }
}

#[derive(sea_orm::FromQueryResult)]
struct Found {
    id: uuid::Uuid,
}

#[tokio::test(flavor = "multi_thread")]
async fn of_replicas_one_takes_the_days_backup_and_a_failure_is_told() {
    let backups = tempfile::tempdir().unwrap();
    let more = [("ECAR_BACKUP_TO", path(backups.path())), ("ECAR_BACKUP_KEY", PASSPHRASE)];
    let mut server = Server::start_with(&more).await;
    let owner = server.owner().await;
    let last = async || loop {
        let state = owner.read("/data").await;
        if !state["backups"]["last"].is_null() || !state["backups"]["failed"].is_null() {
            return state;
        }
    };
    let state = last().await;
    assert!(state["backups"]["failed"].is_null(), "{state}");
    assert!(state["backups"]["last"]["bytes"].as_i64().unwrap() > 10_000 && state["backups"]["last"]["encrypted"] == true, "{state}");
    // Another program, or the same one started again, finds that it is done.
    let another = if matches!(*server.database, TestDatabase::Postgres { .. }) {
        server.replica()
    } else {
        server.kill_and_restart();
        server
    };
    while !looked(&another).await {}
    let made = std::fs::read_dir(backups.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|end| end == "age"));
    assert_eq!(made.count(), 1);
    let nowhere = Server::start_with(&[("ECAR_BACKUP_TO", "/proc/nowhere")]).await;
    let owner = nowhere.owner().await;
    let news = loop {
        let news = owner.read("/news").await;
        if let Some(told) = news["items"].as_array().unwrap().iter().find(|one| one["kind"] == "backup_failed") {
            break told.clone();
        }
    };
    assert!(news["text"].as_str().unwrap().contains("/proc/nowhere"), "{news}");
    refused(&nowhere.run(&["doctor", "--backup-to", "/proc/nowhere"]), "do not add up");
}

/// Whether the program has looked for what is due, and at what became of it.
async fn looked(server: &Server) -> bool {
    let metrics = crate::server::http().get(format!("{}/metrics", server.base)).send().await.unwrap().text().await.unwrap();
    let line = metrics.lines().find(|line| line.starts_with("backup_last_success_timestamp_seconds ")).map(str::to_owned);
    line.is_some_and(|line| !line.ends_with(" 0"))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_fetches_an_export_from_the_app_and_nobody_else_does() {
    let (server, folder) = (Server::start().await, tempfile::tempdir().unwrap());
    let owner = server.owner().await;
    let (status, started) = owner.post("/data/exports", json!({ "spreadsheets": true })).await;
    assert_eq!(status, 202, "{started}");
    let place = format!("/data/exports/{}", started["id"].as_str().unwrap());
    let finished = loop {
        let export = owner.read(&place).await;
        if !export["finished_at"].is_null() {
            break export;
        }
    };
    assert!(finished["error"].is_null(), "{finished}");
    let request = crate::server::http().get(format!("{}/api/v1{place}/file", server.base)).bearer_auth(owner.token.as_ref().unwrap());
    let bytes = request.send().await.unwrap().bytes().await.unwrap();
    assert_eq!(i64::try_from(bytes.len()).unwrap(), finished["bytes"].as_i64().unwrap());
    let file = folder.path().join("fetched.zip");
    std::fs::write(&file, &bytes).unwrap();
    done(&on_sqlite(folder.path()).args(["restore", "--check", path(&file)]).output().unwrap());
    let trail = owner.read("/audit?entity=data_export&limit=10").await;
    let actions: BTreeSet<_> = trail["items"].as_array().unwrap().iter().map(|entry| entry["action"].as_str().unwrap()).collect();
    assert_eq!(actions, BTreeSet::from(["data.download", "data.export"]));
    let advisor = server.sign_in("nadia@garage.example").await;
    assert_eq!(advisor.get("/data").await.0, 403);
}
