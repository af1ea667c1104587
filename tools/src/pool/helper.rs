//! Settings of the item helper that comes with the randomizer.

use std::{fs, io, path::Path};

/// Where the helper and its settings lie in a seed folder.
const DLL: &str = "lib/RandomizerHelper.dll";
const SETTINGS: &str = "lib/RandomizerHelper_config.ini";

/// The same for every racer: nothing is equipped by itself, upgrades are.
pub(crate) const FAIR: &str = "[settings]
autoEquip = false
equipShop = false
equipWeapons = false
bowLeft = false
castLeft = false
equipArmor = false
equipAccessory = false
equipSpells = false
equipCrystalTears = false
regionLockWeapons = false
autoUpgrade = true
autoUpgradeWeapons = true
autoUpgradeSpiritAshes = true
autoUpgradeDropped = true
";

/// Writes fair settings when the helper is there without any: left alone it equips items by
/// itself, which would help some racers more than others.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn settle(seed: &Path) -> io::Result<()> {
    let settings = seed.join(SETTINGS);
    if seed.join(DLL).is_file() && !settings.exists() {
        fs::write(settings, FAIR)?;
    }
    Ok(())
}
