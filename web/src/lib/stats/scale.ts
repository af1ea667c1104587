/** Round numbers along an axis. */

/** At most about `count` multiples of 1, 2 or 5 within the bounds. */
export function axisTicks(least: number, most: number, count: number): number[] {
	const rough = Math.max((most - least) / count, 1);
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
	return multiples(least, most, step);
}

/** Steps that read well on a clock, in seconds. */
const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400];

/** The same for times in ms. */
export function clockTicks(least: number, most: number, count: number): number[] {
	const rough = (most - least) / 1000 / count;
	const step = clockSteps.find((one) => one >= rough) ?? Math.ceil(rough / 3600) * 3600;
	return multiples(least, most, step * 1000);
}

function multiples(least: number, most: number, step: number): number[] {
	const first = Math.ceil(least / step);
	const last = Math.floor(most / step);
	// Adding zero turns a negative zero into the one people know.
	return Array.from({ length: Math.max(last - first + 1, 1) }, (_, i) => (first + i) * step + 0);
}
