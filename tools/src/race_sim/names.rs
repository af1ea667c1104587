//! Names of invented racers.

/// Names as people choose them, in several scripts.
const NAMES: [&str; 24] = [
    "ashen_otter",
    "雪見うどん",
    "MarrowLight",
    "Лесной_Ёж",
    "tin_kettle",
    "qwillow",
    "박하사탕77",
    "nachtfalter_",
    "sol_de_invierno",
    "Ζέφυρος",
    "brambleking",
    "très_lent",
    "mossy_tarn",
    "夜更かし狸",
    "dodge_too_late",
    "Żółw_Ninja",
    "hollow_harp",
    "kaktusfeige",
    "安静的灯",
    "pebblewright",
    "øystein_løper",
    "two_percent_milk",
    "lanternfish",
    "Çaylak_Şövalye",
];

/// Name of racer `index`; numbers are added when the list is used up.
#[must_use]
pub(super) fn racer(index: usize) -> String {
    let name = NAMES[index % NAMES.len()];
    match index / NAMES.len() {
        0 => name.to_owned(),
        round => format!("{name}{}", round + 1),
    }
}

/// Name of whoever organizes simulated races.
pub(super) const ORGANIZER: &str = "fogwarden";

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn a_full_race_has_different_names() {
        let names: HashSet<String> = (0..100)
            .map(|index| super::racer(index).to_lowercase())
            .collect();
        assert_eq!(names.len(), 100);
        assert!(!names.contains(super::ORGANIZER));
    }
}
