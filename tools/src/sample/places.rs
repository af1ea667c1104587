//! Places and bosses of Elden Ring that sample graphs are made of.
//!
//! Only names, map numbers and rough strengths: enough for a map that reads like a real
//! seed. It is not a table to resolve positions with.

/// A small dungeon whose boss stands behind a fog gate of its own, so that it yields two
/// zones: the dungeon and the arena.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dungeon {
    /// Zone id of the dungeon; the arena's is this with `_boss` appended.
    pub(crate) zone: &'static str,
    /// Region, in front of the name where the place belongs to one.
    pub(crate) region: &'static str,
    /// Name of the dungeon.
    pub(crate) name: &'static str,
    /// Who is fought in the arena.
    pub(crate) boss: &'static str,
    /// Area and block of the game's map, `m31_03`.
    pub(crate) map: &'static str,
    /// Strength of the place in the unmodified game.
    pub(crate) tier: u8,
}

/// A castle or city without a boss of its own in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Legacy {
    /// Zone ids, the main one first.
    pub(crate) zones: &'static [&'static str],
    /// Name of the place.
    pub(crate) name: &'static str,
    /// Area and block of the game's map.
    pub(crate) map: &'static str,
    /// Strength of the place in the unmodified game.
    pub(crate) tier: u8,
    /// Where its gates stand.
    pub(crate) gates: [&'static str; 3],
}

/// An arena of one of the great bosses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Major {
    /// Zone id of the arena.
    pub(crate) zone: &'static str,
    /// Name of the place, empty where the boss is name enough.
    pub(crate) place: &'static str,
    /// Who is fought here.
    pub(crate) boss: &'static str,
    /// Area and block of the game's map.
    pub(crate) map: &'static str,
    /// Strength of the place in the unmodified game.
    pub(crate) tier: u8,
    /// Whether a run may end here.
    pub(crate) ending: bool,
}

const fn dungeon(
    zone: &'static str,
    region: &'static str,
    name: &'static str,
    boss: &'static str,
    map: &'static str,
    tier: u8,
) -> Dungeon {
    Dungeon {
        zone,
        region,
        name,
        boss,
        map,
        tier,
    }
}

const fn major(
    zone: &'static str,
    place: &'static str,
    boss: &'static str,
    map: &'static str,
    tier: u8,
    ending: bool,
) -> Major {
    Major {
        zone,
        place,
        boss,
        map,
        tier,
        ending,
    }
}

