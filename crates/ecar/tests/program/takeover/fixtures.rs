//! Small databases of the replaced systems, and the ways in which they are handed over.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sea_orm::sqlx::{AssertSqlSafe, Connection, Executor, raw_sql};
use serde_json::{Map, Value, json};

/// A table: the app and model of Django's, and its rows; `∅` is null.
pub struct Table(pub &'static str, pub &'static str, pub &'static [&'static str], pub Vec<Vec<&'static str>>);

/// Kinds of files.
pub const WAYS: [&str; 5] = ["sqlite", "copy", "insert", "csv", "dumpdata"];

/// The workshop manager: a customer without a number that can be read, a vehicle of nobody, a price that is no price, a bill with an absurd sum.
pub fn manager() -> Vec<Table> {
    let customer = &["id", "first_name", "last_name", "phone_number", "email"];
    let product = &["id", "name", "sku", "unit_price", "cost_price", "unit_of_measure", "category"];
    let mut tables = vec![
        Table("shop", "site", &["id", "name"], vec![vec!["1", "Elsewhere"]]),
        Table(
            "shop",
            "customer",
            customer,
            vec![
                vec!["1", "Ama", "Mensah", "0244123401", "ama@old.example"],
                vec!["2", "Kofi", "O'Neil; \"Sons\"", "0244123402", "∅"],
                vec!["3", "Bad", "Phone", "12", "∅"],
                vec!["4", "Walk-in", "Customer", "0000000000", "∅"],
            ],
        ),
        Table(
            "shop",
            "vehicle",
            &["id", "customer_id", "make", "model", "year", "license_plate"],
            vec![
                vec!["10", "1", "Toyota", "Corolla", "2015", "GR 4821-15"],
                vec!["11", "2", "Kia", "Rio", "2018", "GT 77-18"],
                vec!["12", "3", "Kia", "Rio", "2018", "GT 78-18"],
            ],
        ),
        Table(
            "shop",
            "product",
            product,
            vec![
                vec!["20", "Old pads", "OLD-20", "45.50", "30.25", "box", "spare_part"],
                vec!["21", "Old oil", "∅", "12.00", "8.00", "litre", "fluid"],
                vec!["22", "No price", "OLD-22", "much", "8.00", "each", "other"],
            ],
        ),
        Table(
            "shop",
            "inventory",
            &["id", "product_id", "site_id", "quantity_on_hand", "reorder_level"],
            vec![vec!["30", "20", "1", "4", "2"], vec!["31", "21", "1", "10", "0"], vec!["32", "22", "1", "1", "0"]],
        ),
    ];
    tables.extend(work_of_the_manager());
    tables
}

fn work_of_the_manager() -> Vec<Table> {
    let request = &["id", "display_number", "description", "status", "created_at", "customer_id", "vehicle_id", "site_id"];
    let invoice = &["id", "display_number", "total_cost", "paid", "created_at", "service_request_id"];
    vec![
        Table(
            "shop",
            "servicerequest",
            request,
            vec![
                vec!["40", "SR-2025-0001", "Brakes\tsqueal", "Completed", "2025-03-01T09:00:00Z", "1", "10", "1"],
                vec!["41", "SR-2025-0002", "Noise", "Pending", "2025-03-02T09:00:00Z", "2", "11", "1"],
                vec!["42", "SALE-2025-0001", "Oil", "Completed", "2025-03-03T09:00:00Z", "4", "∅", "1"],
            ],
        ),
        Table("shop", "productusage", &["id", "service_request_id", "product_id", "quantity_used"], vec![vec!["50", "40", "20", "2"]]),
        Table(
            "shop",
            "invoice",
            invoice,
            vec![
                vec!["60", "INV-2025-00001", "141.00", "true", "2025-03-01T12:00:00Z", "40"],
                vec!["61", "INV-2025-00002", "24.00", "false", "2025-03-03T12:00:00Z", "42"],
                vec!["62", "INV-2025-00003", "99999999999999.00", "true", "2025-03-03T12:00:00Z", "42"],
                vec!["63", "INV-2025-00004", "10.50", "true", "2025-02-30T12:00:00Z", "40"],
            ],
        ),
        Table("django", "session", &["session_key"], vec![vec!["abc"]]),
    ]
}

