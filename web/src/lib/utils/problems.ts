import { m } from '$paraglide/messages';

const words: Record<string, () => string> = {
	auth_failed: m.pages_failed_auth,
	no_token: m.pages_failed_incomplete,
	invalid_token: m.pages_failed_session,
	invalid_code: m.pages_failed_code,
	no_code: m.pages_failed_incomplete
};

/** The sentence for an `?error=` of the sign-in; null without one. */
export function signInProblem(code: string | null): string | null {
	return code === null ? null : (words[code] ?? m.pages_failed_other)();
}
