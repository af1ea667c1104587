/** Highlights in sentences whose people and places can be coloured and pressed. */
import { m } from '$paraglide/messages';
import type { ParticipantInfo } from '$lib/api/types';
import type { Highlight, Kind } from '$lib/highlights/facts';
import type { MapNode } from '$lib/map/graph';
import { formatNumber } from '$lib/i18n/intl';
import { formatIgt } from '$lib/utils/format';
import { displayName } from '$lib/utils/names';

export type Part =
	| { kind: 'text'; text: string }
	| { kind: 'player'; player: ParticipantInfo }
	| { kind: 'zone'; zone: MapNode };

/** Characters of no language stand in the sentence where somebody or somewhere goes. */
const marks = { a: '\uE000', b: '\uE001', zone: '\uE002' };

type Sentence = (inputs: { a: string; b: string; zone: string; value: string }) => string;

const sentences: Record<
	Kind,
	{ title: () => string; sentence: Sentence; value?: 'time' | 'tenth' }
> = {
	speed_demon: {
		title: m.watch_hl_speed_demon_title,
		sentence: m.watch_hl_speed_demon,
		value: 'tenth'
	},
	zone_wall: { title: m.watch_hl_zone_wall_title, sentence: m.watch_hl_zone_wall, value: 'time' },
	fast_starter: {
		title: m.watch_hl_fast_starter_title,
		sentence: m.watch_hl_fast_starter,
		value: 'time'
	},
	sprint_final: {
		title: m.watch_hl_sprint_final_title,
		sentence: m.watch_hl_sprint_final,
		value: 'time'
	},
	graveyard: { title: m.watch_hl_graveyard_title, sentence: m.watch_hl_graveyard },
	death_zone: { title: m.watch_hl_death_zone_title, sentence: m.watch_hl_death_zone },
	deathless: { title: m.watch_hl_deathless_title, sentence: m.watch_hl_deathless },
	flawless: { title: m.watch_hl_flawless_title, sentence: m.watch_hl_flawless },
	unscathed: { title: m.watch_hl_unscathed_title, sentence: m.watch_hl_unscathed },
	comeback: { title: m.watch_hl_comeback_title, sentence: m.watch_hl_comeback },
	rage: { title: m.watch_hl_rage_title, sentence: m.watch_hl_rage },
	own_way: { title: m.watch_hl_own_way_title, sentence: m.watch_hl_own_way },
	same_way: { title: m.watch_hl_same_way_title, sentence: m.watch_hl_same_way },
	detour: { title: m.watch_hl_detour_title, sentence: m.watch_hl_detour },
	hard_pass: { title: m.watch_hl_hard_pass_title, sentence: m.watch_hl_hard_pass },
	in_vain: { title: m.watch_hl_in_vain_title, sentence: m.watch_hl_in_vain, value: 'time' },
	back_and_forth: { title: m.watch_hl_back_and_forth_title, sentence: m.watch_hl_back_and_forth },
	photo_finish: {
		title: m.watch_hl_photo_finish_title,
		sentence: m.watch_hl_photo_finish,
		value: 'time'
	},
	lead_changes: { title: m.watch_hl_lead_changes_title, sentence: m.watch_hl_lead_changes },
	dominant: { title: m.watch_hl_dominant_title, sentence: m.watch_hl_dominant },
	uncrowned: { title: m.watch_hl_uncrowned_title, sentence: m.watch_hl_uncrowned, value: 'time' },
	late_pass: { title: m.watch_hl_late_pass_title, sentence: m.watch_hl_late_pass, value: 'time' },
	from_behind: { title: m.watch_hl_from_behind_title, sentence: m.watch_hl_from_behind },
	early_exit: { title: m.watch_hl_early_exit_title, sentence: m.watch_hl_early_exit, value: 'time' }
};

export const highlightTitle = ({ kind }: Highlight): string => sentences[kind].title();

/** The sentence in pieces, in order. */
export function highlightParts(highlight: Highlight): Part[] {
	const { sentence, value } = sentences[highlight.kind];
	const text = sentence({ ...marks, value: valueWords(highlight.value, value) });
	return text.split(/([\uE000-\uE002])/).flatMap((piece): Part[] => {
		if (piece === '') return [];
		const player = highlight.players[piece === marks.a ? 0 : 1];
		if ((piece === marks.a || piece === marks.b) && player !== undefined) {
			return [{ kind: 'player', player }];
		}
		if (piece === marks.zone && highlight.zone !== null) {
			return [{ kind: 'zone', zone: highlight.zone }];
		}
		return [{ kind: 'text', text: piece }];
	});
}

/** Title and sentence as one plain text. */
export function highlightWords(highlight: Highlight): string {
	const words = highlightParts(highlight).map((part) =>
		part.kind === 'text'
			? part.text
			: part.kind === 'player'
				? displayName(part.player)
				: part.zone.label
	);
	return `${highlightTitle(highlight)}: ${words.join('')}`;
}

function valueWords(value: number, as: 'time' | 'tenth' | undefined): string {
	if (as === 'time') return formatIgt(value);
	return formatNumber(as === 'tenth' ? value / 10 : value);
}
