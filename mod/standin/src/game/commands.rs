//! Commands that play the stand-in: one per line, one answer per line.
//!
//! An answer is `ok`, perhaps with a value, or `error` with a reason.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::str::{FromStr, SplitWhitespace};
use std::sync::atomic::Ordering;
use std::thread;

use super::world::World;
use super::{FRAMES, OPEN, QUIT, functions, screen, threads, world};

/// Serves everybody who connects.
pub(super) fn listen(listener: &TcpListener) {
    for stream in listener.incoming().flatten() {
        thread::spawn(move || serve(stream));
    }
}

fn serve(stream: TcpStream) {
    let Ok(mut answers) = stream.try_clone() else {
        return;
    };
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        let answer = match run(&line) {
            Some(value) => format!("ok {value}"),
            None => format!("error: cannot do {line:?}"),
        };
        if writeln!(answers, "{}", answer.trim_end()).is_err() {
            return;
        }
    }
}

fn next<T: FromStr>(words: &mut SplitWhitespace<'_>) -> Option<T> {
    words.next()?.parse().ok()
}

fn switch(words: &mut SplitWhitespace<'_>) -> Option<bool> {
    match words.next()? {
        "on" => Some(true),
        "off" => Some(false),
        _ => None,
    }
}

/// Runs a command; what it answers, or none when it is no command or cannot be done.
fn run(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let command = words.next()?;
    match command {
        "frames" => return Some(FRAMES.load(Ordering::SeqCst).to_string()),
        "drawing" => return Some(screen::spent()),
        "threads" => return Some(threads::spent()),
        "items" => return Some(format!("{:?}", *functions::given())),
        "open" => {
            OPEN.store(true, Ordering::SeqCst);
            return Some(String::new());
        }
        "quit" => {
            OPEN.store(true, Ordering::SeqCst);
            QUIT.store(true, Ordering::SeqCst);
            return Some(String::new());
        }
        "grace" => {
            let grace = next(&mut words)?;
            let (script, proxy) = world().as_ref()?.travel_objects();
            functions::travel_to(script, proxy, grace);
            return Some(String::new());
        }
        _ => {}
    }
    change(world().as_mut()?, command, &mut words)
}

/// Changes the world.
fn change(world: &mut World, command: &str, words: &mut SplitWhitespace<'_>) -> Option<String> {
    let done = Some(String::new());
    match command {
        "igt" => world.set_igt(next(words)?),
        "tick" => world.ticks = switch(words)?,
        "deaths" => world.set_deaths(next(words)?),
        "slot" => world.set_save_slot(next(words)?),
        "loading" => world.set_loading(switch(words)?),
        "quitout" => world.quit_out(),
        "flag" => {
            let flag = next(words)?;
            let on = match words.next()? {
                "?" => {
                    return world
                        .flags
                        .is_set(flag)
                        .map(|set| u8::from(set).to_string());
                }
                word => word == "on",
            };
            return world.flags.set(flag, on).then(String::new);
        }
        "map" => {
            let mut map = [0; 4];
            for part in &mut map {
                *part = next(words)?;
            }
            let position = [next(words)?, next(words)?, next(words)?];
            world.set_place(position, map, next(words)?);
        }
        "null" | "back" => {
            return world
                .set_present(words.next()?, command == "back")
                .then(String::new);
        }
        "page" => {
            let category = next(words)?;
            return match words.next()? {
                "move" => world.flags.move_page(category),
                "kind" => world.flags.set_kind(category, next(words)?),
                _ => return None,
            }
            .then(String::new);
        }
        _ => return None,
    }
    done
}
