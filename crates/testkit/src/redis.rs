//! [`Redis`]: a real one, for one test, that can be stopped, started and emptied in the middle.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use redis::Client;
use redis::aio::MultiplexedConnection;
use tempfile::TempDir;

/// A redis-server on a socket in a folder of its own; gone when dropped.
pub struct Redis {
    folder: TempDir,
    server: Option<Child>,
}

/// Far longer than it takes.
const PATIENCE: Duration = Duration::from_secs(10);

impl Redis {
    pub async fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("praxis-redis-").tempdir().expect("a folder");
        let mut redis = Self { folder, server: None };
        redis.start_again().await;
        redis
    }

    /// As `REDIS_URL` has it.
    pub fn url(&self) -> String {
        format!("unix://{}", self.socket().display())
    }

    fn socket(&self) -> Box<Path> {
        self.folder.path().join("redis.sock").into()
    }

    /// Returns once it answers.
    pub async fn start_again(&mut self) {
        let mut command = Command::new("redis-server");
        command.args(["--port", "0", "--save", "", "--appendonly", "no", "--dir"]).arg(self.folder.path());
        command.arg("--unixsocket").arg(&*self.socket()).stdout(Stdio::null()).stdin(Stdio::null());
        self.server = Some(command.spawn().expect("redis-server can be run"));
        let answers = async {
            let mut pulse = tokio::time::interval(Duration::from_millis(5));
            while self.try_line().await.is_none() {
                pulse.tick().await;
            }
        };
        tokio::time::timeout(PATIENCE, answers).await.expect("a Redis that answers");
    }

    /// Killed, with everything it knew.
    pub fn stop(&mut self) {
        if let Some(mut server) = self.server.take() {
            server.kill().expect("it can be killed");
            server.wait().expect("an end");
        }
    }

    /// Makes it hang, and go on.
    pub fn hold(&mut self, held: bool) {
        let signal = if held { "-STOP" } else { "-CONT" };
        let id = self.server.as_ref().expect("a Redis that runs").id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().expect("kill can be run").success());
    }

    /// Forgets everything, scripts included.
    pub async fn flush(&self) {
        self.ask(&["flushall"]).await;
        self.ask(&["script", "flush"]).await;
    }

    /// The names and values of all that it holds.
    pub async fn holds(&self) -> Vec<String> {
        let mut line = self.try_line().await.expect("a Redis that answers");
        let keys: Vec<String> = redis::cmd("keys").arg("*").query_async(&mut line).await.expect("a list of keys");
        let mut held = Vec::new();
        for key in keys {
            let value: String = redis::cmd("get").arg(&key).query_async(&mut line).await.expect("a value");
            held.push(format!("{key} = {value}"));
        }
        held
    }

    async fn ask(&self, words: &[&str]) {
        let mut line = self.try_line().await.expect("a Redis that answers");
        let mut command = redis::cmd(words[0]);
        command.arg(&words[1..]);
        command.exec_async(&mut line).await.expect("an answer");
    }

    async fn try_line(&self) -> Option<MultiplexedConnection> {
        let client = Client::open(self.url()).expect("a URL of Redis");
        client.get_multiplexed_async_connection().await.ok()
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.stop();
    }
}
