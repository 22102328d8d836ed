//! What rows of the three systems mean here. Source: /docs/decisions/0112 and the models that their documents list.

mod accounts;
mod customers;
mod entry;
mod invoices;
mod orders;
mod products;
mod vehicles;

use std::collections::{BTreeMap, HashMap};

use kernel::SiteId;

use crate::source::{Record, Tables};

pub use entry::{Entry, Read, Worth};

/// Which of the replaced systems it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// The workshop manager.
    Manager,
    /// The garage back office.
    Office,
    /// The six services.
    Services,
}

impl System {
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Manager, Self::Office, Self::Services].into_iter().find(|system| system.code() == text)
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Office => "office",
            Self::Services => "services",
        }
    }

    /// By what only one of them has.
    pub fn of(tables: &Tables) -> Option<Self> {
        let has = |model| tables.known.contains_key(&model);
        let says = |model, columns: &[&str]| tables.rows(model).iter().any(|row| row.get(columns).is_some());
        if has(Model::Request) || has(Model::Usage) || has(Model::Stock) || says(Model::Vehicle, &["licenseplate"]) && has(Model::Product) {
            return Some(Self::Manager);
        }
        if has(Model::Item) || has(Model::User) || has(Model::Service) {
            return Some(Self::Office);
        }
        if has(Model::Schedule) || says(Model::Vehicle, &["registrationnumber"]) {
            return Some(Self::Services);
        }
        if says(Model::Vehicle, &["licenseplate"]) {
            return Some(Self::Manager);
        }
        let of_customers = [(&["userid", "user"][..], Self::Office), (&["cin", "name"], Self::Services), (&["firstname"], Self::Manager)];
        of_customers.into_iter().find(|(columns, _)| says(Model::Customer, columns)).map(|(_, system)| system)
    }

    /// The reference that a customer gets here. A customer of the six services is known by the identity card.
    pub fn reference(self, key: &str) -> String {
        match self {
            Self::Manager => format!("WM-{key}"),
            Self::Office => format!("GO-{key}"),
            Self::Services => key.to_owned(),
        }
    }
}

/// A kind of row that ECAR takes something of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Model {
    Site,
    User,
    Customer,
    Vehicle,
    Product,
    Stock,
    Category,
    ServiceType,
    Request,
    Service,
    Schedule,
    Usage,
    Item,
    Invoice,
}

/// Names of tables without underscores, and columns of which one at least is there.
const MODELS: [(&[&str], Model, &[&str]); 15] = [
    (&["site", "sites"], Model::Site, &["name"]),
    (&["user", "users", "customuser"], Model::User, &["firstname", "username"]),
    (&["customer", "customers"], Model::Customer, &["phonenumber", "phone", "name", "firstname", "userid", "user"]),
    (&["vehicle", "vehicles", "car", "cars"], Model::Vehicle, &["licenseplate", "registrationnumber"]),
    (&["product", "products"], Model::Product, &["unitprice"]),
    (&["inventory", "inventories", "inventoryitem"], Model::Stock, &["quantityonhand"]),
    (&["servicecategory", "servicecategories"], Model::Category, &["name"]),
    (&["servicetype", "servicetypes"], Model::ServiceType, &["name"]),
    (&["servicerequest", "servicerequests"], Model::Request, &["status"]),
    (&["service", "services"], Model::Service, &["scheduleddate", "title"]),
    (&["schedule", "schedules"], Model::Schedule, &["vehicleid", "vehicle", "status"]),
    (&["productusage", "productusages"], Model::Usage, &["quantityused"]),
    (&["serviceitem", "serviceitems"], Model::Item, &["unitprice"]),
    (&["invoice", "invoices"], Model::Invoice, &["totalcost", "finalamount", "invoicenumber", "displaynumber"]),
    (&["appuser"], Model::User, &["firstname"]),
];

impl Model {
    /// `shop_servicerequest` with the columns of one, whatever the app before it is called.
    pub fn of(table: &str, columns: &[String]) -> Option<Self> {
        let name = table.to_ascii_lowercase();
        let parts: Vec<_> = name.split(['_', ' ', '-']).filter(|part| !part.is_empty()).collect();
        let names = (0..parts.len()).map(|begin| parts[begin..].concat());
        names.into_iter().find_map(|name| {
            let found = MODELS.iter().find(|(names, _, _)| names.contains(&name.as_str()));
            found.filter(|(_, _, told)| columns.iter().any(|column| told.contains(&column.as_str()))).map(|(_, model, _)| *model)
        })
    }
}

/// A site of ECAR.
#[derive(Clone, Debug)]
pub struct Site {
    pub id: SiteId,
    pub code: String,
    pub name: String,
}

/// Reads the rows of one system.
pub struct Reader<'a> {
    pub tables: &'a Tables,
    pub system: System,
    /// Of the currency here.
    pub decimals: u8,
}

impl<'a> Reader<'a> {
    /// Rows by their key.
    fn by_key(&self, model: Model) -> HashMap<&'a str, &'a Record> {
        self.tables.rows(model).iter().filter_map(|row| Some((row.key()?, row))).collect()
    }

    /// Rows by what they belong to.
    fn by_parent(&self, model: Model, columns: &[&str]) -> HashMap<&'a str, Vec<&'a Record>> {
        let mut found: HashMap<&str, Vec<&Record>> = HashMap::new();
        for row in self.tables.rows(model) {
            if let Some(parent) = row.get(columns) {
                found.entry(parent).or_default().push(row);
            }
        }
        found
    }

    /// The names of its sites.
    pub fn sites(&self) -> BTreeMap<&'a str, &'a str> {
        self.tables.rows(Model::Site).iter().filter_map(|row| Some((row.key()?, row.get(&["name"])?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_known_by_their_last_words_and_their_columns() {
        let of = |table, columns: &[&str]| Model::of(table, &columns.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(of("shop_servicerequest", &["id", "status"]), Some(Model::Request));
        assert_eq!(of("service_requests", &["id", "status"]), Some(Model::Request));
        assert_eq!(of("auth_user", &["id", "username"]), Some(Model::User));
        assert_eq!(of("Customer", &["id", "name"]), Some(Model::Customer));
        assert_eq!(of("core_inventory", &["quantityonhand"]), Some(Model::Stock));
        assert_eq!(of("services_service", &["title"]), Some(Model::Service));
        // A table between two others, and Django's own.
        assert_eq!(of("shop_promotion_products", &["id", "promotionid", "productid"]), None);
        assert_eq!(of("auth_user_groups", &["id", "userid"]), None);
        assert_eq!(of("django_session", &["sessionkey"]), None);
    }
}
