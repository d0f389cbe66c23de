//! Running other programs, with errors that are sentences.

use crate::tools::Toolbox;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// A chore either works or fails with a sentence.
pub type Outcome<T = ()> = Result<T, String>;

/// A program about to run at the project's root.
pub struct Program {
    command: Command,
    shown: String,
}

/// Prepares a program that finds the toolbox's tools before the machine's own.
pub fn command(toolbox: &Toolbox, program: &str) -> Program {
    let mut command = Command::new(program);
    command.current_dir(crate::root()).stdin(Stdio::null());
    // `cargo run` describes xtask to it in these variables. Passed on, they
    // would make a nested cargo believe that its surroundings have changed.
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        let of_package = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"];
        if of_package.iter().any(|start| name_text.starts_with(start)) {
            command.env_remove(&name);
        }
    }
    // trunk takes NO_COLOR=1 for a malformed option and refuses to start.
    command.env_remove("NO_COLOR");
    toolbox.apply(&mut command);
    Program { command, shown: program.to_string() }
}

impl Program {
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.shown.push(' ');
        self.shown.push_str(&argument.as_ref().to_string_lossy());
        self.command.arg(argument);
        self
    }

    pub fn args(self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        arguments.into_iter().fold(self, Program::arg)
    }

    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Runs to the end; its words go straight to the terminal.
    pub fn run(mut self) -> Outcome {
        match self.command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(_) => Err(format!("`{}` failed", self.shown)),
            Err(error) => Err(self.not_started(&error)),
        }
    }

    /// Runs to the end, silently, and hands back what it printed.
    pub fn output(mut self) -> Outcome<String> {
        let output = match self.command.output() {
            Ok(output) => output,
            Err(error) => return Err(self.not_started(&error)),
        };
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(format!("`{}` failed: {}", self.shown, String::from_utf8_lossy(&output.stderr).trim()))
        }
    }

    /// Runs to the end, shows each line as it comes and lets `read` see it too.
    /// Answers whether the program was content.
    pub fn watch(mut self, mut read: impl FnMut(&str)) -> Outcome<bool> {
        self.command.stdout(Stdio::piped());
        let mut child = match self.command.spawn() {
            Ok(child) => child,
            Err(error) => return Err(self.not_started(&error)),
        };
        if let Some(stdout) = child.stdout.take() {
            let mut stdout = BufReader::new(stdout);
            let mut line = Vec::new();
            while stdout.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
                let text = String::from_utf8_lossy(&line);
                print!("{text}");
                // A closed terminal must not hide the verdict of the tests.
                let _ = std::io::stdout().flush();
                read(text.trim());
                line.clear();
            }
        }
        let status = child.wait().map_err(|error| format!("`{}` was lost: {error}", self.shown))?;
        Ok(status.success())
    }

    fn not_started(&self, error: &std::io::Error) -> String {
        format!("`{}` could not be started: {error}", self.shown)
    }
}
