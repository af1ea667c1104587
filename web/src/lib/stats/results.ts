/** Results as files, for spreadsheets and programs. */
import type { ParticipantInfo } from '$lib/api/types';
import type { SeedGraph } from '$lib/map/graph';
import { zoneRuns } from './visits';

const columns = ['place', 'login', 'name', 'status', 'time_ms', 'deaths', 'layer'] as const;

function row(player: ParticipantInfo, index: number) {
	return {
		place: player.status === 'finished' ? index + 1 : null,
		login: player.twitch_username,
		name: player.twitch_display_name ?? player.twitch_username,
		status: player.status,
		time_ms: player.igt_ms,
		deaths: player.death_count,
		layer: player.current_layer
	};
}

/** One line per racer in the order given, with a head line; CRLF as RFC 4180 asks for. */
export function resultsCsv(players: ParticipantInfo[]): string {
	const lines = players.map((player, i) => {
		const values = row(player, i);
		return columns.map((column) => cell(values[column])).join(',');
	});
	return [columns.join(','), ...lines, ''].join('\r\n');
}

function cell(value: string | number | null): string {
	const text = value === null ? '' : String(value);
	// A spreadsheet would run a name that begins like a formula.
	const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The same with every visit. */
export function resultsJson(
	race: { id: string; name: string; started_at: string | null },
	players: ParticipantInfo[],
	graph: SeedGraph
): string {
	const results = players.map((player, i) => ({
		...row(player, i),
		zones: [...zoneRuns(player, graph).values()].map(
			({ node, entered, time, deaths, visits, outcome }) => ({
				node,
				name: graph.byId.get(node)?.name ?? '',
				layer: graph.byId.get(node)?.layer ?? 0,
				entered_ms: entered,
				time_ms: time,
				deaths,
				visits,
				outcome
			})
		)
	}));
	return JSON.stringify({ race, results }, null, 2);
}
