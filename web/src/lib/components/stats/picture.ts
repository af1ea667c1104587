/** The result of a race as a picture to share, drawn by the visitor's own browser. */
import { m } from '$paraglide/messages';
import type { ParticipantInfo } from '$lib/api/types';
import { playerColors } from '$lib/utils/color';
import { formatIgt } from '$lib/utils/format';
import { displayName } from '$lib/utils/names';

const size = { width: 1200, height: 630 };
const margin = 64;
const rowHeight = 62;
const mostRows = 6;

/** A PNG of the size that chats and networks unfold. */
export async function drawResult(
	name: string,
	players: ParticipantInfo[],
	initials: Map<string, string>
): Promise<Blob> {
	const canvas = document.createElement('canvas');
	Object.assign(canvas, size);
	const pen = canvas.getContext('2d');
	if (pen === null) throw new Error('this browser has no canvas');
	await document.fonts.ready;
	const style = getComputedStyle(document.documentElement);
	const font = (weight: number, px: number, family: string) =>
		`${weight} ${px}px ${style.getPropertyValue(family)}`;
	const color = tokenReader();

	pen.fillStyle = color('--bg');
	pen.fillRect(0, 0, size.width, size.height);
	pen.fillStyle = color('--gold');
	pen.fillRect(0, 0, size.width, 8);
	pen.textBaseline = 'middle';
	pen.font = font(400, 54, '--font-display');
	pen.fillStyle = color('--ink');
	pen.fillText(name, margin, 92, size.width - 2 * margin);

	players.slice(0, mostRows).forEach((player, i) => {
		const y = 178 + i * rowHeight;
		const done = player.status === 'finished';
		pen.font = font(400, 34, '--font-display');
		pen.fillStyle = color(i === 0 ? '--gold' : '--ink-soft');
		pen.fillText(done ? String(i + 1) : '–', margin, y);
		pen.fillStyle = color(`--player-${player.color_index % playerColors}`);
		pen.beginPath();
		pen.arc(margin + 76, y, 22, 0, 2 * Math.PI);
		pen.fill();
		pen.textAlign = 'center';
		pen.font = font(720, 19, '--font-body');
		pen.fillStyle = color('--on-player');
		pen.fillText(initials.get(player.twitch_username) ?? '?', margin + 76, y + 1);
		pen.textAlign = 'left';
		pen.font = font(560, 32, '--font-body');
		pen.fillStyle = color('--ink');
		pen.fillText(displayName(player), margin + 118, y, 620);
		pen.textAlign = 'right';
		pen.fillText(done ? formatIgt(player.igt_ms) : '–', size.width - margin - 150, y);
		pen.fillStyle = color('--ink-faint');
		pen.font = font(480, 24, '--font-body');
		pen.fillText(m.watch_picture_deaths({ count: player.death_count }), size.width - margin, y);
		pen.textAlign = 'left';
	});

	pen.fillStyle = color('--ink-faint');
	pen.font = font(480, 24, '--font-body');
	const rest = players.length - mostRows;
	if (rest > 0) pen.fillText(m.watch_picture_more({ count: rest }), margin, size.height - 52);
	pen.textAlign = 'right';
	pen.fillText('SpeedFog Racing', size.width - margin, size.height - 52);
	return await new Promise((done, fail) =>
		canvas.toBlob(
			(blob) => (blob === null ? fail(new Error('no picture')) : done(blob)),
			'image/png'
		)
	);
}

/** Tokens as colours a canvas knows; `light-dark()` has to be worked out by an element. */
function tokenReader(): (token: string) => string {
	const probe = document.createElement('span');
	document.body.append(probe);
	const colors = new Map<string, string>();
	queueMicrotask(() => probe.remove());
	return (token) => {
		const known = colors.get(token);
		if (known !== undefined) return known;
		probe.style.color = `var(${token})`;
		const value = getComputedStyle(probe).color;
		colors.set(token, value);
		return value;
	};
}
