/** What went wrong with a request, in words for the visitor. */
import { m } from '$paraglide/messages';
import type { Problem } from './types';

/** A refusal or failure reported by the server, or the lack of any answer. */
export class ApiError extends Error {
	/** @param status the HTTP status, or 0 when there was no answer at all */
	constructor(
		readonly status: number,
		message: string
	) {
		super(message);
		this.name = 'ApiError';
	}

	get unreachable(): boolean {
		return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
	}
}

const fallbacks: Record<number, () => string> = {
	401: m.common_failed_401,
	403: m.common_failed_403,
	404: m.common_failed_404,
	413: m.common_failed_413,
	429: m.common_failed_429
};

/** The error for an answer that is none of success, in the visitor's language where its code is known. */
export async function refusalOf(body: unknown, status: number): Promise<ApiError> {
	const { code, values } = (body ?? {}) as Partial<Problem>;
	if (code == null) return new ApiError(status, readableDetail(body, status));
	// Most visits need none of these texts.
	const words = await import('./refusals').then(
		({ refusalWords }) => refusalWords(code, values ?? {}),
		() => null
	);
	return new ApiError(status, words ?? readableDetail(body, status));
}

/**
 * The sentence to show for an error answer. A `detail` string is shown as it is; a list of faults,
 * as older servers send for validation, becomes one line.
 */
export function readableDetail(body: unknown, status: number): string {
	const detail =
		typeof body === 'object' && body !== null && 'detail' in body ? body.detail : undefined;
	if (typeof detail === 'string' && detail.trim() !== '') return detail;
	if (Array.isArray(detail)) {
		const faults = detail.map(readableFault).filter((fault) => fault !== '');
		if (faults.length > 0) return faults.join(' ');
	}
	return fallbacks[status]?.() ?? m.common_failed_other({ status });
}

function readableFault(fault: unknown): string {
	if (typeof fault === 'string') return fault;
	if (typeof fault !== 'object' || fault === null || !('msg' in fault)) return '';
	const loc = 'loc' in fault && Array.isArray(fault.loc) ? fault.loc : [];
	const field = loc
		.filter((part) => part !== 'body' && part !== 'query' && part !== 'path')
		.join('.')
		.replaceAll('_', ' ');
	return field === '' ? `${fault.msg}.` : `${field}: ${fault.msg}.`;
}

/** The sentence for anything that was thrown. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