/// Caves, tunnels, catacombs and gaols.
#[rustfmt::skip]
pub(crate) const DUNGEONS: &[Dungeon] = &[
    dungeon("limgrave_coastalcave", "Limgrave", "Coastal Cave", "Demi-Human Chiefs", "m31_15", 1),
    dungeon("limgrave_grovesidecave", "Limgrave", "Groveside Cave", "Beastman of Farum Azula", "m31_03", 1),
    dungeon("limgrave_highroadcave", "Limgrave", "Highroad Cave", "Guardian Golem", "m31_17", 1),
    dungeon("limgrave_murkwatercatacombs", "Limgrave", "Murkwater Catacombs", "Grave Warden Duelist", "m30_04", 1),
    dungeon("limgrave_stormfootcatacombs", "Limgrave", "Stormfoot Catacombs", "Erdtree Burial Watchdog", "m30_02", 1),
    dungeon("limgrave_tunnels", "Limgrave", "Limgrave Tunnels", "Stonedigger Troll", "m32_01", 1),
    dungeon("stormhill_catacombs", "Stormhill", "Deathtouched Catacombs", "Black Knife Assassin", "m30_11", 1),
    dungeon("graveyard_grave", "Limgrave", "Fringefolk Hero's Grave", "Ulcerated Tree Spirit", "m18_00", 6),
    dungeon("peninsula_earthborecave", "Weeping Peninsula", "Earthbore Cave", "Runebear", "m31_01", 2),
    dungeon("peninsula_tombswardcave", "Weeping Peninsula", "Tombsward Cave", "Miranda Blossom", "m31_02", 2),
    dungeon("peninsula_tunnel", "Weeping Peninsula", "Morne Tunnel", "Scaly Misbegotten", "m32_00", 2),
    dungeon("peninsula_tombswardcatacombs", "Weeping Peninsula", "Tombsward Catacombs", "Cemetery Shade", "m30_00", 2),
    dungeon("peninsula_impalercatacombs", "Weeping Peninsula", "Impaler's Catacombs", "Erdtree Burial Watchdog", "m30_01", 2),
    dungeon("liurnia_stillwatercave", "Liurnia", "Stillwater Cave", "Cleanrot Knight", "m31_04", 6),
    dungeon("liurnia_lakesidecave", "Liurnia", "Lakeside Crystal Cave", "Bloodhound Knight", "m31_05", 6),
    dungeon("liurnia_academycave", "Liurnia", "Academy Crystal Cave", "Crystalian Duo", "m31_06", 6),
    dungeon("liurnia_tunnel", "Liurnia", "Raya Lucaria Crystal Tunnel", "Crystalian", "m32_02", 6),
    dungeon("liurnia_roadsendcatacombs", "Liurnia", "Road's End Catacombs", "Spiritcaller Snail", "m30_03", 6),
    dungeon("liurnia_blackknifecatacombs", "Liurnia", "Black Knife Catacombs", "Cemetery Shade", "m30_05", 6),
    dungeon("liurnia_cliffbottomcatacombs", "Liurnia", "Cliffbottom Catacombs", "Erdtree Burial Watchdog", "m30_06", 6),
    dungeon("caelid_abandonedcave", "Caelid", "Abandoned Cave", "Cleanrot Knights", "m31_20", 7),
    dungeon("caelid_gaolcave", "Caelid", "Gaol Cave", "Frenzied Duelist", "m31_21", 7),
    dungeon("caelid_gaeltunnel", "Caelid", "Gael Tunnel", "Magma Wyrm", "m32_07", 7),
    dungeon("caelid_selliatunnel", "Caelid", "Sellia Crystal Tunnel", "Fallingstar Beast", "m32_08", 7),
    dungeon("caelid_erdtreecatacombs", "Caelid", "Minor Erdtree Catacombs", "Erdtree Burial Watchdogs", "m30_14", 7),
    dungeon("caelid_catacombs", "Caelid", "Caelid Catacombs", "Cemetery Shade", "m30_15", 7),
    dungeon("caelid_wardead", "Caelid", "War-Dead Catacombs", "Putrid Tree Spirit", "m30_16", 15),
    dungeon("dragonbarrow_cave", "Dragonbarrow", "Dragonbarrow Cave", "Beastmen of Farum Azula", "m31_10", 15),
    dungeon("dragonbarrow_selliahideaway", "Dragonbarrow", "Sellia Hideaway", "Putrid Crystalians", "m31_11", 7),
    dungeon("altus_sagescave", "Altus Plateau", "Sage's Cave", "Necromancer Garris", "m31_19", 8),
    dungeon("altus_grotto", "Altus Plateau", "Perfumer's Grotto", "Omenkiller", "m31_18", 8),
    dungeon("altus_tunnel", "Altus Plateau", "Altus Tunnel", "Crystalian Duo", "m32_05", 8),
    dungeon("altus_oldtunnel", "Altus Plateau", "Old Altus Tunnel", "Stonedigger Troll", "m32_04", 8),
    dungeon("altus_catacombs", "Altus Plateau", "Unsightly Catacombs", "Perfumer Tricia", "m30_12", 8),
    dungeon("altus_grave", "Altus Plateau", "Sainted Hero's Grave", "Ancient Hero of Zamor", "m30_08", 8),
    dungeon("gelmir_grave", "Mt. Gelmir", "Gelmir Hero's Grave", "Red Wolf of the Champion", "m30_09", 9),
    dungeon("gelmir_wyndhamcatacombs", "Mt. Gelmir", "Wyndham Catacombs", "Erdtree Burial Watchdog", "m30_07", 9),
    dungeon("gelmir_seethewatercave", "Mt. Gelmir", "Seethewater Cave", "Kindred of Rot", "m31_07", 9),
    dungeon("gelmir_volcanocave", "Mt. Gelmir", "Volcano Cave", "Demi-Human Queen Margot", "m31_09", 9),
    dungeon("outskirts_sealedtunnel", "Capital Outskirts", "Sealed Tunnel", "Onyx Lord", "m34_12", 9),
    dungeon("outskirts_sidetomb", "Capital Outskirts", "Auriza Side Tomb", "Grave Warden Duelist", "m30_13", 9),
    dungeon("outskirts_grave", "Capital Outskirts", "Auriza Hero's Grave", "Crucible Knight Ordovis", "m30_10", 10),
    dungeon("sewer_catacombs", "Leyndell", "Leyndell Catacombs", "Esgar, Priest of Blood", "m35_00", 13),
    dungeon("mountaintops_cave", "Mountaintops", "Spiritcaller Cave", "Spiritcaller Snail", "m31_22", 12),
    dungeon("mountaintops_catacombs", "Flame Peak", "Giants' Mountaintop Catacombs", "Ulcerated Tree Spirit", "m30_18", 12),
    dungeon("flamepeak_grave", "Flame Peak", "Giant-Conquering Hero's Grave", "Ancient Hero of Zamor", "m30_17", 12),
    dungeon("snowfield_cave", "Consecrated Snowfield", "Cave of the Forlorn", "Misbegotten Crusader", "m31_12", 16),
    dungeon("snowfield_tunnel", "Consecrated Snowfield", "Yelough Anix Tunnel", "Astel, Stars of Darkness", "m32_11", 16),
    dungeon("snowfield_catacombs", "Consecrated Snowfield", "Consecrated Snowfield Catacombs", "Putrid Grave Warden Duelist", "m30_19", 16),
    dungeon("gravesite_gaol", "Gravesite Plain", "Belurat Gaol", "Demi-Human Swordmaster Onze", "m41_00", 21),
    dungeon("gravesite_dragonpit", "Gravesite Plain", "Dragon's Pit", "Ancient Dragon-Man", "m43_01", 23),
    dungeon("gravesite_catacombs", "Gravesite Plain", "Fog Rift Catacombs", "Death Knight", "m40_00", 23),
    dungeon("rauhbase_catacombs", "Rauh Base", "Scorpion River Catacombs", "Death Knight", "m40_01", 26),
    dungeon("scadualtus_gaol", "Scadu Altus", "Bonny Gaol", "Curseblade Labirith", "m41_01", 25),
    dungeon("charo_gaol", "Charo's Hidden Grave", "Lamenter's Gaol", "Lamenter", "m41_02", 26),
    dungeon("ellac_cave", "Ellac River", "Rivermouth Cave", "Chief Bloodfiend", "m43_00", 25),
];

