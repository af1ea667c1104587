//! What the overlay says in which situation.

use super::scenes;

#[test]
fn every_situation_has_its_words() {
    for scene in scenes::all() {
        insta::assert_debug_snapshot!(scene.name, scene.view());
    }
    insta::assert_debug_snapshot!("broken-config", scenes::broken_config());
}
