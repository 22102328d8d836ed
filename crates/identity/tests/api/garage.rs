//! A garage with people who sign in.

use std::sync::Arc;

use chrono::TimeDelta;
use contracts::identity::{AccountLinkRequested, Languages, Numbering, OpenWork, OpeningHours, Role, SiteCard};
use identity::{NewUser, Settings, Vault};
use kernel::outbox::Event;
use kernel::{Amount, BasisPoints, SiteId, db};
use serde_json::{Value, json};
use testkit::{Client, Kit, Reply};
use uuid::Uuid;

pub const PASSWORD: &str = "huit voitures bleues";

/// The key that these tests seal with.
pub const SECRET_KEY: &str = "bq7m8lfXyCk2nMmG+0y4rJcVxg5bQZkT1sWv9HdEo3A=";

pub fn vault() -> Vault {
    Vault::from_text(SECRET_KEY).unwrap()
}

pub struct Garage {
    pub kit: Kit,
    pub lac: SiteId,
    pub sfax: SiteId,
}

pub fn card(code: &str) -> SiteCard {
    SiteCard {
        id: SiteId::new(),
        code: code.into(),
        name: format!("Garage {code}"),
        legal_name: format!("Garage {code} SARL"),
        address: "Rue du Lac Léman\n1053 Tunis".into(),
        phone: "+21671123456".into(),
        email: "contact@garage.example".into(),
        tax_id: "0736202XAM000".into(),
        country: "TN".into(),
        currency: "TND".into(),
        vat_rate: BasisPoints(1900),
        stamp_duty: Amount(1000),
        labour_rate: Amount(60_000),
        time_zone: "Africa/Tunis".into(),
        payment_terms_days: 30,
        bank_account: "07040005810111129653".into(),
        numbering: Numbering::default(),
        languages: Languages::default(),
        hours: OpeningHours::default(),
        closed_at: None,
    }
}

pub fn person(email: &str, name: &str, roles: Vec<(SiteId, Role)>) -> NewUser {
    NewUser {
        email: Some(email.into()),
        name: name.into(),
        password: PASSWORD.into(),
        user_name: None,
        language: "fr".into(),
        everywhere: None,
        roles,
    }
}

/// Two sites; Hela owns the first and advises at the second, Amine is technician at the first, Omar owns the second.
pub async fn garage() -> Garage {
    garage_with(Settings::default()).await
}

pub async fn garage_with(settings: Settings) -> Garage {
    garage_working(settings, vec![]).await
}

/// With modules that keep work at the sites.
pub async fn garage_working(settings: Settings, work: Vec<Arc<dyn OpenWork>>) -> Garage {
    let kit = Kit::start(
        |context, people| async move {
            let vault = vault();
            identity::start(&context, &vault).await.unwrap();
            people.believe(identity::authenticator(&context, &vault));
            vec![identity::module(context, vault, settings, work)]
        },
        &[kernel::schema::migrate::<identity::Migrator>],
    )
    .await;
    let lac = identity::create_site(&kit.context, card("LAC")).await.unwrap();
    let sfax = identity::create_site(&kit.context, card("SFX")).await.unwrap();
    for user in [
        person("Hela@Garage.example", "Hela", vec![(lac, Role::Owner), (sfax, Role::Advisor)]),
        person("amine@garage.example", "Amine", vec![(lac, Role::Technician)]),
        person("omar@garage.example", "Omar", vec![(sfax, Role::Owner)]),
    ] {
        identity::create_user(&kit.context, user).await.unwrap();
    }
    Garage { kit, lac, sfax }
}

impl Garage {
    pub async fn login(&self, email: &str) -> Reply {
        let body = json!({ "email": email, "password": PASSWORD, "refresh": "body" });
        self.kit.anonymous().post("/auth/login", body).await.expect(200)
    }

    pub async fn signed_in(&self, email: &str) -> Client {
        self.kit.bearer(self.login(email).await.string("access_token"))
    }

    pub async fn refresh(&self, token: &str) -> Reply {
        self.kit.anonymous().post("/auth/refresh", json!({ "refresh_token": token })).await
    }

    pub async fn outcomes(&self) -> Vec<String> {
        #[derive(sea_orm::FromQueryResult)]
        struct Row {
            outcome: String,
        }
        let sql = "select outcome from identity_sign_ins order by id";
        let rows: Vec<Row> = db::all(self.kit.db().reader(), sql, []).await.unwrap();
        rows.into_iter().map(|row| row.outcome).collect()
    }

    /// What entries of the audit trail say that was changed by an action.
    pub async fn audited(&self, action: &str) -> Vec<String> {
        #[derive(sea_orm::FromQueryResult)]
        struct Row {
            changes: String,
        }
        let sql = "select changes from identity_audit where action = $1 order by id";
        let rows: Vec<Row> = db::all(self.kit.db().reader(), sql, [action.into()]).await.unwrap();
        rows.into_iter().map(|row| row.changes).collect()
    }

    /// The id of a person.
    pub async fn id(&self, email: &str) -> Uuid {
        #[derive(sea_orm::FromQueryResult)]
        struct Row {
            id: Uuid,
        }
        let row: Option<Row> =
            db::one(self.kit.db().reader(), "select id from identity_users where email = $1", [email.into()]).await.unwrap();
        row.unwrap().id
    }

    /// The events of a kind so far.
    pub async fn events<E: Event>(&self) -> Vec<E> {
        #[derive(sea_orm::FromQueryResult)]
        struct Row {
            payload: String,
        }
        let sql = "select payload from identity_outbox where kind = $1 order by id";
        let rows: Vec<Row> = db::all(self.kit.db().reader(), sql, [E::KIND.into()]).await.unwrap();
        rows.iter().map(|row| serde_json::from_str(&row.payload).unwrap()).collect()
    }

    /// The token of the link that the message about the last request carries, as the sender of messages asks for it.
    pub async fn mailed_token(&self) -> Option<String> {
        let request = self.events::<AccountLinkRequested>().await.pop().unwrap();
        let links = identity::account_links(&self.kit.context, "https://garage.example");
        links.issue(request.request_id).await.unwrap().map(|link| token_of(&link))
    }

    /// Long enough for whatever ended or changed to count.
    pub fn five_seconds(&self) {
        self.kit.clock.advance(TimeDelta::seconds(5));
    }
}

/// What stands behind the `#` of a link.
pub fn token_of(link: &str) -> String {
    link.split_once('#').unwrap().1.to_owned()
}

/// One cookie of an answer, as a browser sends it back.
pub fn cookie(reply: &Reply, name: &str) -> Option<String> {
    let mut set = reply.headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap().split(';').next().unwrap().to_owned());
    set.rfind(|pair| pair.split_once('=').unwrap().0.ends_with(name))
}

pub fn items(reply: &Reply) -> Vec<Value> {
    reply.json()["items"].as_array().unwrap().clone()
}