/// Castles and cities.
#[rustfmt::skip]
pub(crate) const LEGACIES: &[Legacy] = &[
    Legacy { zones: &["stormveil", "stormveil_start"], name: "Stormveil Castle", map: "m10_00", tier: 4, gates: ["at the main gate", "before Godrick's arena", "on the cliff below the ramparts"] },
    Legacy { zones: &["academy", "academy_entrance"], name: "Academy of Raya Lucaria", map: "m14_00", tier: 6, gates: ["at the main gate of the academy", "before Red Wolf's arena", "at the lift above the debate parlour"] },
    Legacy { zones: &["liurnia_manor"], name: "Caria Manor", map: "m60_35", tier: 6, gates: ["at the manor gate", "before Royal Knight Loretta's arena", "on the wall walk above the gardens"] },
    Legacy { zones: &["caelid_redmane"], name: "Redmane Castle", map: "m60_51", tier: 8, gates: ["on the great bridge", "before Redmane Castle Plaza", "at the top of the lift to the chapel"] },
    Legacy { zones: &["altus_shaded"], name: "Shaded Castle", map: "m60_39", tier: 9, gates: ["at the flooded entrance", "before Elemer of the Briar's arena", "on the battlements"] },
    Legacy { zones: &["volcano", "volcano_drawingroom", "volcano_hallway"], name: "Volcano Manor", map: "m16_00", tier: 11, gates: ["in the entrance hall", "at the end of the dark hallway", "before Godskin Noble's arena"] },
    Legacy { zones: &["leyndell", "leyndell_divinebridge", "leyndell_pretower"], name: "Leyndell, Royal Capital", map: "m11_00", tier: 10, gates: ["on the east rampart", "before Golden Shade's arena", "at the lift to the Divine Bridge"] },
    Legacy { zones: &["sewer", "sewer_preroom"], name: "Subterranean Shunning-Grounds", map: "m35_01", tier: 13, gates: ["at the bottom of the well", "before Mohg's arena", "in the maze of pipes"] },
    Legacy { zones: &["leyndell2", "leyndell2_sanctuaryside"], name: "Leyndell, Ashen Capital", map: "m11_05", tier: 15, gates: ["on the ash below the rampart", "before Gideon's arena", "at the great stairway"] },
    Legacy { zones: &["mountaintops_sol"], name: "Castle Sol", map: "m60_51", tier: 13, gates: ["at the castle gate", "before Commander Niall's arena", "at the church beside the courtyard"] },
    Legacy { zones: &["farumazula", "farumazula_start"], name: "Crumbling Farum Azula", map: "m13_00", tier: 14, gates: ["at the crumbling bridge", "before Godskin Duo's arena", "beside the great bridge lift"] },
    Legacy { zones: &["haligtree"], name: "Haligtree Town", map: "m15_00", tier: 18, gates: ["at the top of the canopy", "before Loretta's arena", "on the town plaza balcony"] },
    Legacy { zones: &["haligtree_elphael"], name: "Elphael, Brace of the Haligtree", map: "m15_01", tier: 19, gates: ["at the prayer room", "before Malenia's arena", "at the drainage channel"] },
    Legacy { zones: &["mohgwyn"], name: "Mohgwyn Palace", map: "m12_05", tier: 17, gates: ["at the palace approach", "before Mohg's arena", "above the lake of blood"] },
    Legacy { zones: &["belurat"], name: "Belurat, Tower Settlement", map: "m20_00", tier: 22, gates: ["at the tower gate", "before Dancing Lion's arena", "above the small private altar"] },
    Legacy { zones: &["ensis"], name: "Castle Ensis", map: "m61_47", tier: 24, gates: ["on the bridge from Gravesite Plain", "before Rellana's arena", "at the castle-lord's stair"] },
    Legacy { zones: &["shadowkeep"], name: "Shadow Keep", map: "m21_00", tier: 27, gates: ["at the main gate plaza", "at the lift to the storehouse", "in the flooded church district"] },
    Legacy { zones: &["storehouse", "storehouse_back"], name: "Specimen Storehouse", map: "m21_01", tier: 28, gates: ["on the first floor", "before Messmer's arena", "on the seventh floor balcony"] },
    Legacy { zones: &["midramanse"], name: "Midra's Manse", map: "m28_00", tier: 31, gates: ["at the manse hall", "before Midra's arena", "in the second floor chamber"] },
];

