import { m } from '$paraglide/messages';

/** The help page, in the order in which somebody new meets the subjects. */
export const sections = [
	{
		id: 'world',
		title: m.help_world,
		lead: m.help_world_lead,
		points: [
			m.help_world_start,
			m.help_world_kit,
			m.help_world_layers,
			m.help_world_gates,
			m.help_world_items,
			m.help_world_bosses,
			m.help_world_end
		]
	},
	{
		id: 'rules',
		title: m.help_rules,
		lead: m.help_rules_lead,
		points: [m.help_rules_glitch, m.help_rules_quit, m.help_rules_mods, m.help_rules_tip]
	},
	{
		id: 'racing',
		title: m.help_race,
		lead: m.help_race_lead,
		points: [
			m.help_race_need,
			m.help_race_join,
			m.help_race_pack,
			m.help_race_launch,
			m.help_race_overlay,
			m.help_race_lost,
			m.help_race_map
		]
	},
	{
		id: 'solo',
		title: m.help_solo,
		lead: m.help_solo_lead,
		points: [m.help_solo_start, m.help_solo_slow, m.help_solo_ghosts]
	},
	{
		id: 'organizing',
		title: m.help_organize,
		lead: m.help_organize_lead,
		points: [
			m.help_organize_create,
			m.help_organize_part,
			m.help_organize_release,
			m.help_organize_start,
			m.help_organize_end
		]
	},
	{
		id: 'casting',
		title: m.help_cast,
		lead: m.help_cast_lead,
		points: [m.help_cast_see, m.help_cast_enter, m.help_cast_obs, m.help_cast_spoil]
	}
];