/// People of the back office: doubled, ended, known here, and without an address.
fn accounts() -> Table {
    Table(
        "auth",
        "user",
        &["id", "username", "first_name", "last_name", "email", "is_active"],
        vec![
            vec!["1", "leila", "Leïla", "Ben Salah", "leila@old.example", "true"],
            vec!["2", "Chef", "Chef", "Atelier", "chef@old.example", "true"],
            vec!["3", "CHEF", "Another", "Chef", "chef2@old.example", "true"],
            vec!["4", "amine.old", "Amine", "Here", "amine@garage.example", "true"],
            vec!["5", "AMINE.atelier", "Somebody", "Else", "else@old.example", "true"],
            vec!["6", "gone", "Gone", "Long Ago", "gone@old.example", "false"],
            vec!["7", "mail@old.example", "By", "Mail", "mail@old.example", "true"],
            vec!["8", "nomail", "No", "Mail", "∅", "true"],
        ],
    )
}

/// The back office: names are those of accounts, and documents are files.
pub fn office() -> Vec<Table> {
    let service = &["id", "car_id", "title", "description", "status", "scheduled_date", "completed_date", "service_mileage"];
    let invoice = &["id", "service_id", "invoice_number", "status", "due_date", "final_amount", "pdf_file", "created_at"];
    vec![
        accounts(),
        Table(
            "customers",
            "customer",
            &["id", "user_id", "phone", "address"],
            vec![vec!["5", "1", "22 555 101", "Rue de l'Ancien, Tunis"], vec!["6", "99", "22 555 102", "Nulle part"]],
        ),
        Table(
            "cars",
            "car",
            &["id", "customer_id", "make", "model", "year", "license_plate", "fuel_type", "mileage"],
            vec![vec!["7", "5", "Peugeot", "208", "2019", "199TU7731", "gasoline", "84300"]],
        ),
        Table(
            "services",
            "service",
            service,
            vec![
                vec![
                    "8",
                    "7",
                    "Vidange",
                    "Huile et filtre",
                    "completed",
                    "2025-01-10T08:00:00+01:00",
                    "2025-01-10T11:00:00+01:00",
                    "84000",
                ],
                vec!["9", "7", "Freins", "Plaquettes", "cancelled", "2025-02-10T08:00:00+01:00", "∅", "∅"],
                vec!["10", "7", "Pneus", "Deux pneus", "completed", "2025-04-10T08:00:00+01:00", "2025-04-10T11:00:00+01:00", "∅"],
            ],
        ),
        Table(
            "services",
            "serviceitem",
            &["id", "service_id", "item_type", "name", "quantity", "unit_price"],
            vec![vec!["1", "8", "part", "Filtre", "1", "25.000"], vec!["2", "10", "part", "Pneu", "2", "150.250"]],
        ),
        Table(
            "invoices",
            "invoice",
            invoice,
            vec![
                vec!["1", "8", "INV-0A1B2C3D", "paid", "2025-01-20", "125.500", "invoices/INV-0A1B2C3D.pdf", "2025-01-10T12:00:00+01:00"],
                vec!["2", "10", "INV-FFFF0001", "pending", "2025-05-10", "∅", "invoices/none.pdf", "2025-04-10T12:00:00+01:00"],
                vec!["3", "9", "INV-FFFF0002", "draft", "2025-05-10", "1.000", "∅", "2025-04-10T12:00:00+01:00"],
            ],
        ),
    ]
}

/// The six services.
pub fn services() -> Vec<Table> {
    vec![
        Table(
            "",
            "Customer",
            &["id", "name", "email", "phoneNumber", "address"],
            vec![
                vec!["08770001", "Sami Trabelsi", "sami@old.example", "22 666 201", "Sfax"],
                vec!["08770002", "Rim Jaziri", "no address", "22 666 202", "Sousse"],
            ],
        ),
        Table(
            "",
            "Vehicle",
            &["id", "registrationNumber", "brand", "model", "year", "color", "mileage", "fuelType", "ownerId"],
            vec![
                vec!["VF1BB05CF26010203", "188 TU 4410", "Renault", "Clio", "2016", "Gris", "120000", "diesel", "08770001"],
                vec!["VF1BB05CF26010204", "188 TU 4411", "Renault", "Clio", "2016", "Gris", "9000", "diesel", "08770002"],
            ],
        ),
        Table(
            "",
            "Schedule",
            &["id", "vehicleId", "startTime", "status", "description"],
            vec![
                vec!["s1", "VF1BB05CF26010203", "2025-05-01 09:00:00", "COMPLETED", "Révision"],
                vec!["s2", "VF1BB05CF26010203", "2025-06-01 09:00:00", "SCHEDULED", "Pneus"],
            ],
        ),
    ]
}

