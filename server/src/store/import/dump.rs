//! The files of a dump: one per table, a JSON object per line.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use super::fields::Fields;

/// The longest line that is read, in bytes. The largest graph that is accepted fits.
const LONGEST: u64 = 64 * 1024 * 1024;

/// A table of a version-1 database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    Users,
    Seeds,
    Races,
    Participants,
    Casters,
    Invites,
    TrainingSessions,
}

/// All tables, each after those that its rows refer to.
pub(crate) const TABLES: [Table; 7] = [
    Table::Users,
    Table::Seeds,
    Table::Races,
    Table::Participants,
    Table::Casters,
    Table::Invites,
    Table::TrainingSessions,
];

impl Table {
    /// Its name in the database.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Users => "users",
            Self::Seeds => "seeds",
            Self::Races => "races",
            Self::Participants => "participants",
            Self::Casters => "casters",
            Self::Invites => "invites",
            Self::TrainingSessions => "training_sessions",
        }
    }

    fn file_name(self) -> String {
        format!("{}.jsonl", self.name())
    }
}

/// A dump that cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DumpError {
    /// None of the files is there.
    #[error("{0} holds no dump: there is no users.jsonl, nor a file of any other table")]
    Empty(PathBuf),
    /// A file or the folder cannot be read.
    #[error("cannot read {path}: {error}")]
    File {
        /// What was to be read.
        path: PathBuf,
        /// What went wrong.
        error: io::Error,
    },
    /// A line is no row, so the dump is not what a database has written: half of it may be lost.
    #[error("{place}: {why}; the dump is damaged, export it again")]
    Damaged {
        /// File and line.
        place: String,
        /// What is wrong with the line.
        why: String,
    },
}

fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> DumpError {
    let path = path.to_owned();
    move |error| DumpError::File { path, error }
}

/// Says which files are missing, and which will not be read.
///
/// # Errors
/// When the folder cannot be read, or holds none of the files.
pub(super) fn look(folder: &Path, say: &mut dyn FnMut(&str)) -> Result<(), DumpError> {
    let mut names = Vec::new();
    for entry in folder.read_dir().map_err(unreadable(folder))? {
        let entry = entry.map_err(unreadable(folder))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let wanted = TABLES.map(Table::file_name);
    if !wanted.iter().any(|name| names.contains(name)) {
        return Err(DumpError::Empty(folder.to_owned()));
    }
    for missing in wanted.iter().filter(|name| !names.contains(name)) {
        say(&format!(
            "{missing}: is missing; nothing of it is taken over"
        ));
    }
    let others = names.iter().filter(|name| !wanted.contains(name));
    for other in others.filter(|name| name.ends_with(".jsonl")) {
        say(&format!(
            "{other}: is no table of version 1 and is not read"
        ));
    }
    Ok(())
}

/// A file that is being read.
pub(super) struct Lines {
    table: Table,
    path: PathBuf,
    reader: BufReader<File>,
    number: u64,
}

impl Lines {
    /// Opens the file of a table; `None` when there is none.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub(super) fn open(folder: &Path, table: Table) -> Result<Option<Self>, DumpError> {
        let path = folder.join(table.file_name());
        match File::open(&path) {
            Ok(file) => Ok(Some(Self {
                table,
                path,
                reader: BufReader::new(file),
                number: 0,
            })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(&path)(error)),
        }
    }

    /// File and line of what was read last.
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.table.file_name(), self.number)
    }

    /// The next row; `None` at the end. Empty lines are passed over.
    ///
    /// # Errors
    /// When the file cannot be read, or the line is no row.
    pub(super) fn next_row(&mut self) -> Result<Option<Fields>, DumpError> {
        let mut line = Vec::new();
        loop {
            line.clear();
            let mut limited = self.reader.by_ref().take(LONGEST);
            let read = limited.read_until(b'\n', &mut line);
            if read.map_err(unreadable(&self.path))? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if line.last() != Some(&b'\n') && line.len() as u64 == LONGEST {
                return Err(self.damaged(format!("the line is longer than {LONGEST} bytes")));
            }
            if !line.trim_ascii().is_empty() {
                let row = parse(line.trim_ascii());
                return row.map(Some).map_err(|why| self.damaged(why));
            }
        }
    }

    fn damaged(&self, why: String) -> DumpError {
        let place = self.place();
        DumpError::Damaged { place, why }
    }
}

fn parse(line: &[u8]) -> Result<Fields, String> {
    let text = std::str::from_utf8(line).map_err(|_| "the line is not UTF-8 text".to_owned())?;
    Fields::parse(text).or_else(|error| {
        // `\copy` without options doubles every backslash, which breaks JSON with quotes in texts.
        match text.contains('\\') {
            true => Fields::parse(&undo_copy(text)).map_err(|_| error),
            false => Err(error),
        }
    })
}

/// Undoes what PostgreSQL's text format of COPY does to a value.
fn undo_copy(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some('n') => plain.push('\n'),
                Some('r') => plain.push('\r'),
                Some('t') => plain.push('\t'),
                Some(other) => plain.push(other),
                None => plain.push('\\'),
            },
            other => plain.push(other),
        }
    }
    plain
}
