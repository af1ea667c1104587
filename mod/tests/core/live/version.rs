//! Versions of the game.

use speedfog_race_mod::game::live::{Executable, Unsupported, VERSIONS, Version, supported};

#[test]
fn only_known_versions_of_the_game_are_read() {
    let program = |name: &str, language, version| Executable::new(name, language, version);
    let name = |program: &Executable| supported(program).map(|row| row.name);
    let game = "ELDEN RING\u{2122}";
    assert_eq!(name(&program(game, 0x409, [2, 6, 2, 0])), Ok("1.16.2"));
    assert_eq!(name(&program(game, 0x809, [2, 6, 1, 0])), Ok("1.16.1"));
    assert_eq!(name(&program(game, 0x411, [2, 6, 2, 1])), Ok("1.16.2"));
    for (language, version) in [
        (0x409, [2, 7, 0, 0]),
        (0x409, [2, 6, 2, 1]),
        (0x411, [2, 6, 2, 0]),
        (0x407, [2, 6, 2, 0]),
    ] {
        let other = program(game, language, version);
        let error = supported(&other).expect_err("there is no row");
        assert_eq!(error, Unsupported::Version(other));
    }
    let newer = supported(&program(game, 0x409, [2, 7, 1, 0])).expect_err("there is no row");
    assert_eq!(
        newer.to_string(),
        "Elden Ring 2.7.1.0 is not supported by this version of the race mod"
    );
    assert_eq!(
        supported(&program("Notepad", 0x409, [2, 6, 2, 0])),
        Err(Unsupported::OtherProgram)
    );
}

#[test]
fn every_version_has_one_row() {
    for (index, row) in VERSIONS.iter().enumerate() {
        let same =
            |other: &&Version| (other.product, other.language) == (row.product, row.language);
        assert_eq!(VERSIONS.iter().position(|other| same(&other)), Some(index));
    }
}