/// Writes the tables as one of [`WAYS`], and a document beside them where it is a folder.
pub async fn write(tables: &[Table], way: &str, folder: &Path) -> PathBuf {
    match way {
        "sqlite" => sqlite(tables, &folder.join("old.sqlite3")).await,
        "copy" => text(folder.join("old.sql"), tables.iter().map(copied).collect()),
        "insert" => text(folder.join("old.sql"), tables.iter().map(inserted).collect()),
        "dumpdata" => text(folder.join("old.json"), Value::Array(tables.iter().flat_map(dumped).collect()).to_string()),
        _ => {
            let folder = folder.join("old");
            std::fs::create_dir_all(folder.join("invoices")).unwrap();
            std::fs::write(folder.join("invoices/INV-0A1B2C3D.pdf"), b"%PDF-1.4\nold\n%%EOF\n").unwrap();
            for table in tables {
                text(folder.join(format!("{}.csv", name(table))), csv(table));
            }
            folder
        }
    }
}

fn text(path: PathBuf, text: String) -> PathBuf {
    std::fs::write(&path, text).unwrap();
    path
}

fn name(Table(app, model, ..): &Table) -> String {
    if app.is_empty() { (*model).to_owned() } else { format!("{app}_{model}") }
}

async fn sqlite(tables: &[Table], path: &Path) -> PathBuf {
    let options = SqliteConnectOptions::new().filename(path).create_if_missing(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    for table in tables {
        let columns: Vec<_> = table.2.iter().map(|column| format!("\"{column}\"")).collect();
        let create = format!("create table \"{}\" ({})", name(table), columns.join(", "));
        connection.execute(raw_sql(AssertSqlSafe(create))).await.unwrap();
        connection.execute(raw_sql(AssertSqlSafe(inserted(table).replace("public.", "")))).await.unwrap();
    }
    connection.close().await.unwrap();
    path.to_owned()
}

fn copied(table: &Table) -> String {
    let columns: Vec<_> = table.2.iter().map(|column| format!("\"{column}\"")).collect();
    let mut block = format!("--\n-- Data\n--\n\nCOPY public.\"{}\" ({}) FROM stdin;\n", name(table), columns.join(", "));
    for row in &table.3 {
        let cells: Vec<_> = row.iter().map(|cell| cell.replace('\\', "\\\\").replace('\t', "\\t").replace('∅', "\\N")).collect();
        let _ = writeln!(block, "{}", cells.join("\t"));
    }
    block + "\\.\n\n"
}

fn inserted(table: &Table) -> String {
    let columns: Vec<_> = table.2.iter().map(|column| format!("\"{column}\"")).collect();
    let quoted = |cell: &&str| if *cell == "∅" { "NULL".to_owned() } else { format!("'{}'", cell.replace('\'', "''")) };
    let row = |row: &Vec<&str>| format!("({})", row.iter().map(quoted).collect::<Vec<_>>().join(", "));
    let rows: Vec<_> = table.3.iter().map(row).collect();
    format!("INSERT INTO public.\"{}\" ({}) VALUES {};\n", name(table), columns.join(", "), rows.join(",\n"))
}

fn csv(table: &Table) -> String {
    let cell = |cell: &&str| if *cell == "∅" { String::new() } else { format!("\"{}\"", cell.replace('"', "\"\"")) };
    let line = |cells: &[&str]| cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\n";
    line(table.2) + &table.3.iter().map(|row| line(row)).collect::<String>()
}

/// As Django writes them: keys apart, and others' keys under the name of the relation.
fn dumped(table: &Table) -> Vec<Value> {
    let Table(app, model, columns, rows) = table;
    let row = |row: &Vec<&str>| {
        let told = columns.iter().zip(row).filter(|(column, _)| **column != "id");
        let value = |cell: &str| if cell == "∅" { Value::Null } else { json!(cell) };
        let fields: Map<_, _> = told.map(|(column, cell)| (column.trim_end_matches("_id").to_owned(), value(cell))).collect();
        let label = if app.is_empty() { format!("six.{model}") } else { format!("{app}.{model}") };
        json!({ "model": label, "pk": row[0], "fields": fields })
    };
    rows.iter().map(row).collect()
}
