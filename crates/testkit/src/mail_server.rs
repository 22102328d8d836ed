//! A mail server just large enough: it keeps what it takes, and answers the next recipients as told.

use std::collections::VecDeque;
use std::sync::Arc;

use parking_lot::Mutex;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

pub struct MailServer {
    port: u16,
    kept: Arc<Kept>,
    task: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Default)]
struct Kept {
    mails: Mutex<Vec<Mail>>,
    answers: Mutex<VecDeque<String>>,
}

#[derive(Clone, Debug, Default)]
pub struct Mail {
    pub to: Vec<String>,
    pub text: String,
}

impl Mail {
    /// A header's value, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.text.split("\r\n\r\n").next()?.replace("\r\n ", " ").replace("\r\n\t", " ");
        let prefix = format!("{}:", name.to_lowercase());
        let line = head.split("\r\n").find(|line| line.to_lowercase().starts_with(&prefix))?;
        Some(line[prefix.len()..].trim().to_owned())
    }
}

impl MailServer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let kept = Arc::new(Kept::default());
        let shared = kept.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, shared.clone()));
            }
        });
        Self { port, kept, task: Mutex::new(Some(task)) }
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// What is said to the next `RCPT TO`.
    pub fn answer_next(&self, reply: &str) {
        self.kept.answers.lock().push_back(reply.to_owned());
    }

    pub fn mails(&self) -> Vec<Mail> {
        self.kept.mails.lock().clone()
    }

    /// Nobody answers at the port any more.
    pub async fn stop(&self) {
        let task = self.task.lock().take();
        if let Some(task) = task {
            task.abort();
            let _ = task.await;
        }
    }
}

async fn serve(stream: TcpStream, kept: Arc<Kept>) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut mail = Mail::default();
    let mut reply = "220 small ESMTP".to_owned();
    loop {
        if write.write_all(format!("{reply}\r\n").as_bytes()).await.is_err() {
            return;
        }
        let Ok(Some(line)) = lines.next_line().await else { return };
        let verb = line.get(..4).unwrap_or_default().to_uppercase();
        match verb.as_str() {
            "EHLO" | "HELO" => "250 small".clone_into(&mut reply),
            "RCPT" => {
                let told = kept.answers.lock().pop_front();
                if told.is_none() {
                    mail.to.push(line.split_once(':').unwrap().1.trim().to_owned());
                }
                reply = told.unwrap_or_else(|| "250 ok".into());
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.unwrap();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    mail.text += &format!("{line}\r\n");
                }
                kept.mails.lock().push(std::mem::take(&mut mail));
                "250 taken".clone_into(&mut reply);
            }
            "RSET" => {
                mail = Mail::default();
                "250 ok".clone_into(&mut reply);
            }
            "QUIT" => return,
            _ => "250 ok".clone_into(&mut reply),
        }
    }
}
