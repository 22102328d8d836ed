//! Everything that is told (PRODUCT.md, row Z7), each way, whatever happens on it: in the customer's language, and once.

use chrono::TimeDelta;
use contracts::billing::InvoiceId;
use contracts::customers::Channel;
use contracts::scheduling::AppointmentConfirmed;
use contracts::workshop::{WorkOrderId, WorkStatus};
use kernel::db;
use serde_json::{Value, json};
use testkit::{MailServer, Mood, PushService, SmsProvider};
use uuid::Uuid;

use crate::garage::Garage;
use crate::texts::{PHONE, plain, twilio};
use crate::wanted::turn;
use crate::whatsapp::writes;

const LANGUAGES: [&str; 3] = ["fr", "ar", "en"];

/// Something that happens, with how a short message and a mail of it are known in each language.
struct Occasion {
    event: &'static str,
    short: [&'static str; 3],
    subject: [&'static str; 3],
}

const OCCASIONS: [Occasion; 6] = [
    Occasion {
        event: "appointment_confirmed",
        short: ["rendez-vous le", "موعدك", "your appointment"],
        subject: ["Rendez-vous confirmé", "تأكيد الموعد", "Appointment confirmed"],
    },
    Occasion {
        event: "status_changed",
        short: ["Fin prévue", "الجاهزية", "Ready: "],
        subject: ["Des nouvelles", "أخبار سيارتك", "News of"],
    },
    Occasion {
        event: "ready_for_pickup",
        short: ["travaux sont terminés", "جاهزة", "is ready"],
        subject: ["est prêt", "جاهزة", "is ready"],
    },
    Occasion {
        event: "invoice_issued",
        short: ["facture F-LAC", "الفاتورة", "invoice F-LAC"],
        subject: ["Votre facture", "فاتورتك", "Your invoice"],
    },
    Occasion { event: "service_due", short: ["vers le", "حوالي", "around"], subject: ["à prévoir", "موعد قريب", "due by"] },
    Occasion { event: "promotion", short: ["pneus d'hiver", "إطارات", "winter tyres"], subject: ["Une offre", "عرض", "An offer"] },
];

#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Mail,
    /// Text messages through Twilio, and through a web address.
    Twilio,
    Address,
    Whatsapp,
    Push,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Trouble {
    None,
    /// The first call is answered so, and nothing is taken.
    Answers(u16),
    /// What was called takes it, and says nothing.
    SaysNothing,
    /// The program dies between sending and writing it down.
    Killed,
}

/// A garage, whatever messages leave by, and the customer whom they reach that way alone.
struct Scene {
    garage: Garage,
    way: Way,
    mails: MailServer,
    provider: SmsProvider,
    browser: PushService,
    told: Vec<Uuid>,
    /// What happens again happens to the same.
    order: WorkOrderId,
    invoice: InvoiceId,
    campaign: String,
}

/// Offers to all who agree to them, by the channel.
async fn campaign(garage: &Garage, channel: &str) -> String {
    let text = |language, subject, body| json!({"language": language, "subject": subject, "body": body, "short": body});
    let texts = [
        text("fr", "Une offre", "{garage} : pneus d'hiver à 20 %"),
        text("ar", "عرض", "{garage}: إطارات الشتاء"),
        text("en", "An offer", "{garage}: winter tyres"),
    ];
    let campaign = json!({
        "name": "Pneus", "segment": { "kind": "all" }, "texts": texts, "channels": [channel], "holdout": 0, "by_hand": true,
    });
    let owner = garage.kit.owner();
    let made = owner.post("/campaigns", json!({ "site_id": garage.kit.site, "campaign": campaign })).await.expect(201).json();
    let id = made["id"].as_str().unwrap().to_owned();
    owner.post(&format!("/campaigns/{id}/start"), json!({})).await.expect(200);
    id
}

impl Scene {
    async fn set(way: Way, language: &str) -> Self {
        let (mails, provider) = (MailServer::start().await, SmsProvider::start(testkit::morning()).await);
        let garage = Garage::start_with(Some(&mails), Some(&provider)).await;
        let browser = PushService::start().await;
        garage.set_language(language);
        if way != Way::Mail {
            garage.set_email(None);
            garage.set_phone(Some(PHONE));
        }
        let (owner, site) = (garage.kit.owner(), garage.kit.site);
        match way {
            Way::Mail => {}
            Way::Twilio | Way::Address => {
                let gateway = if way == Way::Twilio { twilio() } else { plain(&provider) };
                owner.put(&format!("/sms-gateways/{site}"), gateway).await.expect(200);
            }
            Way::Whatsapp => {
                owner.put(&format!("/whatsapp-gateways/{site}"), meta()).await.expect(200);
                // Who wrote within a day is written to freely, in words of their language.
                assert_eq!(writes(&garage, "wamid.in", "Bonjour").await, 204);
            }
            Way::Push => {
                let path = "/public/push/appointments/secret-of-the-visit";
                garage.kit.anonymous().post(path, browser.subscription("telephone")).await.expect(204);
            }
        }
        let body = json!({ "enabled": true, "hour": 18, "days": [30, 7, 0], "kinds": ["service"] });
        owner.put(&format!("/reminder-settings/{site}"), body).await.expect(200);
        let on = testkit::morning().date_naive() + chrono::Days::new(20);
        garage.yard.park(Some(site), garage.customer_id(), on);
        let (channel, by) = match way {
            Way::Mail | Way::Push => ("email", Channel::Email),
            Way::Twilio | Way::Address => ("sms", Channel::Sms),
            Way::Whatsapp => ("whatsapp", Channel::Whatsapp),
        };
        garage.yard.visits.lock().insert(garage.customer_id(), testkit::morning() - TimeDelta::days(400));
        garage.agree(by, true);
        let campaign = campaign(&garage, channel).await;
        garage.kit.settle().await;
        let (told, order, invoice) = (vec![], WorkOrderId::new(), InvoiceId::new());
        Self { garage, way, mails, provider, browser, told, order, invoice, campaign }
    }

    /// It happens; again, it is the same that happens.
    async fn happen(&self, event: &str) {
        let garage = &self.garage;
        match event {
            "appointment_confirmed" => {
                let mut notice = garage.appointment("2026-11-24T09:00:00Z");
                notice.customer_id = Some(garage.customer_id());
                garage.of_appointment(&AppointmentConfirmed(notice)).await;
            }
            "status_changed" => turn(garage, self.order, Some(WorkStatus::WaitingForParts), Some(30), false).await,
            "ready_for_pickup" => garage.completed(self.order).await,
            "invoice_issued" => garage.issued(self.invoice).await,
            "promotion" => {
                garage.kit.owner().post(&format!("/campaigns/{}/runs", self.campaign), json!({})).await.expect(200);
            }
            _ => {
                let path = format!("/reminder-runs/{}", garage.kit.site);
                garage.kit.owner().post(&path, json!({})).await.expect(200);
            }
        }
    }

    fn trouble(&self, trouble: Trouble) {
        match (self.way, trouble) {
            (_, Trouble::None | Trouble::Killed) => {}
            (Way::Mail, Trouble::Answers(_)) => self.mails.answer_next("451 Try again later"),
            (Way::Push, Trouble::Answers(status)) => self.browser.answer(&[status]),
            (_, Trouble::Answers(status)) => self.provider.next(Mood::Says(status)),
            (_, Trouble::SaysNothing) => self.provider.next(Mood::LosesAnswer),
        }
    }

    /// Whatever was tried in vain is tried again.
    async fn go_on(&self) {
        for _ in 0..5 {
            self.garage.kit.settle().await;
            self.garage.kit.clock.advance(TimeDelta::minutes(3));
            self.provider.set_now(self.garage.kit.context.clock.now());
        }
        self.garage.kit.settle().await;
    }

    /// It was sent, and nobody wrote it down.
    async fn kill(&self) {
        let tx = self.garage.kit.db().begin().await.unwrap();
        let unsent = "update notifications_messages set state = 'queued', sent_at = null, lease_until = next_at where state = 'sent'";
        let open = "update notifications_tries set ended_at = null, outcome = null, reference = null where channel in ('sms', 'whatsapp')";
        for sql in [unsent, open] {
            db::execute(&*tx, sql, []).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    async fn only_message(&self, event: &str) -> Value {
        let all = self.garage.kit.advisor().get(&format!("/messages?event={event}")).await.expect(200).json();
        assert_eq!(all["items"].as_array().unwrap().len(), 1, "{event}: {all}");
        all["items"][0].clone()
    }

    /// How often it reached the customer; a browser shows what has the same tag once, a mailbox what has the same Message-ID.
    fn arrived(&mut self, message: &Value, mark: &str) -> usize {
        let id = message["id"].as_str().unwrap();
        self.told.extend(self.browser.take().iter().filter_map(|told| told.notice["tag"].as_str()?.parse::<Uuid>().ok()));
        match self.way {
            Way::Mail => usize::from(self.mails.mails().iter().any(|mail| mail.header("message-id").unwrap().contains(id))),
            Way::Push => usize::from(self.told.iter().any(|tag| tag.to_string() == id)),
            _ => self.provider.texts().iter().filter(|text| text.body.contains(mark)).count(),
        }
    }
}

fn meta() -> Value {
    let (phone, key, secret) = SmsProvider::meta();
    json!({"enabled": true, "provider": "meta", "account": phone, "key": key, "signing_key": secret, "per_minute": 60, "forms": []})
}

/// Everything happens once and again, with the same trouble each time.
async fn each_once(way: Way, trouble: Trouble, language: usize) {
    let mut scene = Scene::set(way, LANGUAGES[language]).await;
    // What a browser is told is about their visits: offers never go that way.
    for occasion in OCCASIONS.iter().filter(|occasion| way != Way::Push || occasion.event != "promotion") {
        let (event, case) = (occasion.event, format!("{} {way:?} {trouble:?} {}", occasion.event, LANGUAGES[language]));
        scene.trouble(trouble);
        scene.happen(event).await;
        scene.go_on().await;
        if trouble == Trouble::Killed {
            scene.kill().await;
            scene.go_on().await;
        }
        // An appointment that is confirmed anew is news.
        if event != "appointment_confirmed" {
            scene.happen(event).await;
            scene.go_on().await;
        }
        let message = scene.only_message(event).await;
        assert_eq!(message["language"], LANGUAGES[language], "{case}");
        // A gateway that cannot be asked leaves it open; a person decides.
        let lost = matches!(trouble, Trouble::SaysNothing | Trouble::Killed) && matches!(way, Way::Address | Way::Whatsapp);
        assert_eq!(message["state"], if lost { "unknown" } else { "sent" }, "{case}: {message}");
        let (known_by, mark) = match way {
            Way::Mail => (&message["subject"], occasion.subject[language]),
            _ => (&message["body"], occasion.short[language]),
        };
        assert!(known_by.as_str().unwrap().contains(mark), "{case}: {message}");
        assert_eq!(scene.arrived(&message, mark), 1, "{case}");
    }
}

#[tokio::test]
async fn each_way_tells_everything_in_each_language() {
    for way in [Way::Mail, Way::Twilio, Way::Address, Way::Whatsapp, Way::Push] {
        for language in 0..LANGUAGES.len() {
            each_once(way, Trouble::None, language).await;
        }
    }
}

#[tokio::test]
async fn what_is_not_taken_today_is_sent_again_and_arrives_once() {
    for (way, status) in [(Way::Mail, 451), (Way::Twilio, 500), (Way::Address, 500), (Way::Whatsapp, 500), (Way::Push, 500)] {
        each_once(way, Trouble::Answers(status), 0).await;
    }
    for way in [Way::Twilio, Way::Address, Way::Whatsapp, Way::Push] {
        each_once(way, Trouble::Answers(429), 2).await;
    }
}

#[tokio::test]
async fn what_was_taken_in_silence_is_not_sent_again() {
    for way in [Way::Twilio, Way::Address, Way::Whatsapp] {
        each_once(way, Trouble::SaysNothing, 1).await;
    }
}

#[tokio::test]
async fn who_dies_between_sending_and_writing_it_down_tells_it_once() {
    for way in [Way::Mail, Way::Twilio, Way::Address, Way::Whatsapp, Way::Push] {
        each_once(way, Trouble::Killed, 0).await;
    }
}

#[tokio::test]
async fn who_is_given_work_is_told_by_mail_and_on_their_telephone() {
    let scene = Scene::set(Way::Push, "fr").await;
    let technician = scene.garage.kit.technician();
    technician.post("/push/devices", scene.browser.subscription("pocket")).await.expect(200);
    scene.mails.answer_next("451 Try again later");
    scene.browser.answer(&[503]);
    for _ in 0..2 {
        scene.garage.assigned(scene.order, Some(scene.garage.kit.people.technician)).await;
    }
    scene.go_on().await;
    let titles: Vec<_> = scene.browser.take().iter().map(|told| told.notice["title"].clone()).collect();
    let mails = scene.mails.mails();
    assert_eq!((titles.len(), &titles[0]), (2, &json!("Un travail vous est confié")), "each time is one occasion");
    assert!(mails.iter().all(|mail| mail.to == ["<amine@garage.example>"]), "{mails:?}");
    assert_eq!(mails.len(), 2);
}
