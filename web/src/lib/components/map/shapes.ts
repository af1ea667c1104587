import type { NodeKind } from '$lib/map/graph';

/** Outline of a place around the origin, in CSS pixels. */
export interface Shape {
	path: string;
	look: 'solid' | 'hollow';
}

const point = (radius: number, degrees: number): string => {
	const angle = (degrees * Math.PI) / 180;
	return `${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`;
};

const polygon = (corners: number, radius: number, turn: number): string =>
	`M${Array.from({ length: corners }, (_, i) => point(radius, turn + (360 * i) / corners)).join('L')}Z`;

const star = (rays: number, outer: number, inner: number): string =>
	`M${Array.from({ length: rays * 2 }, (_, i) => point(i % 2 === 0 ? outer : inner, -90 + (180 * i) / rays)).join('L')}Z`;

const disc = (radius: number): string =>
	`M${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;

/** Round is a cave, six corners a stronghold, a diamond a boss, the star the end, the arch the start. */
export const shapes: Record<NodeKind | 'hidden', Shape> = {
	start: { path: 'M-8 9V-1a8 8 0 0 1 16 0V9H3.5V-1a3.5 3.5 0 0 0-7 0V9Z', look: 'solid' },
	mini_dungeon: { path: disc(5.5), look: 'solid' },
	boss_arena: { path: polygon(4, 8, 0), look: 'hollow' },
	major_boss: { path: polygon(4, 10, 0), look: 'solid' },
	legacy_dungeon: { path: polygon(6, 9.5, 30), look: 'solid' },
	final_boss: { path: star(8, 13, 7), look: 'solid' },
	unknown: { path: disc(5), look: 'hollow' },
	hidden: { path: disc(5), look: 'solid' }
};