/// Arenas of the great bosses.
#[rustfmt::skip]
pub(crate) const MAJORS: &[Major] = &[
    major("stormveil_margit", "Stormveil", "Margit, the Fell Omen", "m10_10", 3, false),
    major("stormveil_godrick", "", "Godrick the Grafted", "m10_00", 4, true),
    major("peninsula_leonine", "Castle Morne", "Leonine Misbegotten", "m60_43", 3, false),
    major("academy_redwolf", "", "Red Wolf of Radagon", "m14_10", 6, false),
    major("academy_library", "", "Rennala, Queen of the Full Moon", "m14_00", 11, true),
    major("liurnia_manor_loretta", "Caria Manor", "Royal Knight Loretta", "m60_35", 6, false),
    major("precipice_boss", "Ruin-Strewn Precipice", "Magma Wyrm Makar", "m39_20", 7, false),
    major("caelid_radahn", "", "Starscourge Radahn", "m60_52", 10, true),
    major("siofra_nokron_boss", "", "Regal Ancestor Spirit", "m12_09", 9, false),
    major("siofra_nokron_gargoyles", "Nokron", "Valiant Gargoyles", "m12_02", 9, false),
    major("siofra_nokron_mimic", "Nokron", "Mimic Tear", "m12_02", 9, false),
    major("ainsel_dragonkin", "", "Dragonkin Soldier of Nokstella", "m12_01", 5, false),
    major("ainsel_boss", "", "Astel, Naturalborn of the Void", "m12_04", 11, true),
    major("deeproot_boss", "Deeproot Depths", "Lichdragon Fortissax", "m12_03", 11, false),
    major("altus_elemer", "Shaded Castle", "Elemer of the Briar", "m60_39", 9, false),
    major("volcano_noble", "Volcano Manor", "Godskin Noble", "m16_10", 11, false),
    major("volcano_rykard", "", "Rykard, Lord of Blasphemy", "m16_00", 12, true),
    major("leyndell_throne", "Leyndell", "Morgott, the Omen King", "m11_00", 11, true),
    major("leyndell_godfrey", "Leyndell", "Godfrey, First Elden Lord", "m11_10", 10, false),
    major("sewer_mohg", "", "Mohg, the Omen", "m35_00", 13, false),
    major("mountaintops_sol_boss", "Castle Sol", "Commander Niall", "m60_51", 13, false),
    major("flamepeak_firegiant", "", "Fire Giant", "m60_52", 14, true),
    major("farumazula_godskinduo", "", "Godskin Duo", "m13_10", 14, false),
    major("farumazula_placidusax", "Farum Azula", "Dragonlord Placidusax", "m13_20", 17, true),
    major("farumazula_maliketh", "", "Maliketh, the Black Blade", "m13_00", 15, true),
    major("leyndell2_sanctuary", "Ashen Leyndell", "Sir Gideon Ofnir, the All-Knowing", "m11_15", 15, false),
    major("leyndell2_throne", "Ashen Leyndell", "Hoarah Loux, Warrior", "m11_05", 16, true),
    major("leyndell2_erdtree", "Erdtree", "Radagon of the Golden Order", "m19_00", 17, true),
    major("haligtree_loretta", "", "Loretta, Knight of the Haligtree", "m15_10", 18, false),
    major("haligtree_malenia", "", "Malenia, Blade of Miquella", "m15_00", 20, true),
    major("mohgwyn_boss", "", "Mohg, Lord of Blood", "m12_05", 18, true),
    major("belurat_boss", "Belurat", "Divine Beast Dancing Lion", "m20_00", 24, false),
    major("ensis_boss", "Castle Ensis", "Rellana, Twin Moon Knight", "m61_47", 26, true),
    major("shadowkeep_boss", "Shadow Keep", "Golden Hippopotamus", "m21_10", 27, false),
    major("scaduview_gaius", "Scaduview", "Commander Gaius", "m61_49", 29, false),
    major("fissure_boss", "Stone Coffin Fissure", "Putrescent Knight", "m22_00", 28, false),
    major("storehouse_messmer", "Specimen Storehouse", "Messmer the Impaler", "m21_01", 30, true),
    major("scadutree_base", "Scadutree Base", "Scadutree Avatar", "m61_50", 28, false),
    major("rauhruins_romina", "Ancient Ruins of Rauh", "Romina, Saint of the Bud", "m61_44", 32, true),
    major("midramanse_boss", "Midra's Manse", "Midra, Lord of Frenzied Flame", "m28_00", 32, true),
    major("fingerbirthing_boss", "Finger Birthing Grounds", "Metyr, Mother of Fingers", "m25_00", 31, true),
    major("jaggedpeak_bayle", "Jagged Peak", "Bayle the Dread", "m61_54", 34, true),
];
